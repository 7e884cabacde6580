import * as z from 'zod/mini'
import { flag, word } from '../../search-params.js'

export const DataSetsSearch = z.object({ version: word, isNew: flag })
