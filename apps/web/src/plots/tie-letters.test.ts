import { expect, test } from 'vitest'
import { tieLetters, type Compared } from './tie-letters.js'

const run = (id: string, questionSet: string, tieGroup?: number): Compared => ({
  id,
  questionSet: { id: questionSet, name: questionSet, version: 1 },
  judges: [{ id: 'judge', name: 'judge', isRehearsal: false }],
  rounds: 3,
  metricSet: 'main7',
  isRehearsal: false,
  tieGroup,
})

test('runs that were compared and tie share a letter', () => {
  const letters = tieLetters([run('a', 'q', 1), run('b', 'q', 1), run('c', 'q', 2), run('d', 'q', 2)])
  expect(letters.get('a')).toBe(letters.get('b'))
  expect(letters.get('c')).toBe(letters.get('d'))
  expect(letters.get('a')).not.toBe(letters.get('c'))
})

test('runs over different questions never share one, and a run alone has none', () => {
  expect(tieLetters([run('a', 'q', 1), run('b', 'other', 1), run('c', 'q')]).size).toBe(0)
})
