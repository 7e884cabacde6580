/** The model for a house without a key. */
export { createRehearsalModel } from './rehearsal/create-rehearsal-model.js'
export type { RehearsalModelOptions } from './rehearsal/create-rehearsal-model.js'
