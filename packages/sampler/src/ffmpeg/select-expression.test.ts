import { expect, test } from 'vitest'
import { selectExpression } from './select-expression.js'

/** What ffmpeg would make of it. */
function isSelected(expression: string, pts: number): boolean {
  const plain = expression.replaceAll('\\,', ',').replaceAll('if(', 'choose(')
  const evaluate = new Function('pts', 'choose', 'lt', 'eq', `return ${plain}`) as (...values: unknown[]) => boolean
  return Boolean(
    evaluate(
      pts,
      (condition: boolean, yes: boolean, no: boolean) => (condition ? yes : no),
      (a: number, b: number) => a < b,
      (a: number, b: number) => a === b,
    ),
  )
}

test.each([[[7]], [[0, 5]], [[-3, 0, 512, 1024, 90_000]]])('exactly the frames %j are selected', (wanted) => {
  const expression = selectExpression(wanted)
  const tried = [...wanted, ...wanted.map((pts) => pts + 1), -100, 1e6]
  expect(tried.filter((pts) => isSelected(expression, pts))).toEqual(wanted)
})

test('two thousand frames fit into one argument', () => {
  const expression = selectExpression(Array.from({ length: 2000 }, (_, k) => 1_000_000_000 + k * 3003))
  expect(expression.length).toBeLessThan(128 * 1024)
})

test('nothing wanted, nothing selected', () => {
  expect(selectExpression([])).toBe('0')
})
