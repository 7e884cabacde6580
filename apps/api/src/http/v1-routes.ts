/**
 * `/v1`: characters for every client that speaks OpenAI's chat completions. On this machine any key is taken; with
 * `V2R_API_TOKENS` set, only one of those.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../services.js'
import { answerAsCharacter } from '../v1/answer.js'
import { readCharacterName } from '../v1/character-name.js'
import { CompletionRequest } from '../v1/completion-request.js'
import { listModels } from '../v1/list-models.js'
import { toChunk, toCompletion, toLastChunk, toUsageChunk } from '../v1/wire-completion.js'
import { toWireError } from '../v1/wire-error.js'

/** A long history, not a film. */
const bodyLimit = 8 * 1024 * 1024

export function addV1Routes(app: FastifyInstance, services: Services): void {
  const { env, db, log } = services
  const tokens = env.apiTokens.map(digest)

  app.register(
    async (v1) => {
      v1.addHook('onRequest', async (request, reply) => {
        if (tokens.length === 0 || tokens.some((token) => timingSafeEqual(token, digest(bearerOf(request))))) return
        const message = 'This server wants one of the tokens in V2R_API_TOKENS, as "Authorization: Bearer …".'
        return reply
          .code(401)
          .send({ error: { message, type: 'authentication_error', param: null, code: 'invalid_api_key' } })
      })
      v1.setErrorHandler((error, _request, reply) => {
        const { statusCode } = error as { statusCode?: number }
        if (statusCode !== undefined && statusCode < 500)
          return reply.code(statusCode).send({
            error: { message: (error as Error).message, type: 'invalid_request_error', param: null, code: null },
          })
        return sendError(error, reply)
      })
      v1.get('/models', () => listModels(db))
      v1.get('/models/:id', async (request, reply) => {
        const { id } = request.params as { id: string }
        const [found] = (await listModels(db, readCharacterName(id).id)).data
        return found === undefined ? reply.code(404).send(noModel(id)) : { ...found, id }
      })
      v1.post('/chat/completions', { bodyLimit }, complete)
    },
    { prefix: '/v1' },
  )

  async function complete(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const leaves = new AbortController()
    reply.raw.on('close', () => leaves.abort())
    const asked = CompletionRequest.parse(request.body)
    const { head, missing, pieces } = await answerAsCharacter(services, asked, leaves.signal)
    if (missing.length > 0) reply.header('x-v2r-missing', encodeURIComponent(missing.join(' ')))
    if (asked.stream !== true) {
      for await (const piece of pieces) if (piece.type === 'done') return toCompletion(head, piece.response)
      throw new Error('The answer ended without its last piece.')
    }
    // The first piece decides: a failure before it is still an HTTP error, as clients expect.
    const first = await pieces.next()
    reply.hijack()
    const { raw } = reply
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
    const send = (event: unknown) => raw.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)
    try {
      send(toChunk(head, { role: 'assistant', content: '' }))
      for (let next = first; !next.done; next = await pieces.next()) {
        if (next.value.type === 'text') {
          send(toChunk(head, { content: next.value.text }))
          continue
        }
        send(toLastChunk(head, next.value.response))
        const usage = asked.stream_options?.include_usage ? toUsageChunk(head, next.value.response) : undefined
        if (usage !== undefined) send(usage)
      }
      send('[DONE]')
    } catch (error) {
      // What arrived stays with the client; the event says why nothing more comes.
      if (!leaves.signal.aborted) send(toWireError(error).body)
    }
    raw.end()
    return reply
  }

  function sendError(error: unknown, reply: FastifyReply) {
    const { status, body, retryAfterSeconds } = toWireError(error)
    if (status >= 500) log.error({ error }, 'a character could not answer')
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
    return reply.code(status).send(body)
  }
}

function noModel(id: string) {
  const message = `There is no model "${id}".`
  return { error: { message, type: 'invalid_request_error', param: 'model', code: 'model_not_found' } }
}

function bearerOf(request: FastifyRequest): string {
  return /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
