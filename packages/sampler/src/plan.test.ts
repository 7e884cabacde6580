import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDecodedIn, planDecode, splitStretch } from './plan.js'
import type { PacketIndex } from './timeline.js'
import { PACKET_DISPOSABLE, PACKET_KEY } from './timeline.js'

/** Packets in decode order: `K` a keyframe, `P` a frame others need, `b` one that nobody needs; with their pts. */
function packets(kinds: string, pts = [...kinds].map((_, k) => k)): PacketIndex {
  return {
    timeBase: { num: 1, den: 1 },
    pts: Float64Array.from(pts),
    duration: new Float64Array(kinds.length).fill(1),
    flags: Uint8Array.from(kinds, (kind) => ({ K: PACKET_KEY, b: PACKET_DISPOSABLE })[kind] ?? 0),
    bytes: new Float64Array(kinds.length).fill(100),
  }
}

function decodedBy(index: PacketIndex, wanted: number[]): number[] {
  return planDecode(index, wanted).runs.flatMap((run) =>
    [...index.pts.keys()].filter((packet) => isDecodedIn(index, run, packet, new Set(run.wanted))),
  )
}

test('decoding stops at the last wanted frame, and leaves out frames that nobody needs', () => {
  expect(decodedBy(packets('KbPbPb'), [2])).toEqual([0, 2])
  expect(decodedBy(packets('KbPbPb'), [3])).toEqual([0, 2, 3])
})

test('a group of pictures without a wanted frame is not touched', () => {
  expect(decodedBy(packets('KPPKPPKPP'), [1, 6])).toEqual([0, 1, 6])
  expect(planDecode(packets('KPPKPPKPP'), [1, 6])).toMatchObject({ decoded: 3, skipped: 6 })
})

test('a frame shown before its own keyframe is decoded from the keyframe before', () => {
  // The third keyframe packet (pts 6) is followed by a frame shown before it (pts 5).
  const index = packets('KPPKPP', [0, 1, 2, 6, 5, 7])
  expect(planDecode(index, [4]).runs).toMatchObject([{ first: 0, last: 4 }])
})

test('stretches that overlap become one, so that nothing is decoded twice', () => {
  const index = packets('KPPKPP', [0, 1, 2, 6, 5, 7])
  expect(planDecode(index, [4, 5]).runs).toMatchObject([{ first: 0, last: 5, wanted: [4, 5] }])
})

test('a stream without a keyframe is decoded from its start', () => {
  expect(decodedBy(packets('PPPP'), [2])).toEqual([0, 1, 2])
})

test('where pictures cost more than decoding, decoders share a stretch so that they end together', () => {
  const cost = 3
  const ends = splitStretch(700, 700, 3, cost)
  // Each decodes up to its end and makes the pictures since the end before.
  const work = ends.map((end, k) => end + cost * (end - (ends[k - 1] ?? 0)))
  expect(ends.at(-1)).toBe(700)
  expect(Math.max(...work) - Math.min(...work)).toBeLessThan(10)
  expect(Math.max(...work)).toBeLessThan((700 * (1 + cost)) / 2)
})

test('a stretch with few pictures, or few frames, is not shared', () => {
  expect(splitStretch(700, 100, 3, 3)).toEqual([700])
  expect(splitStretch(1, 1, 8, 3)).toEqual([1])
})

test('every wanted frame is decoded, once, with every frame it may be predicted from', () => {
  const stream = fc
    .array(fc.constantFrom('K', 'P', 'b'), { minLength: 1, maxLength: 60 })
    .map((kinds) => `K${kinds.join('')}`)
  fc.assert(
    fc.property(stream, fc.array(fc.nat(60)), (kinds, picks) => {
      const index = packets(kinds)
      const wanted = [...new Set(picks.map((pick) => pick % kinds.length))]
      const decoded = decodedBy(index, wanted)
      expect(new Set(decoded).size).toBe(decoded.length)
      const needed = wanted.flatMap((frame) =>
        [...kinds].flatMap((kind, i) =>
          i === frame || (i >= kinds.lastIndexOf('K', frame) && i < frame && kind !== 'b') ? [i] : [],
        ),
      )
      expect(decoded).toEqual(expect.arrayContaining(needed))
    }),
  )
})
