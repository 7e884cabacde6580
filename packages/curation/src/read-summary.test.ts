import { describe, expect, test } from 'vitest'
import { readSummary } from './read-summary.js'

describe('reasoning and summary are told apart in', () => {
  test.each([
    ['both tags', '<reasoning>why</reasoning><summary>what</summary>'],
    ['tags with spaces and capitals', '< Reasoning >why</ reasoning>\n<SUMMARY>\nwhat\n</SUMMARY>'],
    ['only the summary tag', 'why\n<summary>what</summary>'],
    ['only the reasoning tag', '<reasoning>why</reasoning>\nwhat'],
    ['a heading after the reasoning', '<reasoning>why</reasoning>\n**Summary:** what'],
    ['thinking of the model', '<think>why</think><summary>what</summary>'],
    ['thinking without its opening tag', 'why</think>what'],
    ['headings', 'why\n\n## Summary\nwhat'],
    ['Chinese headings', 'why\n\n摘要：\nwhat'],
  ])('%s', (_, text) => expect(readSummary(text)).toEqual({ reasoning: 'why', summary: 'what', isWhole: true }))
})

test('a text without marks is all summary', () => {
  expect(readSummary('what')).toEqual({ reasoning: '', summary: 'what', isWhole: true })
})

test.each(['<reasoning>why', '<think>why', '<reasoning>why</reasoning><summary>wha'])(
  'a cut answer is not whole: %s',
  (text) => {
    expect(readSummary(text).isWhole).toBe(false)
  },
)

test('reasoning is never passed on as the summary of a cut answer', () => {
  expect(readSummary('<reasoning>why').summary).toBe('')
})
