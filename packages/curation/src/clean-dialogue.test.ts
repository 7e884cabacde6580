import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from './clean-dialogue.js'

describe('cleaning takes off', () => {
  test.each([
    ['**Morning market** first', 'Morning market first'],
    ['__Morning__ and *evening*', 'Morning and evening'],
    ['***both***', 'both'],
    ['1. To the market.', 'To the market.'],
    ['1) To the market.\n2) Then home.', 'To the market.\nThen home.'],
    ['1、去市场。', '去市场。'],
    ['（1）去市场。', '去市场。'],
    ['① To the market', 'To the market'],
    ['- To the market.', 'To the market.'],
    ['• To the market.', 'To the market.'],
    ['- **1. Bold number**', 'Bold number'],
    ['## Answer\nTo the market.', 'Answer\nTo the market.'],
    ['> To the market.', 'To the market.'],
    ['"To the market."', 'To the market.'],
    ['“去市场。”', '去市场。'],
    ['"To the market.', 'To the market.'],
    ['To the market."', 'To the market.'],
    ['**To the market', 'To the market'],
    ['```\nTo the market.\n```', 'To the market.'],
    ['First.\n---\nSecond.', 'First.\nSecond.'],
    ['  spaces  \n\n\n\n around ', 'spaces\n\naround'],
    ['a\u0000b\u001B[2Jc\u001B]0;pwn\u0007d', 'abcd'],
    ['\uD83D?', '\uFFFD?'],
  ])('%j', (dirty, clean) => expect(cleanText(dirty)).toBe(clean))
})

describe('cleaning leaves alone', () => {
  test.each([
    '3.5 km to go',
    '3.5',
    '42.',
    '2024年的夏天',
    '2024. What a year',
    '10:30 at the station',
    '-1+1 is zero',
    '=1+1',
    '- ',
    '5 * 3 * 2 is 30',
    '2**10 is 1024',
    'snake_case_name and __init__.py',
    "it's 5'10\" tall",
    'She said "go" and I went',
    '"Go," she said, "now"',
    'C# and #dumplings',
    '(*^_^*)',
    '好开心 (*^▽^*)',
    '_(:з」∠)_',
    'm(_ _)m',
    '¯\\_(ツ)_/¯',
    '*\\(^o^)/*',
    '(*´∀`*) ok',
    'T_T ... ^_^ ... -_-',
    '(＞_＜) ლ(╹◡╹ლ)',
    '(╯°□°)╯︵ ┻━┻',
    '~(￣▽￣)~*',
    '(1) (2)',
    '<3',
    '> <',
    'A1 - the best lane',
  ])('%j', (text) => expect(cleanText(text)).toBe(text.trim()))
})

test('cleaning twice is cleaning once', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '**',
      '*',
      '_',
      '__',
      '#',
      '- ',
      '1. ',
      '2) ',
      '、',
      '"',
      '“',
      '”',
      '「',
      '」',
      '\n',
      ' ',
      '```',
      '---',
      '>',
      '(',
      ')',
      '3.5',
      '2024年',
      '(*^_^*)',
      'word',
      '去',
      '•',
      '\u001B[',
      '\u0000',
      '\uD83D',
      '①',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const once = cleanText(pieces.join(''))
      expect(cleanText(once)).toBe(once)
    }),
    { numRuns: 5_000 },
  )
})

test('no text makes cleaning slow: sixty thousand spaces, stars, dashes, quotes or numbers', () => {
  for (const unit of [' ', '*', '- ', '"', '1. ', '_a', '**a', '#', '> ', '“']) {
    expect(cleanText(`${unit.repeat(60_000)}x`).length).toBeLessThan(240_002)
  }
})
