import { expect, test } from 'vitest'
import { createTextPieces } from './text-pieces.js'

test('an emoji torn between two chunks arrives whole', () => {
  const { push, end } = createTextPieces()
  expect([push('a\ud83d'), push('\ude00b'), end()]).toEqual(['a', '😀b', ''])
})

test('half an emoji that nothing follows becomes the replacement character', () => {
  const { push, end } = createTextPieces()
  expect([push('a\ud83d'), end()]).toEqual(['a', '\ufffd'])
})
