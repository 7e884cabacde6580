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
}

/** 8192 and 32 are InternVL's stock script. */
export const defaultLintSettings: LintSettings = {
  maxTokens: 8192,
  maxDynamicPatch: 1,
  maxVideoFrames: 32,
  maxImages: 10,
  declaredColumns: ['conversations', 'system', 'videos', 'images'],
}

export function verdictOf(
  because: LintIssue[],
  warnings: LintIssue[],
  tokens: LintVerdict['tokens'] = { beforeFirstAnswer: 0, total: 0 },
): LintVerdict {
  return { willTrain: because.length === 0, because, warnings, tokens }
}

/**
 * Tokens of a text, never too few for InternLM's and Qwen's tokenizers on ordinary English and Chinese: a Han
 * character counts as one and a quarter, other text as one for every two and a half UTF-8 bytes.
 */
export function overestimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const otherBytes = Buffer.byteLength(text) - han * 3
  return Math.ceil(han * 1.25 + Math.max(0, otherBytes) / 2.5)
}

/** 256 for a tile of 448 × 448, two for `<img></img>`, six for `Frame-12: ` and its line end (FORMATS §6.1). */
export function internVlFrameTokens(frameCount: number, maxDynamicPatch: number): number {
  const tiles = Math.max(1, Math.floor(maxDynamicPatch / Math.max(1, frameCount)))
  const withThumbnail = tiles > 1 ? tiles + 1 : tiles
  return 256 * withThumbnail + 2 + 6
}

export function countOf(text: string, part: string): number {
  return text.split(part).length - 1
}
