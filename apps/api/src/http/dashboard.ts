/** The dashboard's files, and its front page for every address that only it understands. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Video2Roleplay</title>
<h1>The dashboard is not built</h1>
<p>The API is running. Build the dashboard with <code>pnpm build</code> and reload this page.</p>`

/** Addresses of programs: an unknown one is a 404, never a page. */
const programPaths = /^\/(trpc|v1|media|uploads|exports|health)(\/|$|\?)/

export async function addDashboard(app: FastifyInstance, folder = dashboardFolder()): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'))
  if (isBuilt)
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Vite puts a hash of the content into the names of everything in assets/.
        const isForever = path.includes(`${folder}/assets/`)
        reply.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !programPaths.test(request.url) && !/\.\w+$/.test(request.url)
    if (!isPage) return reply.code(404).send({ error: 'There is nothing at this address.' })
    if (!isBuilt) return reply.code(503).type('text/html').send(notBuilt)
    return reply.sendFile('index.html', folder)
  })
}

/** `apps/web/dist`, found upwards from wherever this file was bundled to. */
function dashboardFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'web', 'dist')
    if (existsSync(candidate)) return candidate
  }
  return join(here, 'web', 'dist')
}
