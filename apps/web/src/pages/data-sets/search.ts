import * as z from 'zod/mini'
import { choice, flag, word } from '../../search-params.js'

const tabs = ['files', 'changes', 'rights', 'training', 'card'] as const
export type VersionTab = (typeof tabs)[number]

/** A version, what is looked at of it, and the version that it is compared with. */
export const DataSetsSearch = z.object({ version: word, tab: choice(tabs), against: word, isNew: flag })
export type DataSetsSearch = z.infer<typeof DataSetsSearch>
