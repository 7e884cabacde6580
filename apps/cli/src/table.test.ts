import { expect, test } from 'vitest'
import { table } from './table.js'

const rows = [
  { name: 'a cat on a wall', size: 5 },
  { name: '猫', size: 1200 },
]

test('columns line up, wide characters and all', () => {
  const lines = table(
    rows,
    [
      { title: 'name', value: ({ name }) => name },
      { title: 'size', value: ({ size }) => String(size), align: 'right' },
    ],
    80,
  )
  expect(lines).toEqual(['name             size', 'a cat on a wall     5', '猫               1200'])
})

test('the flexible column wraps where the terminal is narrow', () => {
  const lines = table(
    rows,
    [
      { title: 'name', value: () => 'the first of several frames with one cut between them', isFlexible: true },
      { title: 'size', value: ({ size }) => String(size), align: 'right' },
    ],
    30,
  )
  expect(lines.every((line) => line.length <= 30)).toBe(true)
  expect(lines[1]).toMatch(/^the first of several +5$/)
})

test('a cell cannot bring escape sequences', () => {
  const lines = table([{ name: 'x\u001b[31m' }], [{ title: 'name', value: ({ name }) => name }], 80)
  expect(lines.join('')).not.toContain('\u001b')
})
