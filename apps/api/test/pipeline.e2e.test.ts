/**
 * The walk through the whole house (ARCHITECTURE §2), on both databases, with models behind a real HTTP server:
 * import, frames, caption, dialogues, data set, role profile, responses, judgements, leaderboard row. Then again,
 * when nothing may be asked, decoded or written anew.
 */
import { publishedTable2 } from '@video2roleplay/eval'
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exports as exportRows, modelCalls } from '../src/db/schema.js'
import { eachDatabase } from './databases.js'
import { openHouse, type House } from './house.js'

const scenes = [
  { seconds: 4, luma: 60, chroma: [90, 160] as const, motion: 3 },
  { seconds: 4, luma: 150, chroma: [160, 90] as const, motion: 1 },
]

eachDatabase('the walk', (database) => {
  let house: House
  let endpoint: ScriptedEndpoint
  let videoId: string
  let runId: string

  beforeAll(async () => {
    endpoint = await startScriptedEndpoint()
    house = await openHouse({ database, endpoint: endpoint.baseUrl })
  })
  afterAll(async () => {
    await house.close()
    await endpoint.close()
  })

  test('a video of eight seconds becomes a vlog with frames, two captions and dialogues', async () => {
    const path = await house.draw('walk.mp4', { seconds: 8, fps: 10, scenes })
    const { items } = await house.api.videos.importPaths({ paths: [path], then: ['sample', 'caption', 'dialogues'] })
    expect(items).toMatchObject([{ name: 'walk.mp4', status: 'queued', error: null }])
    videoId = items[0]!.videoId!
    const jobs = await house.settled()
    expect(jobs.map(({ kind, state, errorMessage }) => [kind, state, errorMessage])).toEqual([
      ['import', 'done', null],
      ['sample', 'done', null],
      ['caption', 'done', null],
      ['dialogues', 'done', null],
    ])

    const video = await house.api.videos.get({ id: videoId })
    expect(video).toMatchObject({
      status: 'ready',
      kind: 'vlog',
      kindSource: 'duration',
      frames: 2,
      caption: 'complete',
    })
    expect(video.durationSeconds).toBeCloseTo(8, 1)
    expect(video.posterUrl).toMatch(/^\/media\/files\/[0-9a-f]{64}\.jpg$/)
    expect(video.dialogues.kept).toBeGreaterThan(0)

    const segments = await house.api.videos.sample({ id: videoId, strategy: 'segments' })
    expect(segments?.frames).toHaveLength(64)
    const profile = await house.api.videos.sample({ id: videoId, strategy: 'profile' })
    expect(profile?.frames.map(({ timestampSeconds }) => Math.round(timestampSeconds))).toEqual([0, 5])
    expect(profile?.frames.every(({ reason }) => reason.text !== '')).toBe(true)
  })

  test('captions of both purposes are whole, and the second cost no call', async () => {
    const training = await house.api.videos.caption({ id: videoId, purpose: 'training' })
    const inference = await house.api.videos.caption({ id: videoId, purpose: 'inference' })
    expect(training?.descriptions).toHaveLength(64)
    expect(training?.caption).toMatchObject({
      status: 'complete',
      outcome: 'success',
      purpose: 'training',
      isRehearsal: false,
    })
    expect(inference?.caption.summary).toBe(training?.caption.summary)
    // What this job paid for itself and then used again is no replay.
    const [job] = (await house.api.jobs.list({ subjectId: videoId, kind: 'caption' })).items
    expect(job).toMatchObject({ result: { replayed: 0 }, cost: { replayed: 0 } })
    expect(endpoint.counts.byPurpose['curation/describe-frame']).toBeLessThanOrEqual(64)
    expect(endpoint.counts.byPurpose['curation/summarise-video']).toBe(1)
  })

  test('every pair the teacher wrote is kept, or dropped at a step with a reason', async () => {
    const { items } = await house.api.dialogues.list({ videoId, limit: 200 })
    const funnel = await house.api.dialogues.funnel({ videoId })
    const counts = Object.fromEntries(funnel.steps.map(({ step, count }) => [step, count]))
    expect(counts['generated']).toBe(items.length)
    expect(counts['cleaned']).toBe(items.filter(({ status }) => status === 'kept').length)
    for (const one of items.filter(({ status }) => status === 'dropped')) expect(one.reason).not.toBeNull()
  })

  test('an evaluation ends in a leaderboard row whose average is the mean of its eight metrics', async () => {
    const set = await house.api.questions.fromDialogues({ name: 'Walk', perVideo: 2 })
    const plan = { questionSetId: set.id, metricSet: 'ablation8' as const, rounds: 2 }
    const estimate = await house.api.evals.estimate(plan)
    expect(estimate).toMatchObject({ questions: 2, judges: 2, metrics: 8, responses: 2, judgements: 64 })
    const { runIds } = await house.api.evals.create(plan)
    runId = runIds[0]!
    await house.settled()

    const run = await house.api.evals.get({ id: runId })
    expect(run).toMatchObject({ status: 'complete', metricSetLabel: 'Avg₈', coverage: { scored: 64, expected: 64 } })
    const matrix = await house.api.evals.matrix({ runId })
    const means = run.row!.metrics.map(({ metric }) => {
      const column = matrix.items.map(({ cells }) => cells.find((cell) => cell.metric === metric)!.mean!)
      return column.reduce((sum, mean) => sum + mean, 0) / column.length
    })
    const average = means.reduce((sum, mean) => sum + mean, 0) / means.length
    expect(run.row!.average).toMatchObject({ status: 'scored', value: expect.closeTo(average, 6) })

    const board = await house.api.evals.leaderboard({ metricSet: 'ablation8' })
    expect(board.measured.map(({ id }) => id)).toEqual([runId])
    expect(board.published.map(({ printedAverage }) => printedAverage)).toContain(66.18)
    expect((await house.api.evals.leaderboard({ metricSet: 'main7' })).published).toHaveLength(publishedTable2.length)
  })

  test('a judge that takes no pictures was shown words, and the judgement says so', async () => {
    const { items } = await house.api.evals.judgements({ runId, metric: 'video_text_relevance', limit: 200 })
    const kinds = Object.groupBy(items, ({ judge }) => judge.name)
    expect(kinds['gpt-4o']?.every(({ evidenceKind }) => evidenceKind === 'frames')).toBe(true)
    expect(kinds['o3-mini']?.every(({ evidenceKind }) => evidenceKind === 'caption')).toBe(true)
    expect(kinds['o3-mini']?.[0]?.droppedParameters).toContainEqual(expect.stringContaining('temperature'))
    expect(kinds['o3-mini']?.[0]?.reportedModel).toBe('o3-mini')
    expect(items.every(({ rawReply, callIds }) => rawReply !== null && callIds.length > 0)).toBe(true)
  })

  test('a conversation streams an answer grounded in the frames, and keeps it', async () => {
    const { id } = await house.api.chat.start({ videoId })
    const chunks = []
    for await (const chunk of await house.api.chat.send({ conversationId: id, text: 'Where are you?' }))
      chunks.push(chunk)
    expect(chunks.map(({ type }) => type)).toEqual(expect.arrayContaining(['start', 'text', 'done']))
    const { messages, context } = await house.api.chat.get({ id })
    expect(messages.map(({ role, status }) => [role, status])).toEqual([
      ['user', 'complete'],
      ['assistant', 'complete'],
    ])
    expect(messages[1]!.text).not.toBe('')
    expect(context).toMatchObject({ grounding: 'frames', missing: [] })
    expect(context.frames).toHaveLength(2)
  })

  test('the walk taken again asks no model, decodes nothing, and exports the same bytes', async () => {
    await house.allowExports()
    const version = await house.makeVersion({ name: 'Walk', seed: 7, heldout: 0 })
    await house.api.exports.create({ versionId: version.id, format: 'internvl' })
    await house.settled()
    const [first] = (await house.api.exports.list({})).items
    expect(first).toMatchObject({ status: 'complete', error: null })
    expect(first!.rows).toBe(version.counts.train)

    const calls = endpoint.counts.total
    const rows = await house.services.db.$count(modelCalls)
    await house.services.db.delete(exportRows).where(eq(exportRows.id, first!.id))
    await house.api.pipeline.start({ videoIds: 'all', stages: ['sample', 'caption', 'dialogues'] })
    const set = (await house.api.questions.sets({})).items[0]!
    await house.api.evals.create({ questionSetId: set.id, metricSet: 'ablation8', rounds: 2 })
    expect((await house.makeVersion({ name: 'Walk', seed: 7, heldout: 0 })).id).toBe(version.id)
    await house.api.exports.create({ versionId: version.id, format: 'internvl' })
    const jobs = await house.settled()

    expect(jobs.filter(({ state }) => state !== 'done')).toEqual([])
    expect(endpoint.counts.total).toBe(calls)
    expect(await house.services.db.$count(modelCalls)).toBe(rows)
    const samples = jobs.filter(({ kind }) => kind === 'sample')
    expect(samples.at(-1)?.result).toMatchObject({ segments: { decoded: 0 }, profile: { decoded: 0 } })
    const [again] = (await house.api.exports.list({})).items
    expect(again!.id).not.toBe(first!.id)
    expect(again!.sha256).toBe(first!.sha256)
    const [second, former] = (await house.api.evals.list({})).items
    expect(second!.row).toEqual(former!.row)
    expect(second!.cost).toMatchObject({ calls: 0, replayed: 66 })
  })

  test('the same file again is the same video', async () => {
    const path = await house.draw('copy.mp4', { seconds: 8, fps: 10, scenes })
    const { items } = await house.api.videos.importPaths({ paths: [path] })
    expect(items).toMatchObject([{ status: 'duplicate', videoId }])
  })

  test('nothing the house sent was refused by the checker of chat requests', () => {
    expect(endpoint.refused).toEqual([])
  })
})
