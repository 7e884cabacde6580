import { expect, test } from 'vitest'
import { readRetryAfter } from './retry-after.js'

const wait = (headers: Record<string, string>, now = 0) => readRetryAfter(new Headers(headers), now)

test('a server may say when to come back in milliseconds, in seconds or as a date', () => {
  expect(wait({ 'retry-after-ms': '250', 'retry-after': '9' })).toBe(250)
  expect(wait({ 'retry-after': '1.5' })).toBe(1500)
  const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT')
  expect(wait({ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT' }, now)).toBe(30_000)
})

test('a date that has passed means now, and nonsense means nothing', () => {
  expect(wait({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, Date.parse('2026-01-01'))).toBe(0)
  expect(wait({ 'retry-after': 'soon' })).toBeUndefined()
  expect(wait({})).toBeUndefined()
})
