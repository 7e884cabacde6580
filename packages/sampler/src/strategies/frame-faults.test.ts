import { expect, test } from 'vitest'
import { findFault } from './frame-faults.js'
import { grey, stripes } from './painted-video.test-support.js'

const all = new Set(['black', 'blurred', 'flash'] as const)

test('a picture that is nearly black is black, a dark one is not', () => {
  expect(findFault(grey(4), {}, all)).toBe('black')
  expect(findFault(grey(25), {}, all)).toBeUndefined()
})

test('a flash is brighter than before and after, where the same scene goes on', () => {
  const scene = stripes(40, 90)
  expect(findFault(stripes(220, 240), { before: scene, after: scene }, all)).toBe('flash')
})

test('a bright picture between two others is a shot, not a flash', () => {
  expect(findFault(grey(240), { before: stripes(0, 200), after: stripes(200, 0) }, all)).toBeUndefined()
})

test('a picture is blurred where the one beside it is much sharper; a soft scene is left alone', () => {
  const soft = stripes(100, 101)
  expect(findFault(soft, { before: stripes(80, 120) }, all)).toBe('blurred')
  expect(findFault(soft, { before: soft, after: soft }, all)).toBeUndefined()
})

test('only the faults that were asked for are looked for', () => {
  expect(findFault(grey(4), {}, new Set(['flash']))).toBeUndefined()
})
