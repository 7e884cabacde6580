/** What was asked for, or an error that says what is not there. */
import { ApiError } from '../errors.js'

export function found<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new ApiError('not-found', `${what} does not exist (any more).`)
  return value
}
