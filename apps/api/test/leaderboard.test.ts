/** What a leaderboard says of its own certainty, on judgements that are written as rows. */
import { metricSets } from '@video2roleplay/eval'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evalRuns, judgements, models, projects, questions, questionSets, responses } from '../src/db/schema.js'
import { openHouse, type House } from './house.js'

let house: House
let projectId: string
let questionSetId: string
let questionIds: string[]
let judgeId: string

beforeAll(async () => {
  house = await openHouse({ database: 'pglite' })
  const { db } = house.services
  projectId = (await db.insert(projects).values({ name: 'Board' }).returning())[0]!.id
  questionSetId = (await db.insert(questionSets).values({ projectId, name: 'Twelve' }).returning())[0]!.id
  questionIds = (
    await db
      .insert(questions)
      .values(Array.from({ length: 12 }, (_, index) => ({ questionSetId, index, text: `Question ${index}?` })))
      .returning()
  ).map(({ id }) => id)
  judgeId = await addModel('the judge')
})
afterAll(() => house.close())

async function addModel(name: string): Promise<string> {
  const model = { name, provider: 'openai-compatible' as const, model: name, parameters: {}, capabilities: {} }
  return (await house.services.db.insert(models).values(model).returning())[0]!.id
}

/** A run whose response to question n has the score that `scoreOf` says under every metric; null is unscored. */
async function addRun(
  name: string,
  scoreOf: (index: number) => number | null,
  options: { isRehearsal?: boolean; status?: 'running' | 'complete' } = {},
): Promise<string> {
  const { db } = house.services
  const [run] = await db
    .insert(evalRuns)
    .values({
      projectId,
      name,
      questionSetId,
      responderModelId: await addModel(name),
      judgeModelIds: [judgeId],
      metricSet: 'main7',
      rounds: 1,
      settings: {},
      status: options.status ?? 'complete',
      isRehearsal: options.isRehearsal ?? false,
    })
    .returning()
  const answers = await db
    .insert(responses)
    .values(
      questionIds.map((questionId) => ({
        runId: run!.id,
        questionId,
        status: 'answered' as const,
        text: 'I think so.',
      })),
    )
    .returning()
  await db.insert(judgements).values(
    answers.flatMap(({ id }, index) =>
      metricSets.main7.metrics.map((metric) => {
        const score = scoreOf(index)
        const status = score === null ? ('unscored' as const) : ('scored' as const)
        const place = { runId: run!.id, responseId: id, metric, judgeModelId: judgeId, round: 1 }
        return { ...place, promptId: 'test', status, score, evidenceKind: 'frames' as const }
      }),
    ),
  )
  return run!.id
}

test('runs are told apart where their difference is beyond luck; others share a group, and rehearsals stand aside', async () => {
  const [strong, twin, weak, rehearsal] = [
    await addRun('strong', (index) => 80 + (index % 3)),
    await addRun('twin', (index) => 80 + ((index + 1) % 3)),
    await addRun('weak', (index) => 40 + (index % 4)),
    await addRun('rehearsal', () => 99, { isRehearsal: true }),
  ]
  const { measured } = await house.api.evals.leaderboard({ projectId })
  const groups = Object.fromEntries(measured.map(({ id, tieGroup }) => [id, tieGroup]))
  expect(groups).toEqual({ [strong]: 1, [twin]: 1, [weak]: 2, [rehearsal]: undefined })
})

test('each score has an interval around it, from as many clusters as there are videos or questions without one', async () => {
  const id = await addRun('wide', (index) => (index % 2 === 0 ? 40 : 60))
  const run = await house.api.evals.get({ id })
  expect(Object.keys(run.intervals!)).toEqual(['average', ...metricSets.main7.metrics])
  const { low, high, ...rest } = run.intervals!['average']!
  expect(rest).toEqual({ confidence: 0.95, method: 'cluster-bootstrap', n: 12, clusters: 12 })
  expect(low).toBeLessThan(50)
  expect(low).toBeGreaterThan(40)
  expect((low + high) / 2).toBeCloseTo(50)
  expect((await house.api.evals.list({ projectId })).items.every(({ intervals }) => intervals === undefined)).toBe(true)
})

test('a run that goes on has no interval yet', async () => {
  const id = await addRun('going', () => 70, { status: 'running' })
  expect((await house.api.evals.get({ id })).intervals).toBeUndefined()
})

test('a run that lost too much says so with the name of the judge, and is in no group', async () => {
  const id = await addRun('lossy', (index) => (index === 0 ? null : 60))
  const run = (await house.api.evals.leaderboard({ projectId })).measured.find((one) => one.id === id)!
  expect(run.tieGroup).toBeUndefined()
  expect(run.row?.comparability.reasons).toContainEqual(expect.stringContaining('by the judge: 1 of 12'))
  expect(run.row?.metrics[0]?.evidenceKinds).toEqual(['frames'])
})

test('two runs are compared question by question, with the questions that set them apart first', async () => {
  const a = await addRun('even', (index) => 60 + (index % 2))
  const b = await addRun('better', (index) => (index === 7 ? 95 : 70 + (index % 2)))
  const compared = await house.api.evals.compare({ a, b })
  expect(compared.average).toMatchObject({ pairs: 12, wins: 0, losses: 12 })
  expect(compared.average.interval).toMatchObject({ status: 'estimated', clusters: 12 })
  expect(compared.metrics.map(({ label }) => label)).toEqual(['Cons', 'Hall', 'Adh', 'Flu', 'Hum', 'Acc', 'Ton'])
  expect(compared.metrics[0]!.adjustedPValue).toBeLessThan(0.01)
  expect(compared.mostApart[0]).toMatchObject({ text: 'Question 7?', a: 61, b: 95 })
})

test('runs that were not measured alike are not compared, and the reason is said', async () => {
  const a = await addRun('real', () => 60)
  const b = await addRun('rehearsed', () => 60, { isRehearsal: true })
  await expect(house.api.evals.compare({ a, b })).rejects.toThrow(/differ in kind \(one is a rehearsal\)/)
})

test('gates: a regression fails, noise passes, and what cannot be measured is neither', async () => {
  const main = await addRun('main', (index) => 70 + ((index * 5) % 7))
  const noise = await addRun('noise', (index) => 70 + ((index * 3 + 1) % 7))
  const worse = await addRun('worse', (index) => 60 + ((index * 3 + 1) % 7))
  const other = await addRun('other kind', () => 70, { isRehearsal: true })
  const gates = ['overall<65', `regression:${main}`]
  const { runs, isPassed } = await house.api.evals.check({ runIds: [noise, worse, other], gates })
  expect(isPassed).toBe(false)
  expect(runs.map((run) => run.gates.map(({ outcome }) => outcome))).toEqual([
    ['passed', 'passed'],
    ['failed', 'failed'],
    ['passed', 'unmeasured'],
  ])
  await expect(house.api.evals.check({ runIds: [], gates: ['overall lower'] })).rejects.toThrow(/Gates look like/)
})

test('a report is a file of its kind', async () => {
  const id = await addRun('reported', () => 61)
  const report = (format: 'markdown' | 'latex' | 'csv' | 'json' | 'junit') =>
    house.api.evals.report({ runIds: [id], format, gates: ['overall<70'] })
  expect((await report('markdown')).text).toContain('| reported | **61.00**')
  expect((await report('latex')).text).toContain('\\begin{tabular}')
  expect((await report('csv')).text).toContain('reported,61,61,')
  expect(JSON.parse((await report('json')).text)[0].intervals.average.n).toBe(12)
  expect((await report('junit')).text).toContain('tests="1" failures="1" errors="0"')
})
