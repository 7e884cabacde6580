/** The error columns of a row as one value. A table without a column for the advice has what the code says. */
import { usualAdvice } from '../failure.js'
import type { Failure } from '../views/page.js'

export function failureOfRow(row: {
  errorCode: string | null
  errorMessage: string | null
  errorAdvice?: string | null
}): Failure | null {
  if (row.errorCode === null) return null
  return {
    code: row.errorCode,
    message: row.errorMessage ?? row.errorCode,
    advice: row.errorAdvice ?? usualAdvice(row.errorCode),
  }
}
