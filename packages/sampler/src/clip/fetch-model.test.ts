import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tinyClipFolder } from '../testing.js'
import type { ModelSource } from './fetch-model.js'
import { fetchModel } from './fetch-model.js'
import { COMMIT, startHub, type TestHub } from './hub.test-support.js'
import { DEFAULT_MODEL } from './known-models.js'
import { openClip } from './open-clip.js'

let hub: TestHub
let cacheFolder: string
beforeEach(async () => {
  hub = await startHub()
  cacheFolder = await mkdtemp(join(tmpdir(), 'models-'))
})
afterEach(async () => {
  await hub.close()
  await rm(cacheFolder, { recursive: true, force: true })
})

const source = (more: Partial<ModelSource> = {}): ModelSource => ({
  model: 'test/clip',
  quantisation: 'fp32',
  cacheFolder,
  hub: hub.url,
  ...more,
  limits: { retrySeconds: 0.01, attempts: 3, ...more.limits },
})
const folder = () => join(cacheFolder, 'test--clip@main')
const filesLeft = async () =>
  (await readdir(folder(), { recursive: true })).filter((name) => name !== 'onnx').toSorted()
const visionPath = 'onnx/vision_model.onnx'

describe('a model from the hub', () => {
  test('arrives whole, is checked, and its commit is pinned for what comes later', async () => {
    const bytes: number[] = []
    const clip = await openClip({
      ...source({ onProgress: ({ file, doneBytes }) => file === visionPath && bytes.push(doneBytes) }),
      threads: 1,
    })
    expect(clip.info).toMatchObject({ model: 'test/clip', revision: COMMIT, quantisation: 'fp32', dimensions: 12 })
    const network = await readFile(`${tinyClipFolder}/${visionPath}`)
    expect(bytes.at(-1)).toBe(network.length)
    expect(await readFile(join(folder(), visionPath))).toEqual(network)
    const lock = JSON.parse(await readFile(join(folder(), 'model-lock.json'), 'utf8'))
    expect(lock).toMatchObject({
      revision: COMMIT,
      files: { [visionPath]: { sizeBytes: network.length, checkedAgainst: 'advertised checksum' } },
    })
    expect(hub.requests).toEqual([
      '/test/clip/resolve/main/preprocessor_config.json',
      `/test/clip/resolve/${COMMIT}/${visionPath}`,
    ])
    expect(await clip.embedText('a dog')).toHaveLength(12)
    expect(hub.requests.at(-1)).toBe(`/test/clip/resolve/${COMMIT}/onnx/text_model.onnx`)
    await clip.close()
  })

  test('is not asked for again: the second time needs no network', async () => {
    const first = await fetchModel(source())
    await hub.close()
    const second = await fetchModel(source())
    expect(second.hash).toBe(first.hash)
    expect(second.revision).toBe(COMMIT)
    hub = await startHub()
  })

  test('goes on where the line dropped', async () => {
    hub.faults.push('whole', 'cut', 'cut')
    const { vision } = await fetchModel(source())
    expect(await readFile(vision)).toEqual(await readFile(`${tinyClipFolder}/${visionPath}`))
    expect(hub.requests.slice(2).every((request) => /bytes=\d+-$/.test(request))).toBe(true)
    expect(hub.requests).toHaveLength(4)
  })

  test('starts over where the other side cannot go on', async () => {
    hub.faults.push('whole', 'cut', 'whole')
    const { vision } = await fetchModel(source())
    expect(await readFile(vision)).toEqual(await readFile(`${tinyClipFolder}/${visionPath}`))
  })

  test('is waited for while the hub is busy', async () => {
    hub.faults.push('busy', 'busy')
    await expect(fetchModel(source())).resolves.toMatchObject({ revision: COMMIT })
  })

  test('with another checksum than advertised is refused, and nothing is left of it', async () => {
    hub.faults.push('whole', 'other bytes')
    await expect(fetchModel(source())).rejects.toMatchObject({ code: 'model-corrupt' })
    expect(await filesLeft()).toEqual(['model-lock.json', 'preprocessor_config.json'])
    hub.faults.push('other bytes')
    await rm(folder(), { recursive: true })
    await expect(fetchModel(source())).rejects.toThrow(/was advertised as [0-9a-f]{40}, but/)
  })

  test('that we know by its checksum is refused when it is another, whoever sends it', async () => {
    const answer = async () => new Response('{"crop_size":1}')
    await expect(fetchModel(source({ model: DEFAULT_MODEL, fetch: answer, quantisation: 'q8' }))).rejects.toThrow(
      /not 6f638fb9401a6d6296feff533ee7efe657b787c49f954f82f5906b36ef2a1b1f and 520/,
    )
  })

  test('that changed since it was first seen is refused; one that rotted on the disk is fetched again', async () => {
    const { vision } = await fetchModel(source())
    const good = await readFile(vision)
    await writeFile(
      vision,
      good.map((byte) => byte ^ 1),
    )
    await fetchModel(source())
    expect(await readFile(vision)).toEqual(good)
    await rm(vision)
    const other = async () => new Response(good.map((byte) => byte ^ 1))
    await expect(fetchModel(source({ fetch: other }))).rejects.toMatchObject({ code: 'model-corrupt' })
  })

  test('that does not exist is asked for once', async () => {
    hub.faults.push('missing')
    await expect(fetchModel(source())).rejects.toMatchObject({ code: 'model-not-found', isRetryable: false })
    expect(hub.requests).toHaveLength(1)
    await expect(fetchModel(source({ model: '../../etc/passwd' }))).rejects.toMatchObject({ code: 'model-not-found' })
    await expect(fetchModel(source({ revision: '../main' }))).rejects.toMatchObject({ code: 'model-not-found' })
  })

  test('that stalls, every time, is given up with the reason', async () => {
    hub.faults.push('whole', 'stall', 'stall', 'stall')
    await expect(fetchModel(source({ limits: { idleSeconds: 0.1 } }))).rejects.toMatchObject({
      code: 'model-unreachable',
      isRetryable: true,
      message: expect.stringMatching(/downloaded from 127\.0\.0\.1:\d+ \(Nothing came for 0\.1 s\)/),
    })
    expect(await filesLeft()).toEqual(['model-lock.json', 'preprocessor_config.json'])
  })

  test('on a machine without a network says so, with what to do', async () => {
    const { url } = hub
    await hub.close()
    await expect(fetchModel(source({ hub: url }))).rejects.toMatchObject({
      code: 'model-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
      advice: expect.stringContaining('Connect this machine to the internet once'),
    })
    hub = await startHub()
  })

  test('larger than the limit is not taken', async () => {
    await expect(fetchModel(source({ limits: { fileBytes: 10_000 } }))).rejects.toMatchObject({ code: 'model-corrupt' })
  })

  test('sent in a circle ends', async () => {
    hub.faults.push('whole', 'circle')
    await expect(fetchModel(source())).rejects.toMatchObject({ code: 'model-not-found' })
  })

  test('is left when somebody stops it, without a trace', async () => {
    const stop = new AbortController()
    hub.faults.push('whole', 'stall')
    const onProgress = ({ file }: { file: string }) => file === visionPath && stop.abort()
    await expect(fetchModel(source({ signal: stop.signal, onProgress }))).rejects.toMatchObject({ code: 'aborted' })
    expect(await filesLeft()).toEqual(['model-lock.json', 'preprocessor_config.json'])
  })

  test('never leads from a safe address to an unsafe one', async () => {
    const redirect = async () => new Response(null, { status: 302, headers: { location: 'http://elsewhere/x' } })
    const unsafe = source({ hub: 'https://hub.example', fetch: redirect })
    await expect(fetchModel(unsafe)).rejects.toThrow(/an address that is not safe: http:/)
  })
})
