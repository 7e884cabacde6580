/** Data set versions and the files made of them. */
import type { LintReport } from '@video2roleplay/curation'
import type { Failure } from './page.js'
import type { JobGlance } from './jobs.js'

export interface DataSetVersionView {
  id: string
  projectId: string
  name: string
  version: number
  seed: number
  manifestHash: string
  counts: { videos: number; dialogues: number; train: number; heldout: number }
  /** True where any of its dialogues was made by the rehearsal model. */
  isRehearsal: boolean
  createdAt: string
}

export interface ExportView {
  id: string
  versionId: string
  name: string
  version: number
  /** The kind of model that it trains. */
  format: 'internvl' | 'openai'
  /** The tool that reads it: ms-swift and LLaMA-Factory train InternVL too, from lines of their own. */
  trainer: 'internvl' | 'openai' | 'ms-swift' | 'llama-factory'
  settings: Record<string, unknown>
  status: 'running' | 'complete' | 'failed'
  error: Failure | null
  sha256: string | null
  sizeBytes: number | null
  rows: number | null
  split: 'train' | 'heldout' | 'all'
  /** How many rows will train, how many will not, and why. */
  lint: LintReport | null
  downloadUrl: string | null
  job: JobGlance | null
  createdAt: string
}
