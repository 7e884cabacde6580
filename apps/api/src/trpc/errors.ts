/** The one place where a failure becomes a status. */
import { TRPCError } from '@trpc/server'
import { toFailure, type Failure } from '../failure.js'

type StatusCode = TRPCError['code']

const statusOf: Record<string, StatusCode> = {
  'not-found': 'NOT_FOUND',
  'invalid-input': 'BAD_REQUEST',
  'not-a-file': 'BAD_REQUEST',
  unreadable: 'BAD_REQUEST',
  'bad-manifest': 'BAD_REQUEST',
  conflict: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'too-many-files': 'PAYLOAD_TOO_LARGE',
  'missing-file': 'NOT_FOUND',
  'no-model': 'PRECONDITION_FAILED',
  'budget-exhausted': 'PRECONDITION_FAILED',
  'database-unavailable': 'SERVICE_UNAVAILABLE',
  'queue-closed': 'SERVICE_UNAVAILABLE',
  'shutting-down': 'SERVICE_UNAVAILABLE',
  'disk-full': 'SERVICE_UNAVAILABLE',
  unreachable: 'BAD_GATEWAY',
  'server-error': 'BAD_GATEWAY',
  'bad-answer': 'BAD_GATEWAY',
  timeout: 'GATEWAY_TIMEOUT',
  'rate-limited': 'TOO_MANY_REQUESTS',
  'quota-exhausted': 'TOO_MANY_REQUESTS',
  internal: 'INTERNAL_SERVER_ERROR',
}

/** What travels beside the status: `error.data.failure` in every client. */
export function failureOf(error: TRPCError): Pick<Failure, 'code' | 'message' | 'advice'> & { details?: unknown } {
  if (error.cause === undefined) {
    const isOurs = error.code !== 'INTERNAL_SERVER_ERROR'
    return {
      code: isOurs ? error.code.toLowerCase().replaceAll('_', '-') : 'internal',
      message: error.message,
      advice: null,
    }
  }
  const { code, message, advice } = toFailure(error.cause)
  const details = (error.cause as { details?: unknown }).details
  return { code, message, advice, ...(details === undefined ? {} : { details }) }
}

/** tRPC's own errors stay as they are; everything else gets its status here. */
export function toTrpcError(error: unknown): TRPCError {
  if (error instanceof TRPCError && !(error.code === 'INTERNAL_SERVER_ERROR' && error.cause !== undefined)) return error
  const cause = error instanceof TRPCError ? error.cause : error
  const failure = toFailure(cause)
  return new TRPCError({
    code: statusOf[failure.code] ?? (failure.code === 'internal' ? 'INTERNAL_SERVER_ERROR' : 'UNPROCESSABLE_CONTENT'),
    message: failure.message,
    cause,
  })
}
