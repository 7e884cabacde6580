import { expect, test } from 'vitest'
import { MetricId, metrics, metricSets } from './metrics.js'

test('the sets are the columns of Tables 2 and 3, in their order', () => {
  const columns = (set: 'main7' | 'ablation8') => metricSets[set].metrics.map((id) => metrics[id].shortName).join(' ')
  expect(columns('main7')).toBe('Cons Hall Adh Flu Hum Acc Ton')
  expect(columns('ablation8')).toBe('Cons Hall Adh Flu Hum Acc Ton Rel')
})

test('fluency and human likeness are judged blind to everything but question and answer', () => {
  const blind = MetricId.options.filter((id) => metrics[id].video === 'none' && metrics[id].context.length === 0)
  expect(blind).toEqual(['utterance_fluency', 'human_likeness'])
})
