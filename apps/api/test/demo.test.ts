/** The demo, made from the film through the real walk with the rehearsal model: every screen has something to show. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type House } from './house.js'

let house: House
beforeAll(async () => {
  house = await openHouse({ database: 'pglite' })
})
afterAll(() => house.close())

test('an empty house offers the demo; made, it fills every room, and says that it is a rehearsal', async () => {
  expect((await house.api.system.overview()).isDemoOffered).toBe(true)
  const { projectId, jobId } = await house.api.projects.startDemo()
  expect(await house.api.projects.startDemo()).toEqual({ projectId, jobId })
  const jobs = await house.settled()
  expect(jobs.filter(({ state }) => state !== 'done').map(({ kind, errorMessage }) => [kind, errorMessage])).toEqual([])

  const overview = await house.api.system.overview()
  expect(overview).toMatchObject({
    project: { name: 'Demo', isDemo: true },
    counts: { videos: 2, ready: 2, failed: 0, captions: 4, runs: 2 },
    isRehearsal: true,
    isDemoOffered: false,
  })
  const { items: videos } = await house.api.videos.list({ projectId, sort: 'shortest' })
  expect(videos.map(({ kind, frames, isRehearsal }) => [kind, frames, isRehearsal])).toEqual([
    ['live', 93, true],
    ['vlog', 6, true],
  ])
  const video = await house.api.videos.get({ id: videos[0]!.id })
  expect(video.licence).toContain('CC BY 3.0')
  for (const metricSet of ['main7', 'ablation8'] as const) {
    const { measured } = await house.api.evals.leaderboard({ projectId, metricSet })
    expect(measured).toMatchObject([{ isRehearsal: true, status: 'complete', row: { average: { status: 'scored' } } }])
  }
  const { items: files } = await house.api.exports.list({ projectId })
  expect(files.map(({ format, status }) => [format, status])).toEqual([
    ['openai', 'complete'],
    ['internvl', 'complete'],
  ])
  const { items: chats } = await house.api.chat.list({ projectId })
  expect(chats).toMatchObject([{ messages: 2, responder: { isRehearsal: true } }])
  const { messages } = await house.api.chat.get({ id: chats[0]!.id })
  expect(messages[1]).toMatchObject({ status: 'complete', isRehearsal: true })
})
