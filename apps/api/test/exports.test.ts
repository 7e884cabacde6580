/** Every format that a data set leaves in, read back from its tar. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { exportFormats, type ExportFormat } from '@video2roleplay/curation'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unlink } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { frames } from '../src/db/schema.js'
import { furnish } from './furnish.js'
import { openHouse, type House } from './house.js'

let house: House
let projectId: string
let videoIds: string[]
beforeAll(async () => {
  house = await openHouse({ database: 'pglite' })
  ;({ projectId, videoIds } = await furnish(house))
})
afterAll(() => house.close())

const make = (name: string) => house.makeVersion({ name, projectId, seed: 3, heldout: 0.25 })

async function exported(versionId: string, format: ExportFormat) {
  const { id, jobId } = await house.api.exports.create({ versionId, format, settings: { split: 'all' } })
  await house.settled()
  const file = (await house.api.exports.list({ versionId })).items.find((one) => one.id === id)!
  return { file, job: await house.api.jobs.get({ id: jobId }) }
}

async function entriesOf(sha256: string | null): Promise<Map<string, Buffer>> {
  return readTar(createReadStream(house.services.storage.pathOf(sha256!)))
}

async function readTar(stream: Readable): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  for await (const entry of stream.pipe(extract())) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(chunk as Buffer)
    entries.set(entry.header.name, Buffer.concat(chunks))
  }
  return entries
}

const isPreference = (format: ExportFormat) => /-(?:dpo|kto)$/.test(format)
const formats = Object.keys(exportFormats) as ExportFormat[]

test.each(formats.filter((format) => !isPreference(format)))(
  'as %s every row will train, and says which version it is of',
  async (format) => {
    const version = await make('formats')
    const { file } = await exported(version.id, format)
    expect(file).toMatchObject({ status: 'complete', lint: { willNotTrain: 0 } })
    const entries = await entriesOf(file.sha256)
    const manifest = JSON.parse(entries.get('manifest.json')!.toString())
    expect(manifest).toMatchObject({ format, rows: file.rows, dataSet: { manifestHash: version.manifestHash } })
    expect(entries.get('README.md')!.toString()).toContain('| vlog | 4 | 100.0 % |')
  },
)

test.each(formats.filter(isPreference))(
  'as %s there is nothing before anybody has decided anything',
  async (format) => {
    const { file, job } = await exported((await make('formats')).id, format)
    expect(file).toMatchObject({ status: 'failed', error: { code: 'nothing-to-export' } })
    expect(job.error!.advice).toContain('review queue')
  },
)

test('the video form of InternVL brings the files that its lines name', async () => {
  const { file } = await exported((await make('formats')).id, 'internvl-video')
  const entries = await entriesOf(file.sha256)
  const { root } = JSON.parse(entries.get('v2r_all.meta.json')!.toString())['v2r_all']
  const [line] = entries.get('v2r_all.jsonl')!.toString().split('\n')
  expect(entries.get(`${root}${JSON.parse(line!).video}`)!.toString()).toBe('no video, but bytes')
  expect(file.lint!.warnings).toEqual({ 'random-frames': 12 })
})

test('a VideoFolder has a row and a file for each video, each side in its folder', async () => {
  const { file } = await exported((await make('formats')).id, 'videofolder')
  const entries = await entriesOf(file.sha256)
  const rows = entries
    .get('train/metadata.jsonl')!
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows).toHaveLength(3)
  for (const row of rows) expect(entries.has(`train/${row.file_name}`)).toBe(true)
  expect(entries.get('test/metadata.jsonl')!.toString().trimEnd().split('\n')).toHaveLength(1)
})

test('a WebDataset shard holds whole samples: what shares a key is one video', async () => {
  const { file } = await exported((await make('formats')).id, 'webdataset')
  const entries = await entriesOf(file.sha256)
  expect([...entries.keys()].filter((name) => name.endsWith('.tar'))).toEqual(['train-000000.tar', 'test-000000.tar'])
  const shard = await readTar(Readable.from([entries.get('train-000000.tar')!]))
  const keys = new Map<string, string[]>()
  for (const name of shard.keys()) {
    const [key, ending] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
    keys.set(key, [...(keys.get(key) ?? []), ending])
  }
  expect([...keys.values()]).toEqual([
    ['json', '000.jpg', 'mp4'],
    ['json', '000.jpg', 'mp4'],
    ['json', '000.jpg', 'mp4'],
  ])
})

describe('preferences', () => {
  test('are what reviewers rewrote and rejected before the version was made', async () => {
    const [edited, rejected, accepted] = (await house.api.dialogues.list({ projectId, status: 'kept' })).items
    const decide = (one: typeof edited, decision: 'edit' | 'reject' | 'accept', answer?: string) =>
      house.api.dialogues.review({ id: one!.id, version: one!.version, decision, ...(answer && { answer }) })
    await decide(edited, 'edit', 'I was there, and it rained.')
    await decide(rejected, 'reject')
    await decide(accepted, 'accept')
    const version = await make('preferred')

    const pairs = await exported(version.id, 'ms-swift-dpo')
    expect(pairs.file).toMatchObject({ rows: 1, lint: { willTrain: 1 } })
    const line = JSON.parse((await entriesOf(pairs.file.sha256)).get('v2r_all.jsonl')!.toString())
    expect(line.rejected_response).toBe(edited!.answer)
    expect(line.messages.at(-1).content).toBe('I was there, and it rained.')

    const verdicts = await exported(version.id, 'llama-factory-kto')
    const lines = (await entriesOf(verdicts.file.sha256)).get('v2r_all.jsonl')!.toString().trimEnd().split('\n')
    expect(lines.map((one) => JSON.parse(one).kto_tag).toSorted()).toEqual([false, true, true])

    await decide({ ...edited!, version: edited!.version + 1 }, 'reject')
    expect((await exported(version.id, 'llama-factory-dpo')).file.rows).toBe(1)
  })
})

test('a picture that is gone stops its records, and not the export', async () => {
  const { db, storage } = house.services
  const version = await make('formats, after a loss')
  const own = await storage.put(Buffer.from([0xff, 0xd8, 0xff, 0xe1]), 'image/jpeg')
  const sample = (await house.api.videos.sample({ id: videoIds[0]! }))!.sample
  await db.update(frames).set({ sha256: own.sha256 }).where(eq(frames.sampleId, sample.id))
  await unlink(storage.pathOf(own.sha256))
  const { file } = await exported(version.id, 'ms-swift')
  expect(file).toMatchObject({ status: 'complete' })
  expect(file.lint!.because).toEqual({ 'missing-file': file.lint!.willNotTrain })
  expect(file.lint!.willNotTrain).toBeGreaterThan(0)
})

test('Table 1 has the paper’s rows, and ours below', async () => {
  const rows = await house.api.dataSets.tableOne({ projectId })
  expect(rows.find((row) => row.dataset === 'Role-playing-Video60k')).toMatchObject({
    dialogues: 700_000,
    source: 'paper',
  })
  expect(rows.find((row) => row.dataset === 'formats v1')).toMatchObject({ dialogues: 12, source: 'this house' })
})
