/**
 * Table 4 for any endpoint: how long an answer takes with 0, 1, 8, … frames. Reports what was measured, with a fitted
 * slope and its error, instead of "nearly constant" and "approximately linear" (D17). Memory is the server's to tell,
 * so it is not here.
 *
 * Each asking is its own round, so that a ledger does not replay the first; times come from the replies.
 */
import {
  imagesOf,
  textOf,
  type ChatMessage,
  type ChatModel,
  type ChatParameters,
  type ChatReply,
} from '@video2roleplay/llm'
import type { LayoutName } from './layouts/layout.js'
import { publishedLatency } from './paper.js'
import { prepareResponse } from './prepare-response.js'
import { buildRoleProfile, type ProfileFrame } from './role-profile.js'

export interface LatencyProfileInput {
  frames: readonly ProfileFrame[]
  /** Table 4's counts where absent. Counts above the number of frames are left out, and said. */
  counts?: readonly number[]
  repeats?: number
  question?: string
  /** The round of the first asking, from 1: another number makes every call a new one for a ledger. */
  firstRound?: number
}

export interface LatencyRow {
  frames: number
  measured: number
  /** Replies that were not whole answers; they are not timed. */
  notAnswered: number
  totalMs: { p50: number; p95: number } | null
  firstTokenMs: { p50: number; p95: number } | null
  /** Median output tokens per second, where the endpoint counts tokens. */
  tokensPerSecond: number | null
  /** Of one request: the pictures as they travel, in base64, and the text. */
  requestBytes: number | null
  isRehearsal: boolean
}

export interface LineFit {
  /** Milliseconds for one frame more. */
  slope: number
  intercept: number
  /** Standard error of the slope; null for fewer than three points. */
  slopeError: number | null
}

export interface LatencyProfile {
  rows: LatencyRow[]
  /** Over the single measurements with at least one frame; null for fewer than two counts. */
  fit: LineFit | null
  skippedCounts: number[]
}

export interface LatencyOptions {
  signal?: AbortSignal
  layout?: LayoutName
  parameters?: ChatParameters
}

/** All rows at once. @throws LlmError, InferenceError */
export async function profileLatency(
  input: LatencyProfileInput,
  responder: ChatModel,
  options: LatencyOptions = {},
): Promise<LatencyProfile> {
  const rows = measureLatency(input, responder, options)
  for (;;) {
    const next = await rows.next()
    if (next.done) return next.value
  }
}

/** Row by row. Streams, one call at a time, so that calls do not slow each other. @throws LlmError, InferenceError */
export async function* measureLatency(
  input: LatencyProfileInput,
  responder: ChatModel,
  options: LatencyOptions = {},
): AsyncGenerator<LatencyRow, LatencyProfile, undefined> {
  const { frames, counts = publishedLatency.map((row) => row.frames), repeats = 3 } = input
  const { question = 'What are you doing right now?', firstRound = 1 } = input
  const possible = counts.filter((count) => count <= frames.length)
  const rows: LatencyRow[] = []
  const points: [number, number][] = []
  for (const count of possible) {
    const profile = buildRoleProfile({ frames: frames.slice(0, count), context: 'none' })
    const replies: ChatReply[] = []
    let requestBytes: number | null = null
    for (let repeat = 0; repeat < repeats; repeat++) {
      const round = firstRound + repeat
      const { request, sees } = prepareResponse({ profile, question }, responder, { ...options, round })
      if (sees.frames.length !== count) break // the model cannot see so many: nothing to time
      requestBytes = bytesOf(request.messages)
      for await (const chunk of responder.stream(request)) if (chunk.type === 'done') replies.push(chunk.reply)
    }
    const answered = replies.filter((reply) => reply.outcome === 'answered' || reply.outcome === 'truncated')
    if (count > 0) points.push(...answered.map((reply): [number, number] => [count, reply.latencyMs]))
    const row = rowOf(count, replies.length, answered, requestBytes)
    rows.push(row)
    yield row
  }
  return {
    rows,
    fit: fitLine(points),
    skippedCounts: counts.filter((count) => count > frames.length),
  }
}

function rowOf(frames: number, asked: number, answered: ChatReply[], requestBytes: number | null): LatencyRow {
  const rates = answered.flatMap(({ usage, latencyMs }) =>
    usage.outputTokens !== null && latencyMs > 0 ? [(usage.outputTokens * 1000) / latencyMs] : [],
  )
  return {
    frames,
    measured: answered.length,
    notAnswered: asked - answered.length,
    totalMs: quantiles(answered.map((reply) => reply.latencyMs)),
    firstTokenMs: quantiles(answered.flatMap((reply) => reply.firstTokenMs ?? [])),
    tokensPerSecond: quantiles(rates)?.p50 ?? null,
    requestBytes,
    isRehearsal: answered.some((reply) => reply.isRehearsal),
  }
}

function bytesOf(messages: ChatMessage[]): number {
  const pictures = imagesOf(messages).reduce((sum, { data }) => sum + Math.ceil(data.length / 3) * 4, 0)
  return pictures + messages.reduce((sum, message) => sum + Buffer.byteLength(textOf(message)), 0)
}

/** Nearest rank; null for no value, never 0. */
function quantiles(values: number[]): { p50: number; p95: number } | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1]!
  return { p50: at(0.5), p95: at(0.95) }
}

/** Least squares. Null where all points share one x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): LineFit | null {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  if (points.length < 2 || spread === 0) return null
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
  const intercept = meanY - slope * meanX
  const rest = points.reduce((sum, [x, y]) => sum + (y - intercept - slope * x) ** 2, 0)
  return { slope, intercept, slopeError: points.length < 3 ? null : Math.sqrt(rest / (points.length - 2) / spread) }
}
