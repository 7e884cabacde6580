import { expect, test } from 'vitest'
import { pick } from './find.js'

const videos = [
  { id: '019ab000-0000-7000-8000-00000000aaaa', name: 'cat.mp4' },
  { id: '019ab000-0000-7000-8000-00000000bbbb', name: 'Cat.mp4' },
  { id: '019ab000-0000-7000-8000-00000000cccc', name: 'cooking with grandmother.mp4' },
]

test('an id, the end of one, a name and a part of a name all find the video', () => {
  expect(pick(videos, videos[0]!.id, 'video').name).toBe('cat.mp4')
  expect(pick(videos, 'cccc', 'video').name).toBe('cooking with grandmother.mp4')
  expect(pick(videos, 'Cat.mp4', 'video').id).toBe(videos[1]!.id)
  expect(pick(videos, 'grandmother', 'video').id).toBe(videos[2]!.id)
})

test('a name that several answer to names them all, and chooses none', () => {
  expect(() => pick(videos, '019ab000', 'video')).toThrow(/3 videos answer to “019ab000”: .*0000cccc/)
  expect(() => pick(videos, 'at.mp4', 'video')).toThrow(/2 videos answer/)
})

test('what is not there is said not to be there', () => {
  expect(() => pick(videos, 'dog', 'video')).toThrow('There is no video “dog”.')
})
