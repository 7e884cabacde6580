/** A training run: registered, fed from its log, and ended by a model that is asked as it was trained. */
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eachDatabase } from './databases.js'
import { furnish } from './furnish.js'
import { openHouse, type House } from './house.js'
import { until } from './until.js'

const line = (step: number, loss: number) =>
  `${JSON.stringify({ current_steps: step, total_steps: 3, loss, lr: 4e-5, epoch: step / 3 })}\n`

eachDatabase('a training run', (database) => {
  let house: House
  let endpoint: ScriptedEndpoint
  let folder: string
  let versionId: string
  beforeAll(async () => {
    endpoint = await startScriptedEndpoint()
    house = await openHouse({ database, endpoint: endpoint.baseUrl })
    folder = await mkdtemp(join(tmpdir(), 'v2r-log-'))
    const { projectId } = await furnish(house)
    versionId = (await house.makeVersion({ name: 'trained on', projectId, heldout: 0 })).id
  })
  afterAll(async () => {
    await house.close()
    await endpoint.close()
    await rm(folder, { recursive: true })
  })
  const register = (trainer: 'internvl' | 'llama-factory' | 'ms-swift') =>
    house.api.training.register({ versionId, name: trainer, trainer, facts: { base: 'InternVL2.5-8B', cards: 2 } })

  test('is a curve as soon as its log is read, and the trainer’s last state is its end', async () => {
    const run = await register('internvl')
    expect(run).toMatchObject({ status: 'registered', lastLoss: null, frameLabelStyle: 'Frame-{i}' })
    const state = {
      global_step: 2,
      max_steps: 2,
      log_history: [
        { step: 1, loss: 2.5, epoch: 0.5 },
        { step: 2, loss: 1.5, epoch: 1 },
        { step: 2, eval_loss: 1.75, epoch: 1 },
      ],
    }
    await house.api.training.readLog({ runId: run.id, text: JSON.stringify(state) })
    await house.settled()
    expect((await house.api.training.list({ versionId })).items[0]).toMatchObject({
      status: 'complete',
      steps: 2,
      firstLoss: 2.5,
      lastLoss: 1.5,
    })
    expect(await house.api.training.points({ id: run.id })).toMatchObject([
      { step: 1, loss: 2.5, evalLoss: null },
      { step: 2, loss: 1.5, evalLoss: 1.75 },
    ])
  })

  test('is followed while its log grows, and ends when the log says so', async () => {
    const path = join(folder, 'trainer_log.jsonl')
    await writeFile(path, line(1, 3))
    const run = await register('llama-factory')
    await house.api.training.readLog({ runId: run.id, path, isFollowed: true })
    const seen = async () => (await house.api.training.list({ versionId })).items.find((one) => one.id === run.id)!
    await until(async () => (await seen()).steps === 1)
    expect(await seen()).toMatchObject({ status: 'running', totalSteps: 3 })
    await appendFile(path, line(2, 2) + line(3, 1))
    await house.settled()
    expect(await seen()).toMatchObject({ status: 'complete', steps: 3, lastLoss: 1 })
  })

  test('that nobody follows any more says so, and keeps its curve', async () => {
    const path = join(folder, 'stopped.jsonl')
    await writeFile(path, line(1, 3))
    const run = await register('internvl')
    const { jobId } = await house.api.training.readLog({ runId: run.id, path, isFollowed: true })
    const seen = async () => (await house.api.training.list({ versionId })).items.find((one) => one.id === run.id)!
    await until(async () => (await seen()).steps === 1)
    await house.api.jobs.cancel({ id: jobId })
    await house.settled()
    expect(await seen()).toMatchObject({
      status: 'registered',
      statusReason: 'Its log is no longer followed.',
      steps: 1,
    })
  })

  test('whose loss is no number has failed, and no zero is written', async () => {
    const run = await register('ms-swift')
    await house.api.training.readLog({ runId: run.id, text: '{"loss": NaN, "global_step/max_steps": "1/9"}' })
    await house.settled()
    expect(await house.api.training.points({ id: run.id })).toMatchObject([{ loss: null, isBroken: true }])
    expect((await house.api.training.list({ versionId })).items.find((one) => one.id === run.id)).toMatchObject({
      status: 'failed',
      lastLoss: null,
    })
  })

  test('leaves a model that is asked with the labels it was trained on, and in no other layout', async () => {
    const runs = (await house.api.training.list({ versionId })).items
    const run = runs.find((one) => one.trainer === 'llama-factory')!
    const model = { runId: run.id, name: 'tuned', model: 'v2r-8b' }
    await expect(house.api.training.registerModel({ ...model, layout: 'ms-swift' })).rejects.toThrow('another prompt')
    const { modelId } = await house.api.training.registerModel({ ...model, layout: 'vllm' })
    const [known] = (await house.api.models.list()).filter(({ id }) => id === modelId)
    expect(known).toMatchObject({ layout: 'vllm', frameLabelStyle: 'Frame{i}' })
    const videoId = (await house.api.videos.list({})).items.at(-1)!.id
    const context = await house.api.chat.context({ videoId, responderModelId: modelId })
    expect(JSON.stringify(context)).toContain('Frame1: <image>')
  })
})
