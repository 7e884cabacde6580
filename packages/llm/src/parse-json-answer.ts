/**
 * Reads JSON out of what a model wrote (RELIABILITY §6, rule 6): size cap, depth cap, strict JSON, then the
 * content of a code fence, then the last object in prose. What it cannot read is a failure value, never an
 * exception and never a guess; the shape is checked by the caller with a strict zod schema.
 *
 * It repairs nothing: trailing commas, single quotes and cut texts are `malformed`.
 */
import { cleanText } from './clean-text.js'

export type JsonFailure =
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'malformed'
  | 'forbidden-key' // __proto__, or a constructor that carries a prototype
  | 'not-finite' // 1e999 reads as Infinity, which is no number to compute with

export type JsonAnswer =
  | { status: 'parsed'; value: unknown; path: 'strict' | 'fenced' | 'embedded' }
  | { status: 'failed'; reason: JsonFailure }

const defaultMaxBytes = 2_000_000
const defaultMaxDepth = 32

export function parseJsonAnswer(text: string, options: { maxBytes?: number; maxDepth?: number } = {}): JsonAnswer {
  const maxBytes = options.maxBytes ?? defaultMaxBytes
  const maxDepth = options.maxDepth ?? defaultMaxDepth
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) return failed('too-large')
  const trimmed = text.trim()
  if (trimmed === '') return failed('empty')

  const strict = parse(trimmed, maxDepth, 'strict')
  if (!isMalformed(strict)) return strict
  const fenced = lastUsable(fencedBlocks(trimmed), maxDepth, 'fenced')
  if (fenced !== null) return fenced
  return lastUsable(objectsInProse(trimmed), maxDepth, 'embedded') ?? strict
}

function failed(reason: JsonFailure): JsonAnswer {
  return { status: 'failed', reason }
}

function isMalformed(answer: JsonAnswer): boolean {
  return answer.status === 'failed' && answer.reason === 'malformed'
}

/** The last candidate that is JSON at all decides, be it usable or refused. */
function lastUsable(candidates: string[], maxDepth: number, path: 'fenced' | 'embedded'): JsonAnswer | null {
  return candidates.map((candidate) => parse(candidate, maxDepth, path)).findLast((one) => !isMalformed(one)) ?? null
}

function parse(text: string, maxDepth: number, path: 'strict' | 'fenced' | 'embedded'): JsonAnswer {
  if (depthOf(text) > maxDepth) return failed('too-deep')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return failed('malformed')
  }
  const problem = problemIn(value)
  return problem === null ? { status: 'parsed', value: clean(value), path } : failed(problem)
}

/** Deepest nesting of brackets outside strings; 0 for a text that is not JSON to begin with. */
function depthOf(text: string): number {
  if (text[0] !== '{' && text[0] !== '[') return 0
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') index++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}

function problemIn(value: unknown): JsonFailure | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'not-finite'
  if (typeof value !== 'object' || value === null) return null
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__') return 'forbidden-key'
    if (key === 'constructor' && typeof child === 'object' && child !== null && Object.hasOwn(child, 'prototype'))
      return 'forbidden-key'
    const problem = problemIn(child)
    if (problem !== null) return problem
  }
  return null
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [cleanText(key), clean(child)]))
}

/** What stands between pairs of ```; an opening line may name a language. */
function fencedBlocks(text: string): string[] {
  const pieces = text.split('```')
  return pieces
    .filter((_, index) => index % 2 === 1)
    .map((piece) => piece.replace(/^[A-Za-z0-9]*[ \t]*\r?\n/, '').trim())
    .filter((piece) => piece !== '')
}

/** A text with more braces than this in vain is not prose around an answer. */
const maxScannedCharacters = 8_000_000

/**
 * Every top-level object, or array of objects, that stands in a text of words. Without words around it, it is
 * broken JSON and not prose: `{"a":1}#` stays malformed.
 */
function objectsInProse(text: string): string[] {
  const found: string[] = []
  let outside = ''
  let scanned = 0
  let start = 0
  for (const { index } of text.matchAll(/\{|\[(?=\s{0,20}\{)/g)) {
    if (index < start) continue
    const end = closingOf(text, index)
    scanned += (end ?? text.length) - index
    if (scanned > maxScannedCharacters) return []
    if (end === null) continue
    found.push(text.slice(index, end))
    outside += `${text.slice(start, index)}\n`
    start = end
  }
  return /\p{L}{2,}/u.test(outside + text.slice(start)) ? found : []
}

/** Index after the bracket that closes the one at `start`; null where none does. */
function closingOf(text: string, start: number): number | null {
  let depth = 0
  let isInString = false
  for (let index = start; index < text.length; index++) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') index++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return index + 1
  }
  return null
}
