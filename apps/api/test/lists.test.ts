/** Lists of thousands: every page follows the last without gap or repeat, whatever the order, on both databases. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialogues, generations, captions, frameSamples, projects, videos } from '../src/db/schema.js'
import { eachDatabase } from './databases.js'
import { openHouse, type House } from './house.js'

const count = 137

eachDatabase('lists', (database) => {
  let house: House
  let projectId: string

  beforeAll(async () => {
    house = await openHouse({ database, handlers: {} })
    const { db } = house.services
    const [project] = await db.insert(projects).values({ name: 'Many' }).returning()
    projectId = project!.id
    const rows = Array.from({ length: count }, (_, index) => ({
      projectId,
      displayName: `clip ${index} ${index % 2 === 0 ? '100%_even' : 'odd'}`,
      sha256: String(index).padStart(64, '0'),
      status: 'ready' as const,
      kind: index % 3 === 0 ? ('live' as const) : ('vlog' as const),
      kindSource: 'duration' as const,
      // Many of one length: the cursor must tell them apart.
      durationSeconds: index % 5 === 0 ? null : (index % 7) + 0.5,
    }))
    const made = await db.insert(videos).values(rows).returning({ id: videos.id })
    await insertDialogues(house, made[0]!.id)
  })
  afterAll(() => house.close())

  async function walk(sort: 'newest' | 'oldest' | 'longest' | 'shortest', extra: object = {}) {
    const seen = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await house.api.videos.list({ projectId, sort, limit: 20, cursor, ...extra })
      expect(page.items.length).toBeLessThanOrEqual(20)
      seen.push(...page.items)
      cursor = page.nextCursor
    }
    return seen
  }

  test.each(['newest', 'oldest'] as const)('%s first shows every video once, in order', async (sort) => {
    const names = (await walk(sort)).map(({ id }) => id)
    expect(new Set(names).size).toBe(count)
    const ordered = names.toSorted()
    expect(names).toEqual(sort === 'oldest' ? ordered : ordered.toReversed())
  })

  test.each(['longest', 'shortest'] as const)(
    '%s first shows every video of known length once, in order',
    async (sort) => {
      const seconds = (await walk(sort)).map(({ durationSeconds }) => durationSeconds!)
      expect(seconds).toHaveLength(count - Math.ceil(count / 5))
      expect(seconds).toEqual(seconds.toSorted((a, b) => (sort === 'shortest' ? a - b : b - a)))
    },
  )

  test('a search takes what people type literally, and counts beside the list agree with it', async () => {
    expect(await walk('newest', { search: '100%_even' })).toHaveLength(Math.ceil(count / 2))
    expect(await walk('newest', { search: '%' })).toHaveLength(Math.ceil(count / 2))
    const facets = await house.api.videos.facets({ projectId })
    const lives = await walk('newest', { kind: 'live' })
    expect(facets.kinds.find(({ kind }) => kind === 'live')?.count).toBe(lives.length)
    expect(facets.durations.reduce((sum, { count: each }) => sum + each, 0)).toBe(count - Math.ceil(count / 5))
    expect(facets.durations.find(({ fromSeconds }) => fromSeconds === 0)?.toSeconds).toBe(5)
  })

  test('what a facet counts is what its filter lists', async () => {
    const { captions: states, dialogues: marks, captionsCut } = await house.api.videos.facets({ projectId })
    expect(states.find(({ state }) => state === 'none')?.count).toBe(count - 1)
    expect(captionsCut).toBe(0)
    for (const { state, count: counted } of states)
      expect(await walk('newest', { caption: state })).toHaveLength(counted)
    for (const { state, count: counted } of marks)
      expect(await walk('newest', { dialogues: state })).toHaveLength(counted)
    expect(marks.find(({ state }) => state === 'unreviewed')?.count).toBe(1)
  })

  test('tags go on all that match, once, and come off again', async () => {
    const choice = { matching: { projectId, kind: 'live' as const } }
    const lives = (await walk('newest', { kind: 'live' })).length
    expect(await house.api.videos.tag({ choice, add: ['kitchen', 'b'] })).toEqual({ videos: lives })
    await house.api.videos.tag({ choice, add: ['kitchen'], remove: ['b'] })
    const tagged = await walk('newest', { tag: 'kitchen' })
    expect(tagged).toHaveLength(lives)
    expect(tagged[0]?.tags).toEqual(['kitchen'])
    expect((await house.api.videos.facets({ projectId })).tags).toEqual([{ tag: 'kitchen', count: lives }])
  })

  test('a view has a name and an address, and is replaced under the same name', async () => {
    await house.api.videos.saveView({ projectId, name: 'Kitchens', query: '?tag=kitchen' })
    await house.api.videos.saveView({ projectId, name: 'Kitchens', query: '?tag=kitchen&sort=oldest' })
    const [view, ...others] = await house.api.videos.views({ projectId })
    expect([view?.query, others]).toEqual(['?tag=kitchen&sort=oldest', []])
    await house.api.videos.removeView({ id: view!.id })
    expect(await house.api.videos.views({ projectId })).toEqual([])
  })

  test('dialogues page by page are all dialogues, newest first', async () => {
    const ids: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await house.api.dialogues.list({ projectId, limit: 50, cursor })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(ids).toHaveLength(120)
    expect(ids).toEqual([...new Set(ids)].toSorted().toReversed())
  })

  test('a page larger than two hundred is refused', async () => {
    await expect(house.api.videos.list({ limit: 201 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

async function insertDialogues({ services }: House, videoId: string): Promise<void> {
  const { db } = services
  const [model] = await services.models.forRole('generator')
  const [sample] = await db
    .insert(frameSamples)
    .values({
      videoId,
      strategy: 'segments',
      kind: 'vlog',
      settings: {},
      settingsHash: 'x',
      decoder: 'none',
      wanted: 0,
      got: 0,
      decoded: 0,
      skipped: 0,
      status: 'complete',
      merge: 'not applicable',
      trace: { version: 1, strategy: 'segments', durationSeconds: 1, curve: [], groups: [], merges: [] },
    })
    .returning()
  const made = { videoId, isRehearsal: true, settingsHash: 'x' }
  const [caption] = await db
    .insert(captions)
    .values({
      ...made,
      sampleId: sample!.id,
      purpose: 'training',
      modelId: model.id,
      promptIds: [],
      maxTokens: 1,
      status: 'complete',
    })
    .returning()
  const [generation] = await db
    .insert(generations)
    .values({
      ...made,
      captionId: caption!.id,
      teacherModelId: model.id,
      selectorModelId: model.id,
      promptId: 'x',
      status: 'complete',
      funnel: [],
    })
    .returning()
  const text = { rawQuestion: 'Q', rawAnswer: 'A', question: 'Q', answer: 'A' }
  await db.insert(dialogues).values(
    Array.from({ length: 120 }, (_, index) => ({
      ...text,
      videoId,
      generationId: generation!.id,
      index,
      status: 'kept' as const,
      step: 'clean' as const,
    })),
  )
}
