import { expect, test } from 'vitest'
import { answerSupport } from './answer-support.js'

const caption = {
  summary: 'A woman in a yellow coat goes to a market.',
  frameDescriptions: [
    { index: 0, timestampSeconds: 0.5, text: 'She waits at a tram stop. The wind is strong.' },
    { index: 1, timestampSeconds: 1.5, text: 'She buys two dumplings at a market stall.' },
  ],
}

test('an answer is shown the moment it speaks of', () => {
  const { sentences, score, unsupported } = answerSupport('Bought a dumpling at the market!', caption)
  expect(sentences[0]).toEqual({
    text: 'She buys two dumplings at a market stall.',
    descriptionIndex: 1,
    timestampSeconds: 1.5,
    shared: ['dumpling', 'market'],
  })
  expect(score).toBeCloseTo(2 / 3)
  expect(unsupported).toEqual(['bought'])
})

test('an answer made up from nothing has no support, and names its words', () => {
  expect(answerSupport('My helicopter pilot retired.', caption)).toMatchObject({ score: 0, sentences: [] })
  expect(answerSupport('My helicopter pilot retired.', caption).unsupported).toContain('helicopter')
})

test('an answer that states nothing has no score, not zero', () => {
  expect(answerSupport('Oh no.', caption)).toEqual({ score: null, told: 0, unsupported: [], sentences: [] })
})

test('Chinese is compared by characters', () => {
  const chinese = { summary: '她去市场买饺子。', frameDescriptions: [] }
  expect(answerSupport('饺子！', chinese)).toMatchObject({ score: 1, unsupported: [] })
})
