/**
 * Reads the selector's JSON, whole or, where its end was cut, object by object. One verdict for every pair; a score
 * outside 0–100 is not a score, and what was not said about a pair is said nowhere.
 */
import { parseJsonAnswer } from '@video2roleplay/llm'
import * as z from 'zod'
import { blankThinking } from './thinking.js'

export type Verdict =
  | { decision: 'keep' | 'drop'; score: number; reason: string }
  | { decision: 'undecided'; score: null; reason: string }

const Row = z.object({
  number: z.coerce.number().int(),
  decision: z
    .string()
    .transform((word) => word.trim().toLowerCase())
    .pipe(z.enum(['keep', 'drop'])),
  score: z.union([
    z.number(),
    z
      .string()
      .regex(/^\s?\d{1,3}(?:\.\d{1,6})?\s?$/)
      .transform(Number),
  ]),
  reason: z.string().default(''),
})

export function readSelection(text: string, count: number): Verdict[] {
  const rows = readRows(blankThinking(text))
  if (!rows) return Array.from({ length: count }, () => undecided('selection-unparsable'))
  return Array.from({ length: count }, (_, index) => {
    const own = rows.filter((row) => isNumbered(row, index + 1))
    if (own.length === 0) return undecided('selection-not-mentioned')
    const read = own.map((row) => Row.safeParse(row))
    const good = read.flatMap((one) => (one.success ? [one.data] : []))
    if (good.length === 0) return undecided('selection-unreadable')
    if (new Set(good.map((one) => one.decision)).size > 1) return undecided('selection-contradicts-itself')
    const { decision, score, reason } = good.at(-1)!
    if (!Number.isFinite(score) || score < 0 || score > 100) return undecided('selection-score-out-of-range')
    return { decision, score, reason: reason.slice(0, 500) }
  })
}

function undecided(reason: string): Verdict {
  return { decision: 'undecided', score: null, reason }
}

function isNumbered(row: unknown, number: number): boolean {
  return typeof row === 'object' && row !== null && 'number' in row && Number(row.number) === number
}

/** Failing whole JSON, as after a cut, every whole object in the text is read by itself. */
function readRows(text: string): unknown[] | undefined {
  const whole = parseJsonAnswer(text, { maxBytes: 65_536 })
  if (whole.status === 'parsed') return rowsOf(whole.value)
  if (whole.reason !== 'malformed') return undefined
  const objects = [...text.matchAll(/\{[^{}]{1,2000}\}/g)].map((match) => parseJsonAnswer(match[0]))
  const read = objects.flatMap((one) => (one.status === 'parsed' ? [one.value] : []))
  return read.length > 0 ? read : undefined
}

/** An array, the array inside a wrapping object, or the one row of a single pair. */
function rowsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return undefined
  if ('number' in value) return [value]
  return Object.values(value).find((one): one is unknown[] => Array.isArray(one))
}
