/**
 * Uploads that survive a broken connection, by the tus protocol. When the last byte is in, the file is hashed
 * into the store, its import begins, and the upload is gone; the answer names the video in `v2r-video-id`.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import type { Services } from '../services.js'
import { startImport } from '../workflows/start-import.js'
import { Stage } from '../workflows/stages.js'
import { asStorageError } from './storage.js'
import { maxFileBytes } from './take-in.js'

/** What a client says beside the bytes; tus carries it as text. */
const Metadata = z.object({
  filename: z.string().default('Upload'),
  projectId: z.uuid().optional(),
  stages: z
    .string()
    .transform((text) => text.split(',').filter((stage) => stage !== ''))
    .pipe(z.array(Stage))
    .optional(),
})

const statusOf: Record<string, number> = { 'disk-full': 507, 'invalid-input': 400 }

const abandonedAfterMs = 24 * 3600 * 1000

export async function addUploads(app: FastifyInstance, services: Services): Promise<void> {
  const { env, storage, log } = services
  const directory = join(env.dataDir, 'uploads')
  await mkdir(directory, { recursive: true })
  const datastore = new FileStore({ directory, expirationPeriodInMilliseconds: abandonedAfterMs })
  const tus = new Server({
    path: '/uploads',
    datastore,
    maxSize: maxFileBytes,
    relativeLocation: true,
    allowedOrigins: [],
    exposedHeaders: ['v2r-video-id', 'v2r-job-id', 'v2r-status'],
    async onUploadCreate(_request, upload) {
      // Refused before the bytes are sent, not after.
      Metadata.parse(upload.metadata ?? {})
      if (upload.size === 0) throw new ApiError('invalid-input', 'The file is empty: it has 0 bytes.')
      return {}
    },
    onUploadFinish: async (_request, upload) => ({ headers: await takeIn(upload) }),
    onResponseError(_request, error) {
      if (!(error instanceof Error)) return undefined
      if (error instanceof z.ZodError) return { status_code: 400, body: 'The metadata of the upload cannot be read.' }
      const { code, message } = toFailure(asStorageError(error))
      if (code === 'internal') log.error({ error }, 'an upload broke')
      return { status_code: statusOf[code] ?? 500, body: message }
    },
  })

  async function takeIn(upload: Upload): Promise<Record<string, string>> {
    const { filename, projectId, stages } = Metadata.parse(upload.metadata ?? {})
    const file = await storage.put({ path: join(directory, upload.id), move: true }, 'application/octet-stream')
    const { videoId, jobId, status } = await startImport(services, { file, displayName: filename, projectId, stages })
    // The bytes have moved; what is left is the note about them.
    await datastore.configstore.delete(upload.id)
    return { 'v2r-video-id': videoId, 'v2r-status': status, ...(jobId === null ? {} : { 'v2r-job-id': jobId }) }
  }

  await app.register(async (scope) => {
    // tus reads the bytes itself, whatever their type says.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handle = (
      request: { raw: Parameters<Server['handle']>[0] },
      reply: { hijack(): unknown; raw: Parameters<Server['handle']>[1] },
    ) => {
      reply.hijack()
      return tus.handle(request.raw, reply.raw)
    }
    scope.all('/uploads', handle)
    scope.all('/uploads/*', handle)
  })

  await tus.cleanUpExpiredUploads()
}
