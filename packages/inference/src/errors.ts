/** What can break while a profile or a request is put together. What a model answers is never one of these. */
export type InferenceErrorCode =
  | 'missing-context' // the profile asks for a summary or descriptions that were not given
  | 'empty-question'
  | 'context-too-small' // not even the text fits
  | 'bad-card' // not a character card, or not one that can be used

export class InferenceError extends Error {
  override readonly name = 'InferenceError'
  readonly code: InferenceErrorCode

  constructor(code: InferenceErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
