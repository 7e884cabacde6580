/** What the shell is told. The numbers are promises: scripts and CI branch on them. */
export const exitCodes = {
  ok: 0,
  /** Wrong usage, no server, or something broke. */
  failed: 1,
  /** Finished, but not whole: units failed or stayed unscored. */
  incomplete: 3,
  /** A threshold of `--fail-on` was missed. */
  thresholdMissed: 100,
  interrupted: 130,
} as const

/** An end that was foreseen: one sentence, what to do next, and the code for the shell. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: string
  readonly advice: string | null
  readonly exitCode: number

  constructor(
    code: string,
    message: string,
    options: { advice?: string | null; exitCode?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.advice = options.advice ?? null
    this.exitCode = options.exitCode ?? exitCodes.failed
  }
}
