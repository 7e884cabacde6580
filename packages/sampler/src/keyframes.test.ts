import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeSimilar, selectKeyframes, splitGroups } from './keyframes.js'

// Twelve seconds of four equal pixels each: the numbers are brightness.
const film = [0, 0, 50, 50, 100, 100, 0, 0, 200, 200, 210, 20]
const brightness = (i: number) => film[i] as number
const difference = (i: number, j: number) => 4 * Math.abs(brightness(i) - brightness(j))
const similarity = (i: number, j: number) => 1 - Math.abs(brightness(i) - brightness(j)) / 255
const choose = (threshold: number, groups: number) => selectKeyframes(film.length, difference, { threshold, groups })
const representatives = (threshold: number, groups: number) =>
  choose(threshold, groups).groups.map((group) => group.representative)

test.each([
  [40, [2, 4, 6, 8, 11]],
  [39, [2, 4, 6, 8, 10, 11]],
  [200, [6, 8, 11]],
])('with T = %s only seconds that differ by more become candidates', (threshold, candidates) => {
  expect(choose(threshold, 2).candidates).toEqual(candidates)
})

test.each([
  [40, 2, [4, 8]],
  [40, 3, [2, 6, 11]],
  [40, 5, [2, 4, 6, 8, 11]],
  [40, 9, [2, 4, 6, 8, 11]],
  [39, 2, [4, 10]],
  [39, 3, [2, 6, 10]],
])('with T = %s and G = %s each group is represented by its most changing frame', (threshold, groups, expected) => {
  expect(representatives(threshold, groups)).toEqual(expected)
})

test('the first groups take the remainder', () => {
  expect(splitGroups([2, 4, 6, 8, 11], 2)).toEqual([
    [2, 4, 6],
    [8, 11],
  ])
})

test('of two frames that differ most from each other the earlier is taken', () => {
  const [group] = choose(40, 3).groups
  expect(group).toMatchObject({ members: [2, 4], representative: 2, farthest: 4, variation: 200 })
})

test('a still film has no candidates', () => {
  expect(selectKeyframes(5, () => 0, { threshold: 0, groups: 3 })).toMatchObject({ candidates: [], groups: [] })
})

test.each([
  [0.9, [2, 4, 6, 8, 11]],
  [0.8, [2, 8, 11]],
  [0.5, [2, 8, 11]],
])('with τ = %s frames alike by more are folded into the one before', async (threshold, kept) => {
  expect((await mergeSimilar([2, 4, 6, 8, 11], similarity, threshold)).kept).toEqual(kept)
})

test('a frame folded away is compared no more: the next one meets the frame that was kept', async () => {
  const { merged } = await mergeSimilar([2, 4, 6], similarity, 0.8)
  expect(merged.map(({ frame, into }) => [frame, into])).toEqual([
    [4, 2],
    [6, 2],
  ])
})

test('frames exactly as alike as τ stay apart', async () => {
  expect((await mergeSimilar([1, 2], () => 0.9, 0.9)).kept).toEqual([1, 2])
})

test('whatever the film, representatives ascend, lie in it, and are no more than the groups', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 80 }),
      fc.nat(255),
      fc.integer({ min: 1, max: 40 }),
      (values, threshold, groups) => {
        const d = (i: number, j: number) => Math.abs((values[i] as number) - (values[j] as number))
        const chosen = selectKeyframes(values.length, d, { threshold, groups }).groups.map(
          (group) => group.representative,
        )
        expect(chosen.length).toBeLessThanOrEqual(groups)
        expect(chosen.every((i, k) => i > 0 && i < values.length && (k === 0 || i > (chosen[k - 1] as number)))).toBe(
          true,
        )
      },
    ),
  )
})

test('after merging no kept frame resembles the kept one before it by more than τ', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 100 })),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (values, threshold) => {
        const s = (i: number, j: number) => 1 - Math.abs((values[i] as number) - (values[j] as number)) / 100
        const { kept, merged } = await mergeSimilar([...values.keys()], s, threshold)
        expect(kept.length + merged.length).toBe(values.length)
        expect(kept.every((i, k) => k === 0 || s(kept[k - 1] as number, i) <= threshold)).toBe(true)
      },
    ),
  )
})
