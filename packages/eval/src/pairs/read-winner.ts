/**
 * From a judge's words to a winner, or to the reason why there is none: the contract as asked, then the last JSON
 * object with a winner inside prose, then labelled words that agree. A verdict that stands in the material is an
 * echo of what the judge read.
 */
import * as z from 'zod'
import { findJsonObjects } from '../find-json-objects.js'
import { maxJudgeTextLength } from '../read-score.js'

/** As the judge saw them. */
export const SeenWinner = z.enum(['first', 'second', 'tie'])
export type SeenWinner = z.infer<typeof SeenWinner>

const PairVerdict = z.object({ rationale: z.string(), winner: SeenWinner })

export const pairVerdictSchema = {
  type: 'object',
  properties: { rationale: { type: 'string' }, winner: { type: 'string', enum: SeenWinner.options } },
  required: ['rationale', 'winner'],
  additionalProperties: false,
} as const

export type WinnerReading =
  | { status: 'read'; winner: SeenWinner; rationale: string; path: 'schema' | 'json' | 'regex' }
  | { status: 'unreadable'; reason: 'no-verdict' | 'ambiguous' }

const label = /\bwinner["'*_]*\s*[:=]\s*["'*_]*(first|second|tie)\b/gi

export function readWinner(text: string, material: readonly string[]): WinnerReading {
  const answer = text
    .replace(/^\s*<think>[\s\S]*?<\/think>/, '')
    .slice(-maxJudgeTextLength)
    .trim()
  const shown = material.map(squeeze)
  const objects = findJsonObjects(answer)
  const isWhole = objects[0]?.text === answer
  const own = objects
    .filter((found) => isWhole || !shown.some((part) => part.includes(squeeze(found.text))))
    .flatMap(({ value }) => {
      const verdict = PairVerdict.safeParse({ rationale: '', ...value })
      return verdict.success ? [verdict.data] : []
    })
  const last = own.at(-1)
  if (last !== undefined) return { status: 'read', ...last, path: isWhole ? 'schema' : 'json' }
  const echoes = material.flatMap((part) => [...part.matchAll(label)].map((match) => squeeze(match[0])))
  const named = [...answer.matchAll(label)]
    .filter((match) => !echoes.includes(squeeze(match[0])))
    .map((match) => match[1]?.toLowerCase())
  const [winner] = named
  if (winner === undefined) return { status: 'unreadable', reason: 'no-verdict' }
  if (named.some((other) => other !== winner)) return { status: 'unreadable', reason: 'ambiguous' }
  return { status: 'read', winner: SeenWinner.parse(winner), rationale: '', path: 'regex' }
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase()
}
