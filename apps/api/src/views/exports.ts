/** The files made of a data set version. */
import type { ExportFormat, LintReport } from '@video2roleplay/curation'
import type { Failure } from './page.js'
import type { JobGlance } from './jobs.js'

export interface ExportView {
  id: string
  versionId: string
  name: string
  version: number
  format: ExportFormat
  settings: Record<string, unknown>
  /** `removed`: a video in it was taken down. Asked for again, it is made without that. */
  status: 'running' | 'complete' | 'failed' | 'removed'
  error: Failure | null
  sha256: string | null
  sizeBytes: number | null
  rows: number | null
  split: 'train' | 'heldout' | 'all'
  /** How many rows will train, how many will not, and why. */
  lint: LintReport | null
  /** Who let it pass the gate, and why; null where the gate was open. */
  override: { name: string; reason: string; at: string; blocked: Record<string, number> } | null
  downloadUrl: string | null
  job: JobGlance | null
  createdAt: string
}
