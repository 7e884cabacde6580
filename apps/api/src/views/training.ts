/** Training runs, and the loss as it fell. */
import type { JobGlance } from './jobs.js'

export interface TrainingRunView {
  id: string
  projectId: string
  versionId: string
  /** The data set version, for people. */
  dataSet: { name: string; version: number }
  exportId: string | null
  name: string
  trainer: 'internvl' | 'ms-swift' | 'llama-factory' | 'other'
  frameLabelStyle: 'Frame-{i}' | 'Frame{i}'
  /** What the person who registered it says: base model, cards, attention, hyper-parameters. */
  facts: Record<string, string | number>
  status: 'registered' | 'running' | 'complete' | 'failed'
  statusReason: string | null
  steps: number
  totalSteps: number | null
  firstLoss: number | null
  lastLoss: number | null
  model: { id: string; name: string } | null
  job: JobGlance | null
  logReadAt: string | null
  createdAt: string
}

export interface TrainingPointView {
  step: number
  epoch: number | null
  /** Null where the trainer wrote none, or none that is a number. */
  loss: number | null
  evalLoss: number | null
  learningRate: number | null
  isBroken: boolean
}
