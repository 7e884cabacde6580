/** The linter's word on one record: will it train, and if not, why. Warnings are things that train, but not as meant. */
import * as z from 'zod'

export const LintIssue = z.object({ code: z.string(), message: z.string() })
export type LintIssue = z.infer<typeof LintIssue>

export const LintVerdict = z.object({
  willTrain: z.boolean(),
  /** Empty exactly where the record will train. */
  because: z.array(LintIssue),
  warnings: z.array(LintIssue),
  /** Over-estimates, never the tokenizer's own count. */
  tokens: z.object({ beforeFirstAnswer: z.number().int(), total: z.number().int() }),
})
export type LintVerdict = z.infer<typeof LintVerdict>

export interface LintSettings {
  /** The trainer's `max_seq_length`, `cutoff_len` or `max_length`. */
  maxTokens: number
  maxDynamicPatch: number
  /** Most frames that InternVL's own video loader draws. */
  maxVideoFrames: number
  /** Images in one OpenAI example: 10 in OpenAI's guide, 64 in Azure's. */
  maxImages: number
  /** Columns that `dataset_info.json` declares (LLaMA-Factory). */
  declaredColumns: string[]
  /** Whether a file that a record names is there, and is what it should be. Left out, files are not looked for. */
  hasFile?: (path: string) => boolean
}

/** 8192 and 32 are InternVL's stock script. */
export const defaultLintSettings: LintSettings = {
  maxTokens: 8192,
  maxDynamicPatch: 1,
  maxVideoFrames: 32,
  maxImages: 10,
  declaredColumns: ['conversations', 'system', 'videos', 'images', 'chosen', 'rejected', 'kto_tag'],
}

export function verdictOf(
  because: LintIssue[],
  warnings: LintIssue[],
  tokens: LintVerdict['tokens'] = { beforeFirstAnswer: 0, total: 0 },
): LintVerdict {
  return { willTrain: because.length === 0, because, warnings, tokens }
}

export function countOf(text: string, part: string): number {
  return text.split(part).length - 1
}

/** Nothing to ask, or nothing to learn. */
export function turnIssues(questions: readonly string[], answers: readonly string[]): LintIssue[] {
  const isEmpty = (text: string) => text.trim() === ''
  return [
    ...(questions.some(isEmpty) ? [{ code: 'empty-question', message: 'A question has no text.' }] : []),
    ...(answers.some(isEmpty)
      ? [{ code: 'empty-answer', message: 'An answer has no text, so there is nothing to learn.' }]
      : []),
  ]
}

export function missingFiles(paths: readonly string[], { hasFile }: LintSettings): LintIssue[] {
  const missing = hasFile === undefined ? [] : paths.filter((path) => !hasFile(path))
  if (missing.length === 0) return []
  const message = `${missing[0]} is not there${missing.length > 1 ? `, nor are ${missing.length - 1} more` : ''}.`
  return [{ code: 'missing-file', message }]
}
