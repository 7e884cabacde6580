import { expect, test } from 'vitest'
import { chooseTeacher } from './teacher-pool.js'

test('a video keeps its teacher, weights hold over many videos, and a teacher of weight zero is never asked', () => {
  const pool = [{ teacher: 'a', weight: 3 }, { teacher: 'b' }, { teacher: 'c', weight: 0 }]
  const chosen = Array.from({ length: 4_000 }, (_, index) => chooseTeacher(pool, `v${index}`, 1))
  expect(chooseTeacher(pool, 'v7', 1)).toBe(chosen[7])
  const share = chosen.filter((one) => one === 'a').length / 4_000
  expect(share).toBeGreaterThan(0.72)
  expect(share).toBeLessThan(0.78)
  expect(chosen).not.toContain('c')
  expect(() => chooseTeacher([], 'v', 1)).toThrow('empty')
})
