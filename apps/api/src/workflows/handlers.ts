/** Which function does which kind of job. */
import type { JobHandlers } from '../jobs/job.js'
import { captionVideo } from './caption-video.js'
import { makeDemo } from './demo/make-demo.js'
import { evaluateRun } from './evaluate-run.js'
import { followTrainingLog } from './follow-training-log.js'
import { importVideo } from './import-video.js'
import { makeDialogues } from './make-dialogues.js'
import { sampleVideo } from './sample-video.js'
import { makeVersion } from './start-version.js'
import { writeExport } from './write-export.js'

export const jobHandlers: JobHandlers = {
  import: importVideo,
  sample: sampleVideo,
  caption: captionVideo,
  dialogues: makeDialogues,
  version: makeVersion,
  export: writeExport,
  'training-log': followTrainingLog,
  evaluate: evaluateRun,
  demo: makeDemo,
}
