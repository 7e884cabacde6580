/** What each teacher brought (R24; the paper has no such table): yield, scores, variety and cost, from rows. */
import type { CuratedDialogue } from './dialogue.js'
import { gramsOf } from './detectors/word-grams.js'

export interface TeacherReply {
  teacher: string
  /** As `Generation.status`, or `unparsed`. */
  status: string
  dialogues: readonly Pick<CuratedDialogue, 'answer' | 'status' | 'score'>[]
  /** What the call cost; null where nobody knows. */
  cost: number | null
}

export interface TeacherRow {
  teacher: string
  replies: number
  /** Replies by status. */
  statuses: Record<string, number>
  pairs: number
  kept: number
  undecided: number
  /** Kept of all pairs; null without pairs. */
  yield: number | null
  /** Mean of the selector's scores that were given; null where none was. */
  meanScore: number | null
  /** Share of different two-word runs among the kept answers: 1 is no repetition. Compare teachers at like numbers only. */
  diversity: number | null
  meanAnswerCharacters: number | null
  /** Null as soon as one reply's cost is unknown. */
  cost: number | null
  costPerKept: number | null
}

export function teacherReport(replies: readonly TeacherReply[]): TeacherRow[] {
  return [...new Set(replies.map((reply) => reply.teacher))].toSorted().map((teacher) => {
    const own = replies.filter((reply) => reply.teacher === teacher)
    const pairs = own.flatMap((reply) => reply.dialogues)
    const kept = pairs.filter((pair) => pair.status === 'kept')
    const grams = kept.flatMap((pair) => gramsOf(pair.answer, 2))
    const costs = own.map((reply) => reply.cost)
    const cost = costs.every((one) => one !== null) ? costs.reduce((sum, one) => sum + one, 0) : null
    const statuses: Record<string, number> = {}
    for (const { status } of own) statuses[status] = (statuses[status] ?? 0) + 1
    return {
      teacher,
      replies: own.length,
      statuses,
      pairs: pairs.length,
      kept: kept.length,
      undecided: pairs.filter((pair) => pair.status === 'undecided').length,
      yield: pairs.length === 0 ? null : kept.length / pairs.length,
      meanScore: mean(pairs.flatMap((pair) => pair.score ?? [])),
      diversity: grams.length === 0 ? null : new Set(grams).size / grams.length,
      meanAnswerCharacters: mean(kept.map((pair) => [...pair.answer].length)),
      cost,
      costPerKept: cost === null || kept.length === 0 ? null : cost / kept.length,
    }
  })
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
