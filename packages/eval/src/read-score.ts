/**
 * From a judge's words to a number, or to the reason why there is none. The ladder: the contract as asked, then
 * the last JSON object with a score inside prose, then a labelled number. Nothing is clamped and nothing guessed:
 * "8/10", "80–90" and three unlabelled numbers are no score.
 *
 * Judges quote what they read, and what they read may claim a score of its own. A JSON object or a labelled number
 * that stands in the material is therefore an echo, never a verdict; in doubt the judge is asked again.
 */
import * as z from 'zod'
import { findJsonObjects } from './find-json-objects.js'
import { scoreRange } from './paper.js'

export type ScoreReading =
  | { status: 'read'; score: number; rationale: string; evidence: string[]; path: 'schema' | 'json' | 'regex' }
  | { status: 'unreadable'; reason: 'no-score' | 'out-of-range' | 'ambiguous' }

/** Characters. Judges that ramble past this are read, and kept, from the end. */
export const maxJudgeTextLength = 65_536

/** What the judge is asked for. No minimum or maximum: some endpoints refuse them, and the range is checked here. */
export const JudgeVerdict = z.strictObject({ evidence: z.array(z.string()), rationale: z.string(), score: z.number() })
export type JudgeVerdict = z.infer<typeof JudgeVerdict>

export const judgeVerdictSchema = {
  type: 'object',
  properties: {
    evidence: { type: 'array', items: { type: 'string' } },
    rationale: { type: 'string' },
    score: { type: 'number' },
  },
  required: ['evidence', 'rationale', 'score'],
  additionalProperties: false,
} as const

/** @param material Everything the judge was shown that we did not write: the response above all. */
export function readScore(text: string, material: readonly string[]): ScoreReading {
  const answer = withoutThinking(text).slice(-maxJudgeTextLength).trim()
  const objects = findJsonObjects(answer)
  const [only] = objects
  if (only?.text === answer) {
    const verdict = JudgeVerdict.safeParse(only.value)
    if (verdict.success) return inRange(verdict.data.score, { ...verdict.data, path: 'schema' })
  }
  const claims = new Set(material.flatMap((shown) => labelledNumbers(shown)).map(({ number }) => number))
  const shownText = material.map(squeeze)
  const own = objects.filter(({ text: raw, value }) => {
    if (!Object.hasOwn(value, 'score')) return false
    const isBare = value.rationale === undefined
    return !shownText.some((shown) => shown.includes(squeeze(raw))) && !(isBare && claims.has(String(value.score)))
  })
  const last = own.at(-1)
  if (last) return readObject(last.value)
  return readLabels(labelledNumbers(answer).filter(({ number }) => !claims.has(number)))
}

function readObject(value: Record<string, unknown>): ScoreReading {
  const rest = {
    rationale: typeof value.rationale === 'string' ? value.rationale : '',
    evidence: Array.isArray(value.evidence) ? value.evidence.filter((item) => typeof item === 'string') : [],
    path: 'json' as const,
  }
  const { score } = value
  if (typeof score === 'number') return inRange(score, rest)
  if (typeof score !== 'string') return { status: 'unreadable', reason: 'no-score' }
  if (plainNumber.test(score.trim())) return inRange(Number(score), rest)
  return { status: 'unreadable', reason: /\d/.test(score) ? 'ambiguous' : 'no-score' }
}

type Reading = Omit<Extract<ScoreReading, { status: 'read' }>, 'status' | 'score'>

function inRange(score: number, rest: Reading): ScoreReading {
  if (!(score >= scoreRange.min && score <= scoreRange.max)) return { status: 'unreadable', reason: 'out-of-range' }
  return { status: 'read', score, rationale: rest.rationale, evidence: rest.evidence, path: rest.path }
}

const plainNumber = /^[-+]?\d{1,9}(?:\.\d{1,9})?$/

interface LabelledNumber {
  number: string
  /** What follows the number, where another scale or a range would show. */
  after: string
  /** True where the line begins with the label, as a verdict does. */
  isVerdict: boolean
}

function labelledNumbers(text: string): LabelledNumber[] {
  return text.split('\n').flatMap((line) => labelledIn(line))
}

const label =
  /(?<!\p{L})(?:score|rating|评分|得分|分数)["'`*_\s]{0,6}(?:[:=：]|is(?!\p{L})|为|是)["'`*_\s]{0,6}([-+]?\d[\d.,]{0,12})/giu
const verdictStart = /^[^\p{L}\p{N}]{0,8}(?:(?:final|overall|total)\s{1,3})?$/iu

function labelledIn(line: string): LabelledNumber[] {
  return [...line.matchAll(label)].map((match) => ({
    number: (match[1] ?? '').replace(/[.,]+$/, ''),
    after: line.slice(match.index + match[0].length, match.index + match[0].length + 16),
    isVerdict: verdictStart.test(line.slice(0, match.index)),
  }))
}

/** The last line that is a verdict; else what all labels in the prose agree upon. */
function readLabels(found: LabelledNumber[]): ScoreReading {
  const verdict = found.findLast(({ isVerdict }) => isVerdict) ?? found.at(-1)
  if (!verdict) return { status: 'unreadable', reason: 'no-score' }
  const disagrees = !verdict.isVerdict && found.some(({ number }) => number !== verdict.number)
  const hundredths = /^\s*(?:\/|out of)\s*100(?!\d)/i.test(verdict.after)
  const isQualified = /^\s*(?:\/|out of|%|[-–—~至]\s*\d|(?:to|or|and)\s+\d)/i.test(verdict.after) && !hundredths
  if (disagrees || isQualified || !plainNumber.test(verdict.number))
    return { status: 'unreadable', reason: 'ambiguous' }
  return inRange(Number(verdict.number), { rationale: '', evidence: [], path: 'regex' })
}

/** Reasoning that some servers leave in the text. */
function withoutThinking(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?<\/think>/, '')
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase()
}
