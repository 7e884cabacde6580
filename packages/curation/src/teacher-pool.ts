/** A.2 uses six teachers for variety. Which one a video gets depends on its key and the seed alone, so a rerun asks the same. */
import { CurationError } from './errors.js'
import { seededRandom } from './seeded-random.js'

/** @throws CurationError for a pool without weight. */
export function chooseTeacher<Teacher>(
  pool: readonly { teacher: Teacher; weight?: number }[],
  key: string,
  seed: string | number,
): Teacher {
  const total = pool.reduce((sum, one) => sum + (one.weight ?? 1), 0)
  if (!(total > 0)) throw new CurationError('bad-settings', 'The teacher pool is empty, or nobody in it has a weight.')
  let mark = seededRandom(`teacher:${seed}:${key}`)() * total
  for (const { teacher, weight = 1 } of pool) {
    mark -= weight
    if (mark < 0) return teacher
  }
  return pool.findLast((one) => (one.weight ?? 1) > 0)!.teacher
}
