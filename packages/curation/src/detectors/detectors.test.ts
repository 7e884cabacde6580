import { describe, expect, test } from 'vitest'
import { detectControlToken } from './control-token.js'
import { detectNearDuplicates } from './near-duplicate.js'
import { detectRepetition } from './repetition.js'
import { detectStaticScene } from './static-scene.js'
import { detectUnterminated } from './unterminated.js'
import { detectWrongLanguage } from './wrong-language.js'

const grey = (brightness: number): Uint8Array => new Uint8Array(16).fill(brightness)
const story =
  'A woman in a yellow coat waits at the tram stop. She opens a paper bag, looks inside and smiles. Then the tram arrives, and she climbs in with two friends who were hidden behind the shelter.'

describe('repetition', () => {
  test('is flagged in a loop, with its score and threshold', () => {
    const flag = detectRepetition('She opens a box. '.repeat(40))
    expect(flag).toMatchObject({ code: 'repetition', threshold: 0.4 })
    expect(flag!.score).toBeGreaterThan(0.9)
  })
  test('is flagged in Chinese, which has no spaces', () =>
    expect(detectRepetition('她打开一个盒子。'.repeat(20))?.code).toBe('repetition'))
  test('is not seen in a story or in a short text', () => {
    expect(detectRepetition(story)).toBeUndefined()
    expect(detectRepetition('no no no no')).toBeUndefined()
  })
})

describe('a cut text', () => {
  test.each(['She opens the', 'She opens the box,', '她打开了'])('is flagged: %s', (text) =>
    expect(detectUnterminated(text)?.code).toBe('unterminated'),
  )
  test.each(['She opens the box.', 'Really?!', '她打开了。', 'See you (*^_^*)', 'Yes 😊', '她说：“走吧。”', ''])(
    'is not seen in: %s',
    (text) => expect(detectUnterminated(text)).toBeUndefined(),
  )
})

describe('neighbours that say the same', () => {
  test('are flagged at the second of each pair', () => {
    expect(
      detectNearDuplicates([story, story.replace('two', 'three'), 'A dog sleeps on the sofa all day.']).map(
        (one) => one.index,
      ),
    ).toEqual([1])
  })
  test('are not seen where two texts differ', () =>
    expect(detectNearDuplicates([story, 'A dog sleeps on the sofa all day.'])).toEqual([]))
})

describe('a static scene', () => {
  test('is flagged where nearly no step changes the picture', () => {
    expect(detectStaticScene([grey(50), grey(51), grey(50), grey(52)])).toMatchObject({
      code: 'static-scene',
      score: 1,
    })
  })
  test('is not seen where pictures change, or where there is one only', () => {
    expect(detectStaticScene([grey(50), grey(90), grey(50), grey(52)])).toBeUndefined()
    expect(detectStaticScene([grey(50)])).toBeUndefined()
  })
})

describe('the wrong language', () => {
  test.each([
    ['¿Qué hace? Abre una caja.', 'en'],
    ['你要去哪儿？去市场。', 'en'],
    ['Where are you going? To the market.', 'zh'],
    ['Куда ты идёшь? На рынок.', 'en'],
  ] as const)('is flagged: %s for %s', (text, expected) =>
    expect(detectWrongLanguage(text, expected)?.code).toBe('wrong-language'),
  )
  test.each([
    ['Where are you going? To the café.', 'en'],
    ['Dumplings!', 'en'],
    ['去市场，顺便买个 iPhone 手机壳', 'zh'],
  ] as const)('is not seen: %s for %s', (text, expected) => expect(detectWrongLanguage(text, expected)).toBeUndefined())
})

test('a literal placeholder or chat token is flagged, a heart is not', () => {
  expect(detectControlToken('look <image> here')?.reason).toBe('contains <image>')
  expect(detectControlToken('<|im_end|>')?.code).toBe('control-token')
  expect(detectControlToken('I <3 you, a < b > c')).toBeUndefined()
})
