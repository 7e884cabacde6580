import { describe, expect, test } from 'vitest'
import { cleanText } from './clean-text.js'

describe('clean text', () => {
  test('has no NUL and no half characters', () => {
    expect(cleanText('a\0b\ud83dc')).toBe('ab\ufffdc')
  })

  test('is otherwise what was written: accents, line ends and controls stay', () => {
    const text = 'e\u0301 é\r\n\u2028\u001b[2J 😀'
    expect(cleanText(text)).toBe(text)
  })

  test.each([
    [0, ''],
    [1, 'a'],
    [4, 'a'],
    [5, 'a😀'],
    [6, 'a😀b'],
    [7, 'a😀b'],
    [8, 'a😀bé'],
    [99, 'a😀bé'],
  ])('of at most %i bytes ends between characters', (maxBytes, expected) => {
    expect(cleanText('a😀bé', maxBytes)).toBe(expected)
  })
})
