import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectFarthest } from './select-farthest.js'

const distance = (a: Float32Array, b: Float32Array) => Math.abs((a[0] as number) - (b[0] as number))
const choose = (values: number[], count: number) =>
  selectFarthest(
    values.map((value) => Float32Array.of(value)),
    distance,
    count,
  )

test('the first picture is the most ordinary, each next the one farthest from those taken', () => {
  const chosen = choose([0, 40, 50, 60, 100, 51], 3)
  expect(chosen.map(({ position }) => position)).toEqual([0, 2, 4])
  expect(chosen.map((one) => one.distance)).toEqual([50, undefined, 50])
})

test('pictures that all look the same are taken once each, in the order of time', () => {
  expect(choose([7, 7, 7, 7], 3).map(({ position }) => position)).toEqual([0, 1, 2])
})

test('whatever the pictures, positions ascend, repeat nothing, and are as many as were asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 60 }), fc.nat(80), (values, count) => {
      const positions = choose(values, count).map(({ position }) => position)
      expect(positions).toHaveLength(Math.min(count, values.length))
      expect(positions.every((p, k) => p < values.length && (k === 0 || p > (positions[k - 1] as number)))).toBe(true)
    }),
  )
})
