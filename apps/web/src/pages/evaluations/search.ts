import * as z from 'zod/mini'
import { choice, flag, word } from '../../search-params.js'

export const EvaluationsSearch = z.object({
  tab: choice(['leaderboard', 'runs', 'questions']),
  set: choice(['main7', 'ablation8']),
  questionSet: word,
  /** Metric that the leaderboard is sorted by; the average where none is named. */
  sort: word,
  isNew: flag,
  isNewSet: flag,
})
export type EvaluationsSearch = z.infer<typeof EvaluationsSearch>

export const RunSearch = z.object({
  tab: choice(['matrix', 'judgements', 'settings']),
  question: word,
  metric: word,
  judge: word,
  status: choice(['pending', 'scored', 'unscored', 'error', 'skipped']),
})
export type RunSearch = z.infer<typeof RunSearch>

export const CompareSearch = z.object({ a: word, b: word })
export type CompareSearch = z.infer<typeof CompareSearch>
