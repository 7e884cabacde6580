/** The three error columns that videos, jobs and runs share, as one value. */
import type { Failure } from '../views/page.js'

export function failureOfRow(row: {
  errorCode: string | null
  errorMessage: string | null
  errorAdvice?: string | null
}): Failure | null {
  if (row.errorCode === null) return null
  return { code: row.errorCode, message: row.errorMessage ?? row.errorCode, advice: row.errorAdvice ?? null }
}
