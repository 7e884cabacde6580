/** Every table, by room of the house. One schema serves PGlite and PostgreSQL. */
export { files, people, projects, prompts, savedViews, settings } from './tables/house.js'
export { frames, frameSamples, videos } from './tables/videos.js'
export { captions, dialogues, frameDescriptions, generations, reviewLeases, reviews } from './tables/curation.js'
export { dataSets, dataSetItems, dataSetVersions, exports } from './tables/data-sets.js'
export { endpointBuckets, modelBatches, models, modelCalls } from './tables/models.js'
export { evalRuns, judgements, publishedRows, questions, questionSets, responses } from './tables/evaluation.js'
export { conversations, chatMessages } from './tables/chat.js'
export { jobEvents, jobs } from './tables/jobs.js'
