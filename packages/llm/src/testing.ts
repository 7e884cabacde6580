/** Models for tests: one in the same process, one behind a real HTTP server with faults. */
export { scriptedModel } from './testing/scripted-model.js'
export type { ScriptedModel, ScriptedReply } from './testing/scripted-model.js'
