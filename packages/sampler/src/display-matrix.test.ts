import { expect, test } from 'vitest'
import { readDisplayMatrix } from './display-matrix.js'

const one = 65_536

test.each([
  ['upright', [one, 0, 0, 0, one, 0], 0, false],
  ['a phone held upright', [0, one, 0, -one, 0, 0], 270, false],
  ['turned to the left', [0, -one, 0, one, 0, 0], 90, false],
  ['upside down', [-one, 0, 0, 0, -one, 0], 180, false],
  ['a mirror image', [-one, 0, 0, 0, one, 0], 0, true],
  ['nothing said', [], 0, false],
])('%s', (_, matrix, rotation, isMirrored) => {
  expect(readDisplayMatrix(matrix)).toEqual({ rotation, isMirrored })
})
