import { expect, test } from 'vitest'
import { findJsonObjects } from './find-json-objects.js'

const valuesIn = (text: string) => findJsonObjects(text).map(({ value }) => value)

test('outermost objects are found in order, whatever stands around them', () => {
  expect(valuesIn('a {"x": {"y": 1}} b\n```\n{"z": 2}\n```')).toEqual([{ x: { y: 1 } }, { z: 2 }])
})

test('braces and escaped quotes inside strings close nothing', () => {
  expect(valuesIn('{"x": "} \\" {"}')).toEqual([{ x: '} " {' }])
})

test('a brace that never closes does not hide what follows', () => {
  expect(valuesIn('{ oh, {"x": 1}')).toEqual([{ x: 1 }])
  expect(valuesIn('{oh} {"x": 1}')).toEqual([{ x: 1 }])
})
