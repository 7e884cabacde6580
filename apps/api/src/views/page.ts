/** What every list and every failure looks like on its way out. Dates leave as ISO strings. */

export interface Page<Item> {
  items: Item[]
  /** The cursor of the next page; null where this was the last. */
  nextCursor: string | null
}

/** Something that went wrong, for a person: what, and what to do next. */
export interface Failure {
  code: string
  message: string
  advice: string | null
}

/** Money and calls, summed over ledger rows. `microUsd` is null where no price is known; never 0 for that. */
export interface CostView {
  microUsd: number | null
  calls: number
  /** Answers served from the ledger: nothing was paid. */
  replayed: number
  /** Calls that may have been paid for, but whose price or fate is not known. */
  unknown: number
}
