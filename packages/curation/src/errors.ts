/** What can break in curation itself. A refusal, a cut answer or a bad reply is a value, never one of these. */
export type CurationErrorCode =
  | 'no-frames' // a caption of nothing was asked for
  | 'model-without-vision' // the annotator cannot look at frames
  | 'bad-settings' // settings that contradict each other or the data
  | 'not-enough-items' // a split wants more than there is

export class CurationError extends Error {
  override readonly name = 'CurationError'
  readonly code: CurationErrorCode

  constructor(code: CurationErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
  }
}
