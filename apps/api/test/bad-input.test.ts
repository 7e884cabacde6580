/** What is no video ends in a sentence a person understands, leaves no bytes behind, and stops nothing else. */
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { files } from '../src/db/schema.js'
import { openHouse, type House } from './house.js'

let house: House
let folder: string
beforeAll(async () => {
  house = await openHouse({ database: 'pglite' })
  folder = await mkdtemp(join(tmpdir(), 'v2r-bad-'))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

async function write(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

test('of five files the one that is a video is imported, and each other says why it is not', async () => {
  const good = await house.draw('good.mp4', { seconds: 1, fps: 5 })
  const paths = [
    await write('empty.mp4', ''),
    await write('words.mp4', 'These are words, and no pictures. '.repeat(100)),
    await write('list.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n'),
    good,
    join(folder, 'absent.mp4'),
  ]
  const { items } = await house.api.videos.importPaths({ paths, then: ['sample'] })
  expect(items.at(-1)).toMatchObject({ status: 'failed', error: { code: 'unreadable' } })
  await house.settled()

  const { items: videos } = await house.api.videos.list({ sort: 'oldest' })
  const outcome = Object.fromEntries(videos.map((video) => [video.name, video.error?.code ?? video.status]))
  expect(outcome).toEqual({
    'empty.mp4': 'empty-file',
    'words.mp4': 'not-a-video',
    'list.mp4': 'playlist',
    'good.mp4': 'ready',
  })
  for (const video of videos.filter(({ status }) => status === 'failed')) {
    expect(video.error?.advice).toBeTruthy()
    expect((await house.api.videos.get({ id: video.id })).mediaUrl).toBeNull()
    expect(video.job).toMatchObject({ kind: 'import', state: 'failed' })
  }
  // Tried again without its bytes, it still says what was wrong with them.
  const list = videos.find(({ name }) => name === 'list.mp4')!
  const { jobIds } = await house.api.videos.retry({ id: list.id })
  await house.settled()
  expect(await house.api.jobs.get({ id: jobIds[0]! })).toMatchObject({
    state: 'failed',
    error: { code: 'missing-file' },
  })
  expect(await house.api.videos.get({ id: list.id })).toMatchObject({ status: 'failed', error: { code: 'playlist' } })
})

test('a folder is the videos in it, a manifest is what it lists, and neither follows a link out', async () => {
  const inner = join(folder, 'shelf')
  await mkdir(join(inner, 'deep'), { recursive: true })
  await copyFile(await house.draw('a.mp4', { seconds: 1, fps: 3 }), join(inner, 'a.mp4'))
  await copyFile(await house.draw('b.mp4', { seconds: 1, fps: 6 }), join(inner, 'deep', 'b.mp4'))
  await writeFile(join(inner, 'notes.txt'), 'no video')
  await symlink('/etc/hostname', join(inner, 'link.mp4'))
  const lines = [
    { path: 'deep/b.mp4', name: 'Named by a manifest', licence: 'CC0-1.0', tags: ['block'] },
    { path: '../words.mp4' },
    { path: 'a.mp4', kind: 'live' },
  ]
  await writeFile(join(inner, 'list.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))

  const { items: listed } = await house.api.videos.importPaths({ paths: [join(inner, 'list.jsonl')] })
  expect(listed.map(({ status, error }) => error?.code ?? status)).toEqual(['queued', 'forbidden', 'bad-manifest'])
  const { items: walked } = await house.api.videos.importPaths({ paths: [inner] })
  expect(walked.map(({ name, status }) => [name, status])).toEqual([
    ['a.mp4', 'queued'],
    ['b.mp4', 'duplicate'],
  ])
  await house.settled()
  expect(await house.api.videos.get({ id: listed[0]!.videoId! })).toMatchObject({
    name: 'Named by a manifest',
    licence: 'CC0-1.0',
    status: 'ready',
  })
})

test('only files that a row names are on disk', async () => {
  const named = (await house.services.db.select().from(files)).map(({ sha256 }) => sha256)
  const objects = join(house.services.env.dataDir, 'objects')
  const onDisk = (await readdir(objects, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(-2)}${entry.name}`)
  expect(onDisk.toSorted()).toEqual(named.toSorted())
})

test('a removed video takes its files with it, and leaves those of another', async () => {
  const shared = await house.draw('shared.mp4', { seconds: 1, fps: 4 })
  const { id: other } = await house.api.projects.create({ name: 'Other' })
  const [first] = (await house.api.videos.importPaths({ paths: [shared], then: ['sample'] })).items
  const [second] = (await house.api.videos.importPaths({ paths: [shared], projectId: other, then: ['sample'] })).items
  await house.settled()
  const { sha256 } = await house.api.videos.get({ id: second!.videoId! })

  await house.api.videos.remove({ id: first!.videoId! })
  await expect(house.api.videos.get({ id: first!.videoId! })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await house.services.storage.has(sha256!)).toBe(true)
  expect((await house.api.videos.sample({ id: second!.videoId! }))?.frames).toHaveLength(4)
  await house.api.videos.remove({ id: second!.videoId! })
  expect(await house.services.storage.has(sha256!)).toBe(false)
})
