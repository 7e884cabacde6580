import { expect, test } from 'vitest'
import { fit, printable, printableLine, wrap } from './terminal-text.js'

test('a file name cannot move the cursor, rename the window or ring the bell', () => {
  expect(printable('a\u001b[2Jb\u0007c\u009b31md')).toBe('a␛[2Jb␇c\\u009b31md')
  expect(printable('\u001b]0;owned\u0007')).not.toContain('\u001b')
})

test('a name cannot pretend to another ending by turning the direction of text', () => {
  expect(printable('holiday\u202e4pm.exe')).toBe('holiday\\u202e4pm.exe')
})

test('line breaks of an answer survive, but not those of a name', () => {
  expect(printable('one\r\ntwo\tthree')).toBe('one\ntwo\tthree')
  expect(printableLine('one\n two\tthree')).toBe('one two three')
  expect(printable('progress 10%\rprogress 99%')).toContain('␍')
})

test('Chinese, emoji and accents are left as they are', () => {
  expect(printable('你好 👩‍🍳 é')).toBe('你好 👩‍🍳 é')
})

test('text is cut by columns, never inside a character', () => {
  expect(fit('short', 5)).toBe('short')
  expect(fit('你好世界', 5)).toBe('你好…')
  expect(fit('a👩‍🍳b', 3)).toBe('a…')
})

test('lines break at spaces, and within a word only where it alone is too long', () => {
  expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox'])
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  expect(wrap('这是一段没有空格的文字', 8).every((line) => line.length <= 4)).toBe(true)
  expect(wrap('one\n\ntwo', 10)).toEqual(['one', '', 'two'])
})
