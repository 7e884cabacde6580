/**
 * Videos and pictures over HTTP. The content type is what the packets said the file is, never what its name
 * says; a browser may neither guess another one nor run anything it finds inside.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { and, eq } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { exports, files, videos } from '../db/schema.js'
import type { Services } from '../services.js'
import { readByteRange } from './byte-range.js'

const mediaPolicy = "default-src 'none'; sandbox"

/** By the names that decoders give containers; the first that fits. */
const videoTypes: [container: RegExp, mediaType: string][] = [
  [/mp4|mov/, 'video/mp4'],
  [/matroska|webm/, 'video/webm'],
  [/mpegts/, 'video/mp2t'],
  [/mpeg/, 'video/mpeg'],
  [/avi/, 'video/x-msvideo'],
  [/flv/, 'video/x-flv'],
  [/ogg/, 'video/ogg'],
  [/asf/, 'video/x-ms-asf'],
]

const Id = z.object({ id: z.uuid() })
const Picture = z.object({ name: z.string().regex(/^[0-9a-f]{64}\.jpg$/) })

export function addMediaRoutes(app: FastifyInstance, services: Services): void {
  const { db, storage } = services

  app.get('/media/videos/:id', async (request, reply) => {
    const params = Id.safeParse(request.params)
    if (!params.success) return notThere(reply)
    const [video] = await db
      .select({ sha256: videos.fileSha256, info: videos.info })
      .from(videos)
      .where(eq(videos.id, params.data.id))
    if (!video?.sha256) return notThere(reply)
    const container = video.info?.container ?? ''
    const mediaType = videoTypes.find(([pattern]) => pattern.test(container))?.[1]
    if (mediaType === undefined) reply.header('content-disposition', 'attachment')
    reply.header('cache-control', 'private, max-age=3600')
    return sendFile(request, reply, storage.pathOf(video.sha256), mediaType ?? 'application/octet-stream')
  })

  app.get('/media/files/:name', async (request, reply) => {
    const params = Picture.safeParse(request.params)
    if (!params.success) return notThere(reply)
    const sha256 = params.data.name.slice(0, 64)
    const [file] = await db
      .select({ sha256: files.sha256 })
      .from(files)
      .where(and(eq(files.sha256, sha256), eq(files.mediaType, 'image/jpeg')))
    if (file === undefined) return notThere(reply)
    reply.header('cache-control', 'private, max-age=31536000, immutable')
    return sendFile(request, reply, storage.pathOf(sha256), 'image/jpeg')
  })

  app.get('/exports/:id', async (request, reply) => {
    const params = Id.safeParse(request.params)
    if (!params.success) return notThere(reply)
    const [file] = await db
      .select({ sha256: files.sha256, mediaType: files.mediaType, format: exports.format })
      .from(exports)
      .innerJoin(files, eq(files.sha256, exports.fileSha256))
      .where(eq(exports.id, params.data.id))
    if (file === undefined) return notThere(reply)
    const ending = file.mediaType === 'application/x-tar' ? 'tar' : 'jsonl'
    const name = `${file.format.replace(/[^a-z0-9-]/gi, '-')}-${file.sha256.slice(0, 12)}.${ending}`
    reply.header('content-disposition', `attachment; filename="${name}"`)
    return sendFile(request, reply, storage.pathOf(file.sha256), file.mediaType)
  })
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, path: string, mediaType: string) {
  let sizeBytes: number
  try {
    sizeBytes = (await stat(path)).size
  } catch {
    return notThere(reply) // removed from the store; the row's own page says so
  }
  reply.headers({ 'content-type': mediaType, 'content-security-policy': mediaPolicy, 'accept-ranges': 'bytes' })
  const range = readByteRange(request.headers.range, sizeBytes)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${sizeBytes}`).send()
  if (range === 'whole') return reply.header('content-length', sizeBytes).send(createReadStream(path))
  const { start, end } = range
  reply.code(206).header('content-range', `bytes ${start}-${end}/${sizeBytes}`)
  return reply.header('content-length', end - start + 1).send(createReadStream(path, { start, end }))
}

function notThere(reply: FastifyReply) {
  return reply.code(404).send({ error: 'There is no such file.' })
}
