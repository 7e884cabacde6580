/** Data set versions: frozen, compared item by item, kept back by the gate, and reached by a takedown. */
import { eq, ne } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialogues, exports as exportRows, files, videos } from '../src/db/schema.js'
import { failureOf } from '../src/trpc/errors.js'
import { eachDatabase } from './databases.js'
import { furnish, hash } from './furnish.js'
import { openHouse, type House } from './house.js'

eachDatabase('a data set', (database) => {
  let house: House
  let projectId: string
  let videoIds: string[]
  beforeAll(async () => {
    house = await openHouse({ database })
    ;({ projectId, videoIds } = await furnish(house))
  })
  afterAll(() => house.close())
  const make = (settings: Record<string, unknown> = {}) =>
    house.makeVersion({ name: 'set', projectId, seed: 3, heldout: 0.25, ...settings })

  test('is split so that no creator is on both sides, and says what it could not check', async () => {
    const version = await make()
    expect(version.counts).toEqual({
      videos: 4,
      dialogues: 12,
      train: 9,
      heldout: 3,
      trainVideos: 3,
      heldoutVideos: 1,
    })
    expect(version.leaks!.checks.find((check) => check.key === 'creator')).toMatchObject({
      known: 9,
      unknown: 3,
      leaking: 0,
    })
    const byVideo = await make({ name: 'by video', groupBy: 'video', heldout: 0.5 })
    expect(byVideo.leaks).toMatchObject({ isClean: false })
    expect(byVideo.leaks!.checks.find((check) => check.key === 'creator')!.leaking).toBe(1)
  })

  test('keeps videos that look alike on one side, and says of those it never saw that nothing is known', async () => {
    const { db, storage } = house.services
    const scene = async (hue: number) => {
      // Four tiles with enough in them to be told apart.
      const noise = Buffer.from(Array.from({ length: 64 * 16 * 3 }, (_, at) => (at * at * hue) % 251))
      const picture = sharp(noise, { raw: { width: 64, height: 16, channels: 3 } }).resize(640, 160, {
        kernel: 'nearest',
      })
      return (await storage.put(await picture.jpeg({ quality: 70 + hue }).toBuffer(), 'image/jpeg')).sha256
    }
    const [first, second, third] = videoIds
    for (const [videoId, spriteSha256] of [
      [first, await scene(7)],
      [second, await scene(7)],
      [third, await scene(13)],
    ] as const)
      await db.update(videos).set({ spriteSha256, spriteTiles: 4 }).where(eq(videos.id, videoId!))
    await db.update(videos).set({ creatorHash: null })
    const byCreator = await make({ name: 'by creator', groupBy: 'creator', counts: { train: 2, heldout: 2 }, seed: 1 })
    const seen = byCreator.leaks!.checks.find((check) => check.key === 'near-duplicate')
    expect(seen).toMatchObject({ known: 9, unknown: 3 })
    for (const seed of [1, 2, 3, 4]) {
      const version = await make({ name: 'by look', counts: { train: 2, heldout: 2 }, seed })
      expect(version.leaks!.checks.find((check) => check.key === 'near-duplicate')).toMatchObject({ leaking: 0 })
    }
    await db.update(videos).set({ creatorHash: 'ann' }).where(ne(videos.id, videoIds[3]!))
  })

  test('holds exactly the videos it was asked for, or says by how much whole creators missed', async () => {
    const version = await make({ name: 'exact', counts: { train: 3, heldout: 1 } })
    expect(version.counts).toMatchObject({ trainVideos: 3, heldoutVideos: 1 })
    expect(version.deviation).toEqual({ train: 0, heldout: 0 })
    const missed = await make({ name: 'missed', counts: { train: 2, heldout: 2 } })
    expect(Object.values(missed.deviation).some((by) => by !== 0)).toBe(true)
  })

  test('made again from the same dialogues is the version that exists, and after an edit the next', async () => {
    const { db } = house.services
    const before = await make()
    expect((await make()).id).toBe(before.id)
    const rows = await db.select().from(dialogues).where(eq(dialogues.videoId, videoIds[0]!))
    const [edited, dropped] = rows
    await db.update(dialogues).set({ answer: 'Edited.' }).where(eq(dialogues.id, edited!.id))
    await db.update(dialogues).set({ status: 'dropped' }).where(eq(dialogues.id, dropped!.id))
    const after = await make()
    expect(after).toMatchObject({ version: before.version + 1, dataSetId: before.dataSetId })
    expect(after.manifestHash).not.toBe(before.manifestHash)
    const between = { beforeId: before.id, afterId: after.id }
    expect(await house.api.dataSets.diff(between)).toEqual({ added: 0, removed: 1, edited: 1, moved: 0, same: 10 })
    const first = await house.api.dataSets.changes({ ...between, limit: 1 })
    const second = await house.api.dataSets.changes({ ...between, limit: 1, cursor: first.nextCursor })
    expect(second.nextCursor).toBeNull()
    const changes = [...first.items, ...second.items]
    expect(changes.find((change) => change.dialogueId === edited!.id)).toMatchObject({
      kinds: ['edited'],
      videoName: 'clip 0',
      before: { answer: 'Answer 0 of clip 0.' },
      after: { answer: 'Edited.' },
    })
    expect(changes.find((change) => change.dialogueId === dropped!.id)).toMatchObject({
      kinds: ['removed'],
      after: null,
    })
  })

  test('does not leave the house while a licence or a consent is missing, unless somebody answers for it', async () => {
    const { db } = house.services
    const version = await make({ name: 'gated' })
    await db.update(videos).set({ licence: null }).where(eq(videos.id, videoIds[1]!))
    await db.update(videos).set({ consent: 'refused' }).where(eq(videos.id, videoIds[2]!))
    const ask = { versionId: version.id, format: 'internvl', settings: { split: 'all' } } as const
    const error: unknown = await house.api.exports.create(ask).catch((reason: unknown) => reason)
    expect(failureOf(error as Parameters<typeof failureOf>[0])).toMatchObject({
      code: 'export-blocked',
      details: { gate: { blocked: 2, videos: 4, reasons: { 'no-licence': 1, 'consent-refused': 1 } } },
    })
    const blocked = await house.api.dataSets.blocked({ versionId: version.id })
    expect(blocked.items.map(({ videoId, reasons }) => [videoId, reasons])).toEqual([
      [videoIds[1], ['no-licence']],
      [videoIds[2], ['consent-refused']],
    ])
    const { id } = await house.api.exports.create({ ...ask, override: { reason: 'Only for a test of our own.' } })
    await house.settled()
    const file = (await house.api.exports.list({ versionId: version.id })).items.find((one) => one.id === id)
    expect(file).toMatchObject({
      status: 'complete',
      override: { name: 'Ada', reason: 'Only for a test of our own.', blocked: { 'no-licence': 1 } },
    })
    await house.api.dataSets.setRights({
      versionId: version.id,
      licence: 'CC BY 4.0',
      consent: 'given',
      isOnlyMissing: true,
    })
    expect((await house.api.dataSets.gate({ id: version.id })).reasons).toEqual({ 'consent-refused': 1 })
    await house.api.dataSets.setRights({ videoIds: [videoIds[2]!], consent: 'given' })
    expect(await house.api.dataSets.gate({ id: version.id })).toMatchObject({ isOpen: true, safetyUnknown: 4 })
  })

  test('loses a video that is taken down: its items, its files and its exports, with a row that says so', async () => {
    const { db, storage } = house.services
    const version = await make({ name: 'reached' })
    const { id } = await house.api.exports.create({
      versionId: version.id,
      format: 'internvl',
      settings: { split: 'all' },
    })
    await house.settled()
    const [before] = await db.select().from(exportRows).where(eq(exportRows.id, id))
    expect(before!.status).toBe('complete')
    const { takedownId } = await house.api.dataSets.takeDown({
      videoId: videoIds[3]!,
      reason: 'Asked for by the person.',
    })

    expect(await db.$count(videos, eq(videos.id, videoIds[3]!))).toBe(0)
    expect(await db.$count(dialogues, eq(dialogues.videoId, videoIds[3]!))).toBe(0)
    const [after] = await db.select().from(exportRows).where(eq(exportRows.id, id))
    expect(after).toMatchObject({ status: 'removed', fileSha256: null, manifest: { takenDown: { takedownId } } })
    expect(await storage.has(before!.fileSha256!)).toBe(false)
    expect(await db.$count(files, eq(files.sha256, before!.fileSha256!))).toBe(0)
    expect(await house.api.dataSets.version({ id: version.id })).toMatchObject({
      manifestHash: version.manifestHash,
      takenDown: { videos: 1, dialogues: 3 },
    })
    const [trail] = (await house.api.dataSets.takedowns({ versionId: version.id })).items
    expect(trail).toMatchObject({
      id: takedownId,
      videoSha256: hash('3'),
      reason: 'Asked for by the person.',
      by: 'Ada',
      removed: { frames: 1, captions: 1, dialogues: 3 },
    })
    expect(trail!.versions).toContainEqual({ versionId: version.id, name: 'reached', version: 1, dialogues: 3 })

    const again = await house.api.exports.create({
      versionId: version.id,
      format: 'internvl',
      settings: { split: 'all' },
    })
    await house.settled()
    expect(again.id).toBe(id)
    const [remade] = await db.select().from(exportRows).where(eq(exportRows.id, id))
    expect(remade).toMatchObject({ status: 'complete', rows: before!.rows! - 3 })
  })
})
