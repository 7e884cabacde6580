import { expect, test } from 'vitest'
import { redact } from './redact.js'

test('keys do not survive, whether they look like keys or are merely known', () => {
  const text = 'Incorrect API key provided: sk-proj-abc123DEF. Sent: Bearer house-secret-1, gsk_abcdefgh.'
  const clean = redact(text, ['house-secret-1'])
  expect(clean).not.toMatch(/abc123DEF|house-secret|abcdefgh/)
  expect(clean).toContain('Incorrect API key provided: [key].')
})

test('words that only begin like a key stay', () => {
  expect(redact('a risk-averse sk-ier with hf_', [])).toBe('a risk-averse sk-ier with hf_')
})
