import { expect, test } from 'vitest'
import { readByteRange } from './byte-range.js'

test('a range is read as RFC 9110 means it, and several are answered with the whole', () => {
  expect(readByteRange(undefined, 100)).toBe('whole')
  expect(readByteRange('bytes=0-9', 100)).toEqual({ start: 0, end: 9 })
  expect(readByteRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 })
  expect(readByteRange('bytes=-10', 100)).toEqual({ start: 90, end: 99 })
  expect(readByteRange('bytes=-1000', 100)).toEqual({ start: 0, end: 99 })
  expect(readByteRange('bytes=0-1000', 100)).toEqual({ start: 0, end: 99 })
  expect(readByteRange('bytes=100-', 100)).toBe('unsatisfiable')
  expect(readByteRange('bytes=9-3', 100)).toBe('unsatisfiable')
  expect(readByteRange('bytes=-0', 100)).toBe('unsatisfiable')
  expect(readByteRange('bytes=0-1,5-6', 100)).toBe('whole')
  expect(readByteRange('lines=1-2', 100)).toBe('whole')
})
