import { expect, test } from 'vitest'
import { judgingManifest } from './judging-manifest.js'

const questionIds = Array.from({ length: 328 }, (_, index) => `q${index}`)
const clusterOf = (questionId: string) => `v${Number(questionId.slice(1)) % 100}`
const manifest = judgingManifest({
  questionIds,
  judges: ['gpt-4o', 'o3-mini'],
  rounds: 3,
  metricSet: 'ablation8',
  clusterOf,
})

test('the paper’s run over eight metrics is 15,744 judgements, each at its own place', () => {
  expect(manifest).toHaveLength(15_744)
  expect(new Set(manifest.map((place) => JSON.stringify(place))).size).toBe(15_744)
})

test('the rubric changes 8 times, the judge 16 times and the video once for each video, metric and judge', () => {
  const changes = (keyOf: (place: (typeof manifest)[number]) => string) =>
    manifest.filter((place, index) => index === 0 || keyOf(place) !== keyOf(manifest[index - 1]!)).length
  expect(changes(({ metric }) => metric)).toBe(8)
  expect(changes(({ metric, judge }) => `${metric} ${judge}`)).toBe(16)
  expect(changes(({ metric, judge, questionId }) => `${metric} ${judge} ${clusterOf(questionId)}`)).toBe(8 * 2 * 100)
})
