/**
 * Pairs in JSON: arrays of `{q, a}` and its spellings, chat messages, `{from, value}` turns, tuples, numbered keys,
 * JSON lines; in a fence, in prose, with a trailing comma, or cut off (whole objects are still read).
 * One pass finds the brackets, with a depth limit, so that a hundred thousand brackets cost nothing.
 */
import { type Extraction, nothing, type Pair, pairTurns, type Turn } from './extraction.js'

const maxDepth = 64
const maxObjectLength = 65_536

const questionKeys = [
  'q',
  'question',
  'ask',
  'prompt',
  'instruction',
  'input',
  'user',
  'human',
  'viewer',
  'fan',
  'comment',
  '问',
  '问题',
  '提问',
  '用户',
  '观众',
]
const answerKeys = [
  'a',
  'answer',
  'reply',
  'response',
  'output',
  'completion',
  'assistant',
  'gpt',
  'vlogger',
  'creator',
  'character',
  '答',
  '回答',
  '答案',
  '回复',
  '博主',
]
const askingRoles = new Set(['user', 'human', 'viewer', 'fan', 'question', 'questioner', '观众', '用户'])
const answeringRoles = new Set(['assistant', 'gpt', 'model', 'bot', 'character', 'vlogger', 'answer', '博主', '助手'])

export function extractJson(text: string): Extraction {
  const scan = scanBrackets(text)
  if (scan === 'too-deep') return { ...nothing, failure: 'too-deep' }
  const pairs: Pair[] = []
  const turns: Turn[] = []
  let isRepaired = false
  let hasBroken = false
  // Children close before their parents: a parent whose children gave something is not read again.
  let readUpTo = -1
  for (const { start, end, isArray } of scan) {
    if (start <= readUpTo || end - start > maxObjectLength) continue
    const parsed = parseLenient(text.slice(start, end))
    if (!parsed) {
      hasBroken ||=
        !isArray && /["'](?:q|question|a|answer|问|答)["']\s?:/i.test(text.slice(start, Math.min(end, start + 2000)))
      continue
    }
    const found = isArray ? readTuple(parsed.value) : [...readPairs(parsed.value)]
    const turn = isArray ? undefined : readTurn(parsed.value)
    if (found.length === 0 && !turn) continue
    isRepaired ||= parsed.isRepaired
    readUpTo = end
    for (const [question, answer] of found) pairs.push({ question, answer, span: { start, end } })
    if (turn) turns.push({ ...turn, span: { start, end } })
  }
  const fromTurns = pairTurns(turns)
  const all = [...pairs, ...fromTurns.pairs].toSorted((a, b) => a.span.start - b.span.start)
  if (all.length === 0 && (hasBroken || looksLikeJson(text))) return { ...nothing, failure: 'malformed-json' }
  return { pairs: all, unpaired: fromTurns.unpaired, isRepaired }
}

function scanBrackets(text: string): { start: number; end: number; isArray: boolean }[] | 'too-deep' {
  const found: { start: number; end: number; isArray: boolean }[] = []
  const open: { at: number; bracket: string }[] = []
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (isInString) {
      if (character === '\\') at++
      else if (character === '"') isInString = false
    } else if (character === '"' && open.length > 0) {
      isInString = true
    } else if (character === '{' || character === '[') {
      open.push({ at, bracket: character })
      if (open.length > maxDepth) return 'too-deep'
    } else if (character === '}' || character === ']') {
      const start = open.at(-1)
      if (start && (character === '}') === (start.bracket === '{')) {
        open.pop()
        found.push({ start: start.at, end: at + 1, isArray: character === ']' })
      }
    }
  }
  return found
}

function parseLenient(source: string): { value: unknown; isRepaired: boolean } | undefined {
  const strict = parse(source)
  if (strict !== undefined) return { value: strict, isRepaired: false }
  const mended = parse(source.replace(/,\s{0,99}(?=[}\]])/g, ''))
  return mended === undefined ? undefined : { value: mended, isRepaired: true }
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined // not JSON: the caller tries the next reading
  }
}

function* readPairs(value: unknown): Generator<[string, string]> {
  const entries = stringEntries(value)
  if (!entries) return
  const byKey = new Map(entries)
  const question = questionKeys.map((key) => byKey.get(key)).find((one) => one !== undefined)
  const answer = answerKeys.map((key) => byKey.get(key)).find((one) => one !== undefined)
  if (question !== undefined && answer !== undefined) {
    yield [question, answer]
    return
  }
  for (const [key, asked] of entries) {
    const numbered = /^(q|question|问|问题)[ _]?(\d{1,3})$/.exec(key)
    const answered =
      numbered &&
      ['a', 'answer', '答', '回答', '答案'].flatMap(
        (one) => byKey.get(`${one}${numbered[2]}`) ?? byKey.get(`${one}_${numbered[2]}`) ?? [],
      )[0]
    if (answered) yield [asked, answered]
  }
}

function readTuple(value: unknown): [string, string][] {
  if (!Array.isArray(value) || value.length !== 2) return []
  const [question, answer]: unknown[] = value
  return typeof question === 'string' && typeof answer === 'string' && /[?？]\s{0,9}$/.test(question)
    ? [[question, answer]]
    : []
}

function readTurn(value: unknown): Omit<Turn, 'span'> | undefined {
  const entries = new Map(stringEntries(value))
  const role = (entries.get('role') ?? entries.get('from') ?? entries.get('speaker') ?? entries.get('角色'))
    ?.trim()
    .toLowerCase()
  const text = entries.get('content') ?? entries.get('value') ?? entries.get('text') ?? entries.get('内容')
  if (role === undefined || text === undefined) return undefined
  if (askingRoles.has(role)) return { side: 'question', text }
  return answeringRoles.has(role) ? { side: 'answer', text } : undefined
}

function stringEntries(value: unknown): [string, string][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value).flatMap(([key, one]): [string, string][] =>
    typeof one === 'string' ? [[key.trim().toLowerCase(), one]] : [],
  )
}

function looksLikeJson(text: string): boolean {
  const bare = text.replace(/```(?:json)?/gi, '').trim()
  return /^[[{]/.test(bare) && /^[[{][\s[{]{0,20}["'}\]]/.test(bare)
}
