import { expect, test } from 'vitest'
import type { PacketIndex } from './timeline.js'
import { isVariableFrameRate, PACKET_DISCARD, PACKET_HIDDEN, timelineOf } from './timeline.js'

/** One packet per row: pts in tenths of a second, duration, flags. */
function index(...rows: [pts: number, duration: number, flags?: number][]): PacketIndex {
  return {
    timeBase: { num: 1, den: 10 },
    pts: Float64Array.from(rows, ([pts]) => pts),
    duration: Float64Array.from(rows, ([, duration]) => duration),
    flags: Uint8Array.from(rows, ([, , flags = 0]) => flags),
    bytes: new Float64Array(rows.length),
  }
}

test('time starts at the first frame shown, in the order of showing', () => {
  const timeline = timelineOf(index([50, 10], [70, 10], [60, 10]))
  expect(timeline).toMatchObject({ starts: [0, 1, 2], originSeconds: 5, durationSeconds: 3, packet: [0, 2, 1] })
})

test('hidden packets and packets that an edit list throws away are not frames', () => {
  const timeline = timelineOf(index([0, 10, PACKET_DISCARD], [10, 10], [15, 10, PACKET_HIDDEN], [20, 10]))
  expect(timeline).toMatchObject({ starts: [0, 1], originSeconds: 1 })
})

test('of two frames for one instant the later packet is shown', () => {
  expect(timelineOf(index([0, 10], [10, 10], [10, 10])).packet).toEqual([0, 2])
})

test('where the last packet has no length, the frame before it lends its own', () => {
  expect(timelineOf(index([0, 10], [20, 0])).durationSeconds).toBe(4)
})

test('a single frame without a length lasts one frame of the nominal rate', () => {
  expect(timelineOf(index([0, 0]), 5).durationSeconds).toBeCloseTo(0.2)
})

test('frames at even distances are a constant rate, whatever the header says', () => {
  expect(isVariableFrameRate(timelineOf(index([0, 1], [100, 1], [200, 1], [300, 1])))).toBe(false)
  expect(isVariableFrameRate(timelineOf(index([0, 1], [100, 1], [400, 1], [500, 1])))).toBe(true)
})
