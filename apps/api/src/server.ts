/** The one HTTP server: the API, media, uploads and the dashboard. */
import type { AddressInfo } from 'node:net'
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import fastify, { type FastifyError } from 'fastify'
import { isDatabaseUnavailable } from './db/unavailable.js'
import { ApiError } from './errors.js'
import { toFailure } from './failure.js'
import { addDashboard } from './http/dashboard.js'
import { addGuards } from './http/guards.js'
import { addHealth } from './http/health.js'
import { addV1Routes } from './http/v1-routes.js'
import { addMediaRoutes } from './media/media-routes.js'
import { addUploads } from './media/uploads.js'
import type { Services } from './services.js'
import { localOwner } from './trpc/local-owner.js'
import { appRouter, type AppRouter } from './trpc/router.js'

export interface RunningServer {
  url: string
  close(): Promise<void>
}

const megabyte = 1024 * 1024

/** @throws ApiError `port-in-use` */
export async function startServer(services: Services): Promise<RunningServer> {
  const { env, log } = services
  const app = fastify({
    bodyLimit: megabyte,
    // Live streams would keep the process from ending.
    forceCloseConnections: true,
    requestTimeout: 0,
    http: { headersTimeout: 15_000 },
    routerOptions: { maxParamLength: 5000 },
  })
  // A form of another site can send text/plain without asking; nothing here reads it.
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? (isDatabaseUnavailable(error) ? 503 : 500)
    if (status === 500) log.error({ url: request.url, error }, 'a route broke')
    if (status === 503) reply.header('retry-after', '5')
    return reply.code(status).send({ error: status < 500 ? error.message : toFailure(error).message })
  })
  addGuards(app, env)
  addHealth(app, services)
  addMediaRoutes(app, services)
  addV1Routes(app, services)
  await addUploads(app, services)
  const person = await localOwner(services.db)
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: () => ({ services, person }),
      maxBatchSize: 20,
      responseMeta: ({ errors }) =>
        errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE') ? { headers: { 'retry-after': '5' } } : {},
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          log.error({ path, error: error.cause ?? error }, 'a procedure broke')
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  })
  await addDashboard(app)

  try {
    await app.listen({ host: env.host, port: env.port })
  } catch (error) {
    await app.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new ApiError('port-in-use', `Port ${env.port} is already in use on ${env.host}.`, {
      cause: error,
      advice: 'Stop the program that uses it, or set PORT to another number.',
    })
  }
  const { port } = app.server.address() as AddressInfo
  const host = env.host.includes(':') ? `[${env.host}]` : env.host
  return { url: `http://${host}:${port}`, close: () => app.close() }
}
