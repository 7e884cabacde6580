import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectShots } from './select-shots.js'

/** Seconds of one look each; the numbers are grey levels. */
const film = (...levels: number[]) => levels.map((level) => Float32Array.of(level, level))
const stretches = (levels: number[], count: number) =>
  selectShots(film(...levels), count).map(({ first, last }) => [first, last])

test('shots of any length become stretches of their own', () => {
  const levels = [10, 10, 10, 10, 10, 10, 200, 200, 90, 90, 90]
  expect(stretches(levels, 3)).toEqual([
    [0, 5],
    [6, 7],
    [8, 10],
  ])
})

test('a still shot is seen as surely as one that changes every second', () => {
  const levels = [50, 50, 50, 50, 50, 50, 200, 150, 220, 140, 210, 160]
  expect(selectShots(film(...levels), 2).map(({ representative }) => representative < 6)).toEqual([true, false])
})

test('a budget too small for every shot gives up the change that is smallest', () => {
  expect(stretches([10, 10, 20, 20, 200, 200], 2)).toEqual([
    [0, 3],
    [4, 5],
  ])
})

test('a film in which nothing changes is divided evenly', () => {
  const lengths = selectShots(film(...Array<number>(64).fill(80)), 8).map(({ first, last }) => last - first + 1)
  expect(lengths).toEqual(Array(8).fill(8))
})

test('a stretch is shown by a picture from its middle, even if the first is a little more like the whole', () => {
  const [first] = selectShots(film(14, 10, 18, 10, 18, 10, 18, 200, 200, 200, 200, 200, 200), 2)
  expect(first).toEqual({ first: 0, last: 6, representative: 3 })
})

test('whatever the film, the stretches follow each other without a gap, and each shows one of its own pictures', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 40 }),
      (levels, count) => {
        const shots = selectShots(film(...levels), count)
        expect(shots).toHaveLength(Math.min(count, levels.length))
        shots.forEach(({ first, last, representative }, k) => {
          expect(first).toBe(k === 0 ? 0 : (shots[k - 1]?.last ?? 0) + 1)
          expect(representative >= first && representative <= last).toBe(true)
        })
        expect(shots.at(-1)?.last ?? -1).toBe(levels.length - 1)
        expect(selectShots(film(...levels), count)).toEqual(shots)
      },
    ),
  )
})
