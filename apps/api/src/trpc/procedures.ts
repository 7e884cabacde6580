/**
 * The builders every procedure starts from. There is no bare procedure: each says which role it needs. Today
 * one local owner passes all of them; accounts will bring other people, not other builders.
 */
import { initTRPC } from '@trpc/server'
import { ApiError } from '../errors.js'
import type { Context, Person } from './context.js'
import { failureOf, toTrpcError } from './errors.js'

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      failure: failureOf(error),
    },
  }),
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
})

export const router = t.router
export const createCaller = t.createCallerFactory

const ranks: Person['role'][] = ['viewer', 'reviewer', 'editor', 'owner']

function procedureFor(role: Person['role']) {
  return t.procedure.use(async ({ ctx, next }) => {
    if (ranks.indexOf(ctx.person.role) < ranks.indexOf(role))
      throw toTrpcError(new ApiError('forbidden', `This needs the role ${role}.`))
    const result = await next()
    if (!result.ok) throw toTrpcError(result.error)
    return result
  })
}

/** Reads. */
export const viewerProcedure = procedureFor('viewer')
/** Decisions about captions and dialogues. */
export const reviewerProcedure = procedureFor('reviewer')
/** Imports, jobs, evaluations, chats: whatever makes rows or costs money. */
export const editorProcedure = procedureFor('editor')
/** Settings and models. */
export const ownerProcedure = procedureFor('owner')
