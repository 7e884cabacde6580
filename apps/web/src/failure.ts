/** Every error a person sees here is a code, a sentence and, where there is one, an advice. */
import { TRPCClientError } from '@trpc/client'

export interface ShownFailure {
  code: string
  message: string
  advice: string | null
}

const unreachable: ShownFailure = {
  code: 'unreachable',
  message: 'The server does not answer.',
  advice: 'Look at the terminal that runs it; this page comes back by itself once it does.',
}

export function readFailure(error: unknown): ShownFailure {
  if (error instanceof TRPCClientError) {
    const failure: unknown = error.data?.failure
    if (isFailure(failure)) return failure
    if (error.data?.code) return { code: String(error.data.code), message: error.message, advice: null }
    return unreachable
  }
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return unreachable
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), advice: null }
}

function isFailure(value: unknown): value is ShownFailure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}
