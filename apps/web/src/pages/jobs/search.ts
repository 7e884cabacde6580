import * as z from 'zod/mini'
import { choice, word } from '../../search-params.js'

export const JobsSearch = z.object({
  state: choice(['queued', 'running', 'waiting', 'paused', 'done', 'partial', 'failed', 'cancelled']),
  kind: choice(['import', 'sample', 'caption', 'dialogues', 'version', 'export', 'training-log', 'evaluate', 'demo']),
  /** The job whose detail is open. */
  job: word,
})
export type JobsSearch = z.infer<typeof JobsSearch>
