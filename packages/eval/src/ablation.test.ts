import { expect, test } from 'vitest'
import { ablationMatrix, publishedAblation } from './ablation.js'

test('of twelve combinations the paper prints four', () => {
  expect(ablationMatrix).toHaveLength(12)
  expect(ablationMatrix.flatMap((ablation) => publishedAblation(ablation)?.printedAverage ?? [])).toEqual([
    66.18, 64.13, 60.74, 42.29,
  ])
})

test('“without summary” is the full descriptions, and the random frame has no numbers', () => {
  expect(publishedAblation({ trainInput: 'video', context: 'fullDescriptions' })?.model).toBe('8B w/o Summary Context')
  expect(publishedAblation({ trainInput: 'video', context: 'none' })).toBeUndefined()
  expect(publishedAblation({ trainInput: 'randomFrame', context: 'summary' })).toBeUndefined()
})
