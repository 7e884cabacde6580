/** What can break in evaluation itself. A judge that gives no score is a value (`unscored`), never one of these. */
export type EvalErrorCode =
  | 'mixed-metric-sets' // Avg₇ and Avg₈ must not meet in one ranking
  | 'duplicate-judgement' // two rows for one question, metric, judge and round
  | 'unplanned-judgement' // a row from a judge, round or question that the plan does not know
  | 'bad-settings' // settings that contradict each other or the data

export class EvalError extends Error {
  override readonly name = 'EvalError'
  readonly code: EvalErrorCode

  constructor(code: EvalErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
  }
}
