/** Several people at one queue: nobody is given what another has open, two looks are independent, disputes are settled. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dialogues, reviewLeases } from '../src/db/schema.js'
import type { ReviewItem } from '../src/views/reviews.js'
import { eachDatabase } from './databases.js'
import { openHouse, type House } from './house.js'

eachDatabase('a review queue', (database) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse({ database })
    const paths = [
      await house.draw('one.mp4', { seconds: 1, fps: 5 }),
      await house.draw('two.mp4', { seconds: 2, fps: 5 }),
    ]
    await house.api.videos.importPaths({ paths, then: ['sample', 'caption', 'dialogues'] })
    await house.settled()
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    await house.services.db.delete(reviewLeases)
    await house.services.db.update(dialogues).set({
      status: 'kept',
      review: 'unreviewed',
      firstReview: null,
      firstReviewerId: null,
      secondReview: null,
      secondReviewerId: null,
      resolverId: null,
    })
  })

  const next = async (reviewer: string, more: object = {}): Promise<ReviewItem> =>
    (await house.api.reviews.next({ reviewer, ...more }))!
  const decide = (
    reviewer: string,
    { dialogue, look }: ReviewItem,
    decision: 'accept' | 'reject' | 'edit',
    more = {},
  ) =>
    house.api.reviews.decide({
      reviewer,
      id: dialogue.id,
      version: dialogue.version,
      decision,
      isSecondLook: look === 'second',
      ...more,
    })

  test('gives reviewers who ask at once different items, and nobody an item that is open elsewhere', async () => {
    const items = await Promise.all(['Ada', 'Bo', 'Cy'].map((reviewer) => next(reviewer)))
    expect(new Set(items.map(({ dialogue }) => dialogue.id)).size).toBe(3)
    const open = house.api.reviews.open({ reviewer: 'Ada', id: items[1]!.dialogue.id })
    await expect(open).rejects.toMatchObject({ code: 'CONFLICT', message: 'Bo has this dialogue open.' })
    expect((await house.api.reviews.progress({})).open.map(({ reviewer }) => reviewer).toSorted()).toEqual([
      'Ada',
      'Bo',
      'Cy',
    ])
  })

  test('gives an item to the next who asks once its lease has run out', async () => {
    const item = await next('Ada')
    expect((await next('Bo')).dialogue.id).not.toBe(item.dialogue.id)
    await house.services.db
      .update(reviewLeases)
      .set({ leasedUntil: sql`now() - interval '1 second'` })
      .where(eq(reviewLeases.dialogueId, item.dialogue.id))
    expect((await next('Cy')).dialogue.id).toBe(item.dialogue.id)
    await expect(house.api.reviews.renew({ reviewer: 'Ada', id: item.dialogue.id })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('shows what the answer leans on, with the frames of those moments', async () => {
    const { grounding, moments, summary, lease } = await next('Ada')
    expect(moments.length).toBeGreaterThan(1)
    expect(summary).toBeTruthy()
    expect(lease.secondsLeft).toBeGreaterThan(500)
    expect(grounding?.score).toBeGreaterThanOrEqual(0)
    for (const { descriptionIndex, frameUrl } of grounding!.sentences)
      expect(frameUrl === null).toBe(descriptionIndex === null)
  })

  test('hides the first verdict and its text from the second look, which changes neither', async () => {
    const first = await next('Ada')
    await decide('Ada', first, 'edit', { answer: 'Ada wrote this.' })
    expect(await house.api.reviews.next({ reviewer: 'Ada', look: 'second' })).toBeNull()
    const second = await next('Bo', { look: 'second' })
    expect(second.dialogue).toMatchObject({
      id: first.dialogue.id,
      answer: first.dialogue.answer,
      review: 'unreviewed',
    })
    expect(second.verdicts).toEqual([])
    await decide('Bo', second, 'accept')
    const [row] = await house.services.db.select().from(dialogues).where(eq(dialogues.id, first.dialogue.id))
    expect(row).toMatchObject({ answer: 'Ada wrote this.', review: 'edited', secondReview: 'accepted' })
  })

  test('puts two verdicts that differ before a third look, with both', async () => {
    const first = await next('Ada')
    await decide('Ada', first, 'accept')
    await decide('Bo', await next('Bo', { look: 'second' }), 'reject', { reasonCodes: ['off-scene'] })
    const disputed = await next('Cy', { look: 'resolve' })
    expect(disputed.verdicts.slice(0, 2).map(({ reviewer, decision }) => [reviewer, decision])).toEqual([
      ['Bo', 'reject'],
      ['Ada', 'accept'],
    ])
    await decide('Cy', disputed, 'reject', { reasonCodes: ['off-scene'] })
    expect(await house.api.reviews.next({ reviewer: 'Cy', look: 'resolve' })).toBeNull()
    const [row] = await house.services.db.select().from(dialogues).where(eq(dialogues.id, first.dialogue.id))
    expect(row).toMatchObject({ review: 'rejected', firstReview: 'accepted', secondReview: 'rejected' })
  })

  test('says how far two reviewers agree, from the looks alone, also after disputes were settled', async () => {
    for (const [mine, theirs] of [
      ['accept', 'accept'],
      ['accept', 'accept'],
      ['reject', 'reject'],
      ['accept', 'reject'],
    ] as const) {
      await decide('Ada', await next('Ada'), mine)
      await decide('Bo', await next('Bo', { look: 'second' }), theirs)
    }
    await decide('Cy', await next('Cy', { look: 'resolve' }), 'reject')
    const [all, pair] = await house.api.reviews.agreement({})
    // 3 of 4 agree; chance (3·2 + 1·2)/16 = 1/2; κ = (3/4 − 1/2) / (1/2).
    expect(all).toMatchObject({ pair: null, items: 4, agreed: 3, kappa: { status: 'defined', value: 0.5 } })
    expect(pair).toMatchObject({ pair: { first: 'Ada', second: 'Bo' }, items: 4 })
  })

  test('lets a reviewer take back only their own decision', async () => {
    const item = await next('Ada')
    const { version } = await decide('Ada', item, 'accept')
    const undo = (reviewer: string) =>
      house.api.reviews.decide({ reviewer, id: item.dialogue.id, version, decision: 'undo' })
    await expect(undo('Bo')).rejects.toMatchObject({ code: 'CONFLICT' })
    await undo('Ada')
    expect((await next('Bo')).dialogue.id).toBe(item.dialogue.id)
    const trail = await house.api.reviews.history({ id: item.dialogue.id, limit: 2 })
    expect(trail.items.map(({ decision, reviewer }) => [reviewer, decision])).toEqual([
      ['Ada', 'undo'],
      ['Ada', 'accept'],
    ])
    expect(trail.nextCursor).not.toBeNull()
  })

  test('asks the teacher again as a call of its own each time, and stores nothing of it', async () => {
    const { dialogue } = await next('Ada')
    const ask = () => house.api.reviews.regenerate({ reviewer: 'Ada', id: dialogue.id, reasonCodes: ['off-scene'] })
    const [one, two] = [await ask(), await ask()]
    if (one.status !== 'proposed' || two.status !== 'proposed') throw new Error('nothing was proposed')
    expect(one).toMatchObject({ isRehearsal: true })
    expect(one.callId).not.toBe(two.callId)
    const page = await house.api.dialogues.list({ limit: 200 })
    expect(page.items.find(({ id }) => id === dialogue.id)?.answer).toBe(dialogue.answer)
  })
})
