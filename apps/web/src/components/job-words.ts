/** What a job does, in words. */
import type { JobGlance, JobView } from '../api-types.js'

const verbs: Record<JobView['kind'], string> = {
  import: 'Import',
  sample: 'Choose frames',
  caption: 'Caption',
  dialogues: 'Write dialogues',
  version: 'Freeze a data set',
  export: 'Export',
  'training-log': 'Read a training log',
  evaluate: 'Evaluate',
  demo: 'Make the demo project',
}

export const jobVerb = (kind: JobView['kind']): string => verbs[kind]
export const jobKinds = Object.keys(verbs) as JobView['kind'][]

export const jobTitle = (job: Pick<JobView, 'kind' | 'subjectName'>): string =>
  job.subjectName ? `${verbs[job.kind]} · ${job.subjectName}` : verbs[job.kind]

export const isActive = (state: JobGlance['state']): boolean =>
  state === 'queued' || state === 'running' || state === 'waiting'
