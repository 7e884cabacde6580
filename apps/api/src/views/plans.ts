/** What a piece of work will take, before anything is spent; and the budget it has to fit into. */
import type { Stage } from './jobs.js'

/** `expected` is null where nothing was measured: then `high` is the most that settings allow. */
export interface PlannedRange {
  low: number
  expected: number | null
  high: number
}

export interface PlannedStage {
  stage: Stage
  /** Videos for which it is still to be done. */
  videos: number
  model: string | null
  isRehearsal: boolean
  /** Videos of which it was done before, whose calls the ranges rest on. 0: the settings' own limits. */
  measured: number
  calls: PlannedRange
  inputTokens: PlannedRange
  outputTokens: PlannedRange
  /** Null where the price is not known; never 0 for that. */
  microUsd: PlannedRange | null
  seconds: PlannedRange | null
}

export interface WorkPlan {
  videos: { chosen: number; starting: number; busy: number; notReady: number }
  stages: PlannedStage[]
  calls: PlannedRange
  inputTokens: PlannedRange
  outputTokens: PlannedRange
  microUsd: PlannedRange | null
  seconds: PlannedRange | null
  budget: BudgetView
  /** `beyond`: the least it may cost is more than what is left. `risk`: the most is. */
  fits: 'fits' | 'risk' | 'beyond' | 'no-limit' | 'unknown'
}

export interface BudgetView {
  /** The lower of what the operator and the dashboard set; null without a limit. */
  limitMicroUsd: number | null
  operatorLimitMicroUsd: number | null
  ownLimitMicroUsd: number | null
  /** Paid, reserved, or possibly paid. */
  spentMicroUsd: number
  /** Jobs that stopped for want of money. */
  pausedJobs: number
}
