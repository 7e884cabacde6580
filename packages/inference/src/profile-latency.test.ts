import { imagesOf } from '@video2roleplay/llm'
import { scriptedModel } from '@video2roleplay/llm/testing'
import { expect, test } from 'vitest'
import { publishedLatency } from './paper.js'
import { fitLine, profileLatency } from './profile-latency.js'
import type { ProfileFrame } from './role-profile.js'

const frames: ProfileFrame[] = Array.from({ length: 8 }, (_, second) => ({
  timestampSeconds: second,
  jpeg: new Uint8Array([second]),
  sha256: `h${second}`,
}))
const usage = { inputTokens: 1, outputTokens: 50, cachedTokens: null, reasoningTokens: null }

test('a model that needs 100 ms for each frame has that slope, and each call is a round of its own', async () => {
  const model = scriptedModel((request) => ({
    text: 'Hi.',
    usage,
    latencyMs: 500 + 100 * imagesOf(request.messages).length,
  }))
  const profile = await profileLatency({ frames, counts: [0, 1, 8, 16] }, model)
  expect(profile.rows.map((row) => [row.frames, row.measured, row.totalMs?.p50, row.tokensPerSecond])).toEqual([
    [0, 3, 500, 100],
    [1, 3, 600, 50_000 / 600],
    [8, 3, 1300, 50_000 / 1300],
  ])
  expect(profile.fit!.slope).toBeCloseTo(100)
  expect(profile.fit!.slopeError).toBeCloseTo(0)
  expect(profile.skippedCounts).toEqual([16])
  expect(model.requests.map((request) => request.round)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3])
})

test('a refused answer is counted and not timed, and no measurement is no number', async () => {
  const profile = await profileLatency(
    { frames, counts: [1], repeats: 2 },
    scriptedModel(() => ({ outcome: 'refused', text: 'No.' })),
  )
  expect(profile.rows[0]).toMatchObject({
    measured: 0,
    notAnswered: 2,
    totalMs: null,
    firstTokenMs: null,
    tokensPerSecond: null,
  })
  expect(profile.fit).toBeNull()
})

test('Table 4 is not "approximately linear" from 32 to 64 frames: twice the frames take 2.31 times as long (D17)', () => {
  const seconds = (count: number): number => publishedLatency.find((row) => row.frames === count)!.seconds
  expect(seconds(64) / seconds(32)).toBeCloseTo(2.31, 2)
  expect(seconds(32) / seconds(1)).toBeCloseTo(2.79, 2)
})

test('a line through one x has no slope', () =>
  expect(
    fitLine([
      [1, 2],
      [1, 3],
    ]),
  ).toBeNull())
