/**
 * What stands before every route. A page of somebody else, opened in the same browser, can send requests to
 * this machine: the Host header keeps names out that merely resolve here, and the Origin header keeps foreign
 * pages from changing anything.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Env } from '../env.js'

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function addGuards(app: FastifyInstance, env: Env): void {
  const hosts = new Set([...loopbackHosts, ...env.allowedHosts])

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    if (!hosts.has(hostnameOf(request.headers.host)))
      return reply.code(421).send({ error: 'This server does not answer to that host name. See V2R_ALLOWED_HOSTS.' })
    if (!readingMethods.has(request.method) && !isFromHere(request))
      return reply.code(403).send({ error: 'This request comes from another site.' })
    // tRPC would read forms as well, and a form is what another site can send without being asked.
    if (request.method === 'POST' && request.url.startsWith('/trpc') && !isJson(request))
      return reply.code(415).send({ error: 'Procedures are called with JSON.' })
  })
}

/** Programs send no Origin; browsers always do for what changes something. */
function isFromHere({ headers }: FastifyRequest): boolean {
  if (headers.origin === undefined) return !['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']))
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host
}

function isJson({ headers }: FastifyRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
}

function hostnameOf(host: string | undefined): string {
  return (host ?? '').toLowerCase().replace(/:\d+$/, '')
}
