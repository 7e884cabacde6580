/** §4.2 and §4.3: role profiles and grounded responses. Receives frames, words and a model; stores nothing. */
export { buildRoleProfile, defaultRoleInstruction, DynamicProfile, ProfileContext } from './role-profile.js'
export type { ProfileFrame, RoleProfile, RoleProfileInput } from './role-profile.js'
export { respond, respondOnce } from './respond.js'
export type { ResponseChunk, RoleResponse } from './respond.js'
export { prepareResponse } from './prepare-response.js'
export type {
  Grounding,
  HistoryTurn,
  PreparedResponse,
  ResponseInput,
  ResponseOptions,
  WhatTheModelSees,
} from './prepare-response.js'
export { budgetFrames, framePresets, thinEvenly } from './budget.js'
export type { BudgetInput, FrameBudget, FramePreset, FramePresetName } from './budget.js'
export { frameLabel, FrameLabelStyle } from './layouts/frame-labels.js'
export { asTrainingText, LayoutName, layOut } from './layouts/layout.js'
export type { LabelledFrame } from './layouts/layout.js'
export { rolePlayPrompt } from './prompts/role-play.v1.js'
export { InferenceError } from './errors.js'
export type { InferenceErrorCode } from './errors.js'
export { estimateTextTokens } from './tokens.js'
export { answerMaxTokens, maxFrames, publishedLatency } from './paper.js'
export { fillIn, readExamples, writeExamples } from './cards/card-examples.js'
export type { CardExample } from './cards/card-examples.js'
export { isPng, readCardPng, writeCardPng } from './cards/card-png.js'
export { blankCard, CardVideos, readCard, writeCard } from './cards/character-card.js'
export type { CardData, CharacterCard } from './cards/character-card.js'
export { serveCommand, ServingEngine } from './serve-command.js'
export type { ServeCommand, ServeInput } from './serve-command.js'
export { fitLine, measureLatency, profileLatency } from './profile-latency.js'
export type { LatencyOptions, LatencyProfile, LatencyProfileInput, LatencyRow, LineFit } from './profile-latency.js'
