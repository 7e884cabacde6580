/** Every procedure of the house. Its type is the API's contract: dashboard, CLI and other services import it. */
import { createCaller, router } from './procedures.js'
import { charactersRouter } from './routers/characters.js'
import { chatRouter } from './routers/chat.js'
import { dataSetsRouter } from './routers/data-sets.js'
import { dialoguesRouter } from './routers/dialogues.js'
import { evalsRouter } from './routers/evals.js'
import { exportsRouter } from './routers/exports.js'
import { jobsRouter } from './routers/jobs.js'
import { ledgerRouter } from './routers/ledger.js'
import { modelsRouter } from './routers/models.js'
import { pipelineRouter } from './routers/pipeline.js'
import { projectsRouter } from './routers/projects.js'
import { questionsRouter } from './routers/questions.js'
import { reviewsRouter } from './routers/reviews.js'
import { samplingRouter } from './routers/sampling.js'
import { systemRouter } from './routers/system.js'
import { trainingRouter } from './routers/training.js'
import { videosRouter } from './routers/videos.js'

export const appRouter = router({
  system: systemRouter,
  projects: projectsRouter,
  videos: videosRouter,
  sampling: samplingRouter,
  dialogues: dialoguesRouter,
  reviews: reviewsRouter,
  pipeline: pipelineRouter,
  jobs: jobsRouter,
  models: modelsRouter,
  questions: questionsRouter,
  evals: evalsRouter,
  dataSets: dataSetsRouter,
  exports: exportsRouter,
  training: trainingRouter,
  characters: charactersRouter,
  chat: chatRouter,
  ledger: ledgerRouter,
})

export type AppRouter = typeof appRouter

/** For tests and scripts in the same process. */
export const createAppCaller = createCaller(appRouter)
