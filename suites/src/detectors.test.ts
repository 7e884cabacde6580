import { expect, test } from 'vitest'
import { detectorsSuite } from './detectors.ts'

/** Floors well under what is measured, so that they break when a rule does, and not when a template is added. */
const floors: Record<string, [precision: number, recall: number]> = {
  repetition: [0.95, 0.95],
  'unterminated, written': [0.95, 0.95],
  'unterminated, spoken': [0.9, 0.9],
  refusal: [0.95, 0.75],
  'wrong-language': [0.95, 0.9],
  'near-duplicate': [0.95, 0.95],
  'duplicate-answer': [0.95, 0.9],
  'static-scene': [0.95, 0.95],
  'duplicate-video': [0.9, 0.8],
}

const { rows } = detectorsSuite()

test('every detector is measured', () => expect(rows.map((row) => row.detector)).toEqual(Object.keys(floors)))

test.each(rows)(
  '$detector is right about what it flags and finds what it looks for',
  ({ detector, precision, recall }) => {
    expect(precision!.share).toBeGreaterThanOrEqual(floors[detector]![0])
    expect(recall!.share).toBeGreaterThanOrEqual(floors[detector]![1])
  },
)

test('the set is the same each time, and large enough to tell a good detector from a poor one', () => {
  expect(detectorsSuite().rows).toEqual(rows)
  for (const { bad, cases } of rows) expect([bad >= 25, cases >= 25]).toEqual([true, true])
})
