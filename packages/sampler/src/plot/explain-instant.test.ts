import { expect, test } from 'vitest'
import { explainInstant } from './explain-instant.js'
import { documentary, vlog } from './plot.test-support.js'

const film = documentary([10, 10, 40, 90, 92, 10, 11, 60, 100, 101], { merged: { 5: 2 }, leftOut: [8] })
const at = (seconds: number) => explainInstant(film, seconds, 0.4)

test('a chosen frame gives its own reason', () => {
  expect(at(7.1)).toEqual({ frame: 1, seconds: 7, text: 'The frame of second 7.' })
})

test('a second that changed too little was no candidate', () => {
  expect(at(4.1).text).toBe('00:04 differs by 2.0 from the second before, not by more than T = 5: no candidate.')
})

test('a candidate that does not stand for its group names the one that does', () => {
  expect(at(3).text).toBe(
    '00:03 differs by 50.0 from the second before: a candidate, but 00:02 stands for group 1 of 4, which changes more.',
  )
})

test('a merged frame names the one that took it in, and how alike they are', () => {
  expect(at(5).text).toMatch(/alike to 00:02 by 0\.970, more than τ = 0\.93: merged into it\.$/)
})

test('a frame beyond the cap says how many were thinned', () => {
  expect(at(8).text).toMatch(/left out: 3 frames were thinned evenly to 2\.$/)
})

test('where no second is weighed, the neighbours are named', () => {
  expect(explainInstant(vlog([0, 5], 9), 3).text).toBe(
    '00:03.00: no frame was taken here; next to it, the frame at 00:00.00 and the one at 00:05.00.',
  )
})

test('a second inside a stretch names the frames that stand for it', () => {
  const sample = vlog([1, 5], 9)
  const shots = [
    { startSeconds: 0, endSeconds: 3, frames: [1] },
    { startSeconds: 3, endSeconds: 9, frames: [5] },
  ]
  expect(explainInstant({ ...sample, trace: { ...sample.trace, shots } }, 8).text).toBe(
    '00:08.00 lies in stretch 2 of 2 that look alike, 00:03 to 00:09, for which 00:05.00 stands.',
  )
})
