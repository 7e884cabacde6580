import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawClip } from '@video2roleplay/sampler/testing'
import { eq } from 'drizzle-orm'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../test/api.js'
import { until } from '../test/until.js'
import { videos } from './db/schema.js'

describe('the server', () => {
  let api: TestApi
  let folder: string
  let clip: Buffer
  beforeAll(async () => {
    api = await startTestApi({ database: 'pglite' })
    folder = await mkdtemp(join(tmpdir(), 'v2r-server-'))
    await drawClip(join(folder, 'clip.mp4'), { seconds: 2 })
    clip = await readFile(join(folder, 'clip.mp4'))
  })
  afterAll(async () => {
    await api.close()
    await rm(folder, { recursive: true, force: true })
  })

  describe('keeps foreign pages out', () => {
    test('by answering to its own host names only', async () => {
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '[::2]'])
        expect([host, (await raw('GET', '/health', { host })).status]).toEqual([host, 421])
      expect((await raw('GET', '/health', { host: 'localhost:1' })).status).toBe(200)
    })

    test('by refusing changes that another origin asks for, and letting programs and its own pages through', async () => {
      const host = new URL(api.url).host
      const json = { 'content-type': 'application/json' }
      const change = (headers: Record<string, string | undefined>) =>
        raw('POST', '/trpc/projects.create', { host, ...json, ...headers }, JSON.stringify({ name: 'x' }))
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://localhost:9' },
        { 'sec-fetch-site': 'cross-site' },
      ])
        expect([headers, (await change(headers)).status]).toEqual([headers, 403])
      expect(await api.client.projects.list.query()).not.toContainEqual(expect.objectContaining({ name: 'x' }))
      expect((await change({ origin: api.url })).status).toBe(200)
    })

    test('by reading JSON only, so that no form can change anything', async () => {
      const host = new URL(api.url).host
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
        expect([
          type,
          (await raw('POST', '/trpc/projects.create', { host, 'content-type': type }, '{"name":"form"}')).status,
        ]).toEqual([type, 415])
      expect((await raw('GET', '/trpc/projects.create?input=%7B%22name%22%3A%22get%22%7D', { host })).status).toBe(405)
      expect(await api.client.projects.list.query()).not.toContainEqual(expect.objectContaining({ name: 'form' }))
    })

    test('with a policy on every answer', async () => {
      for (const path of ['/health', '/', '/trpc/system.overview', '/nothing.js']) {
        const { headers } = await fetch(api.url + path)
        expect(headers.get('content-security-policy')).toContain("default-src 'self'")
        expect(headers.get('x-content-type-options')).toBe('nosniff')
      }
    })
  })

  test('takes at most twenty calls in one request, and a megabyte', async () => {
    const many = Array.from({ length: 21 }, () => 'system.overview').join(',')
    expect((await fetch(`${api.url}/trpc/${many}?batch=1&input=%7B%7D`)).status).toBe(400)
    const large = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x'.repeat(2 ** 20) }),
    }
    expect((await fetch(`${api.url}/trpc/projects.create`, large)).status).toBe(413)
  })

  test('carries a failure to its client as a code, a sentence and an advice', async () => {
    const missing = '01a20cd0-5082-7504-86c5-70bd32d1bd53'
    const error = await api.client.videos.get.query({ id: missing }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      data: { code: 'NOT_FOUND', failure: { code: 'not-found', message: expect.any(String) } },
    })
    expect(JSON.stringify(error)).not.toContain('stack')
  })

  test('says on /health what it works with', async () => {
    expect(await (await fetch(`${api.url}/health`)).json()).toMatchObject({
      version: expect.stringMatching(/^\d/),
      database: { kind: 'pglite', state: 'ok' },
      decoder: { name: expect.any(String) },
      models: { isRehearsal: true },
    })
  })

  describe('takes an upload', () => {
    test('in pieces, over broken connections, and gives the video back by ranges', async () => {
      const location = await createUpload(clip.length, { filename: 'Mein Übung.mp4' })
      const half = Math.floor(clip.length / 2)
      expect((await patch(location, 0, clip.subarray(0, half))).headers.get('upload-offset')).toBe(String(half))
      // A piece that does not begin where the last one ended changes nothing.
      expect((await patch(location, 0, clip.subarray(0, 10))).status).toBe(409)
      const head = await fetch(location, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
      expect(head.headers.get('upload-offset')).toBe(String(half))
      const last = await patch(location, half, clip.subarray(half))
      expect(last.status).toBe(204)
      const videoId = last.headers.get('v2r-video-id') ?? ''
      expect(last.headers.get('v2r-status')).toBe('queued')
      expect(await readdir(join(api.services.env.dataDir, 'uploads'))).toEqual([])

      await until(async () => (await read(videoId))?.status === 'ready')
      expect(await read(videoId)).toMatchObject({ displayName: 'Mein Übung.mp4', sizeBytes: clip.length })
      const media = `${api.url}/media/videos/${videoId}`
      const whole = await fetch(media)
      expect(Buffer.from(await whole.arrayBuffer()).equals(clip)).toBe(true)
      expect(whole.headers.get('content-type')).toBe('video/mp4')
      expect(whole.headers.get('content-security-policy')).toContain('sandbox')
      const part = await fetch(media, { headers: { range: 'bytes=4-7' } })
      expect(part.status).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes 4-7/${clip.length}`)
      expect(await part.text()).toBe('ftyp')
      expect((await fetch(media, { headers: { range: `bytes=${clip.length}-` } })).status).toBe(416)

      const video = await api.client.videos.get.query({ id: videoId })
      const poster = await fetch(api.url + video.posterUrl)
      expect(poster.headers.get('content-type')).toBe('image/jpeg')
      expect(poster.headers.get('cache-control')).toContain('immutable')
    })

    test('of a file that is already there as the same video', async () => {
      const location = await createUpload(clip.length, { filename: 'copy.mp4' })
      const answer = await patch(location, 0, clip)
      expect(answer.headers.get('v2r-status')).toBe('duplicate')
      const rows = await api.services.db.select().from(videos).where(eq(videos.displayName, 'copy.mp4'))
      expect(rows).toEqual([])
    })

    test('of no more than two gigabytes, and of nothing from another site', async () => {
      expect((await post({ 'upload-length': String(2 * 1024 ** 3 + 1) })).status).toBe(413)
      expect((await post({ 'upload-length': '5', origin: 'https://evil.example' })).status).toBe(403)
      const stages = Buffer.from('everything').toString('base64')
      expect((await post({ 'upload-length': '5', 'upload-metadata': `stages ${stages}` })).status).toBe(400)
    })

    test('but not of nothing, and says why', async () => {
      const answer = await post({ 'upload-length': '0' })
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('empty')])
    })

    test('under an id of ours: no name leads out of its folder', async () => {
      for (const path of ['/uploads/..%2f..%2fetc%2fpasswd', '/uploads/../db.lock', '/uploads/%2e%2e/db.lock'])
        expect((await raw('HEAD', path, { host: new URL(api.url).host, 'tus-resumable': '1.0.0' })).status).toBe(404)
    })
  })

  test('gives out pictures it made and nothing else', async () => {
    const { storage } = api.services
    const page = await storage.put(Buffer.from('<script>alert(1)</script>'), 'text/html')
    const addresses = [
      `/media/files/${page.sha256}.jpg`,
      '/media/files/..%2f..%2fdb.lock',
      '/media/videos/..%2f..%2fdb.lock',
      '/media/videos/1',
      '/exports/x',
    ]
    for (const address of addresses) expect([address, (await fetch(api.url + address)).status]).toEqual([address, 404])
  })

  test('answers a program with 404, never with a page', async () => {
    for (const path of ['/trpc', '/media/x', '/exports', '/assets/nothing.js']) {
      const answer = await fetch(api.url + path)
      expect([path, answer.status]).toEqual([path, 404])
      expect(answer.headers.get('content-type')).toContain('json')
    }
  })

  test('says so when its port is taken', async () => {
    const { startServer } = await import('./server.js')
    const taken = { ...api.services, env: { ...api.services.env, port: Number(new URL(api.url).port) } }
    await expect(startServer(taken)).rejects.toMatchObject({ code: 'port-in-use' })
  })

  test('imports a broken file among good ones, each with its own outcome', async () => {
    await writeFile(join(folder, 'empty.mp4'), '')
    const { items } = await api.client.videos.importPaths.mutate({
      paths: [join(folder, 'empty.mp4'), join(folder, 'nowhere.mp4'), join(folder, 'clip.mp4')],
    })
    expect(items.map(({ status }) => status)).toEqual(['queued', 'failed', 'duplicate'])
    await until(async () => (await read(items[0]?.videoId ?? ''))?.status === 'failed')
    expect(await read(items[0]?.videoId ?? '')).toMatchObject({ errorCode: 'empty-file' })
  })

  async function read(videoId: string) {
    const [row] = await api.services.db.select().from(videos).where(eq(videos.id, videoId))
    return row
  }

  function post(headers: Record<string, string>) {
    return fetch(`${api.url}/uploads`, { method: 'POST', headers: { 'tus-resumable': '1.0.0', ...headers } })
  }

  async function createUpload(length: number, metadata: Record<string, string>): Promise<string> {
    const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    const answer = await post({ 'upload-length': String(length), 'upload-metadata': pairs.join(',') })
    expect(answer.status).toBe(201)
    return new URL(answer.headers.get('location') ?? '', api.url).href
  }

  function patch(location: string, offset: number, body: Buffer) {
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    }
    return fetch(location, { method: 'PATCH', headers, body: new Uint8Array(body) })
  }

  /** `fetch` sets the Host and Origin headers itself and tidies paths up; an attacker's program does not. */
  function raw(method: string, path: string, headers: Record<string, string | undefined>, body?: string) {
    return new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const { hostname, port } = new URL(api.url)
      const sent = httpRequest({ hostname, port, method, path, headers }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
})
