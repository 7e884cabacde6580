import { expect, test } from 'vitest'
import { describeStyle } from './response-style.js'

const one = (text: string) => describeStyle([text])!

test('a comment and an essay are told apart', () => {
  const essay = 'Certainly! Here’s a plan:\n\n1. **Warm up**\n2. Stretch\n\nI hope this helps!'
  expect(describeStyle(['ngl I cried 😭', essay])).toMatchObject({
    responses: 2,
    withList: 0.5,
    withMarkdown: 0.5,
    withAiPhrase: 0.5,
  })
})

test('length is counted as a reader counts, in any script', () => {
  expect(one('👩‍🍳 ok').medianCharacters).toBe(4)
  expect(one('我今天去买菜了').medianCharacters).toBe(7)
  expect(one('Mapo tofu, and I cried.').meanWords).toBe(5)
  expect(one('我今天去买菜了').meanWords).toBeGreaterThan(2)
  expect(describeStyle(['a', 'bb', 'cccc', 'dddddd'])?.medianCharacters).toBe(3)
})

test.each(['- honestly? no idea', '3.5 km at 7 am', '5 * 3 * 2 is 30', 'I am an aikido teacher', '#fishmarket'])(
  '%j is plain talk',
  (text) => {
    expect(one(text)).toMatchObject({ withList: 0, withMarkdown: 0, withAiPhrase: 0 })
  },
)

test('Chinese stock phrases count, and nothing at all has no style', () => {
  expect(one('作为一个人工智能，我没有味觉。').withAiPhrase).toBe(1)
  expect(describeStyle([])).toBeUndefined()
})
