/** People's decisions about dialogues: no edit is lost to another, and every decision can be taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reviews } from '../src/db/schema.js'
import { failureOf } from '../src/trpc/errors.js'
import { openHouse, type House } from './house.js'

let house: House
let id: string
beforeAll(async () => {
  house = await openHouse({ database: 'pglite' })
  const path = await house.draw('review.mp4', { seconds: 1, fps: 5 })
  await house.api.videos.importPaths({ paths: [path], then: ['sample', 'caption', 'dialogues'] })
  await house.settled()
  id = (await house.api.dialogues.list({ status: 'kept' })).items[0]!.id
})
afterAll(() => house.close())

test('the second of two edits of one version is refused, with both texts to choose from', async () => {
  const edited = await house.api.dialogues.review({ id, version: 1, decision: 'edit', answer: 'Mine, first.' })
  expect(edited).toMatchObject({ version: 2, review: 'edited', answer: 'Mine, first.' })
  const late = house.api.dialogues.review({ id, version: 1, decision: 'edit', answer: 'Mine, too late.' })
  const error = await late.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ code: 'CONFLICT' })
  expect(failureOf(error as Parameters<typeof failureOf>[0])).toMatchObject({
    code: 'conflict',
    details: { yours: { answer: 'Mine, too late.' }, theirs: { version: 2, answer: 'Mine, first.' } },
  })
})

test('undo brings the text and the state before it back, and undoing that brings them forth again', async () => {
  const undone = await house.api.dialogues.review({ id, version: 2, decision: 'undo' })
  expect(undone).toMatchObject({ version: 3, review: 'unreviewed', rawAnswer: expect.any(String) })
  expect(undone.answer).not.toBe('Mine, first.')
  const again = await house.api.dialogues.review({ id, version: 3, decision: 'undo' })
  expect(again).toMatchObject({ version: 4, review: 'edited', answer: 'Mine, first.' })
  expect(await house.services.db.$count(reviews)).toBe(3)
})

test('a rejected dialogue is in no data set and no question set', async () => {
  const kept = (await house.api.dialogues.list({ status: 'kept', limit: 200 })).items
  await house.api.dialogues.review({ id, version: 4, decision: 'reject', reasonCodes: ['off-scene'] })
  const version = await house.makeVersion({ name: 'Reviewed', heldout: 0 })
  expect(version.counts.dialogues).toBe(kept.length - 1)
  const set = await house.api.questions.fromDialogues({ name: 'Reviewed', perVideo: 100 })
  expect(set.questions).toBe(kept.length - 1)
})

test('an edit after a version was made is in the next version, not in that one', async () => {
  const before = await house.makeVersion({ name: 'Frozen', heldout: 0 })
  const next = (await house.api.dialogues.list({ status: 'kept', review: 'unreviewed' })).items[0]!
  await house.api.dialogues.review({ id: next.id, version: next.version, decision: 'edit', answer: 'Changed.' })
  const after = await house.makeVersion({ name: 'Frozen', heldout: 0 })
  expect(after.version).toBe(before.version + 1)
  expect(after.manifestHash).not.toBe(before.manifestHash)
})
