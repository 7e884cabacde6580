/** Somebody else was quicker: the server refuses, and sends the newest text along. */
import { TRPCClientError } from '@trpc/client'

export interface TheirText {
  version: number
  question: string
  answer: string
}

export const isConflict = (error: unknown): boolean =>
  error instanceof TRPCClientError && error.data?.code === 'CONFLICT'

/** Undefined where the refusal is not about a text. */
export function readTheirs(error: unknown): TheirText | undefined {
  if (!isConflict(error) || !(error instanceof TRPCClientError)) return undefined
  const details: unknown = error.data?.failure?.details
  const theirs = isRecord(details) ? details['theirs'] : undefined
  if (!isRecord(theirs)) return undefined
  const { version, question, answer } = theirs
  return typeof version === 'number' && typeof question === 'string' && typeof answer === 'string'
    ? { version, question, answer }
    : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
