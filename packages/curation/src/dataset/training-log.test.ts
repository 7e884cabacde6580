import { expect, test } from 'vitest'
import { readTrainingLog } from './training-log.js'

const losses = (text: string) => readTrainingLog(text).points.map(({ step, loss }) => [step, loss])

test('trainer_state.json of transformers: every step, and whether the run is over', () => {
  const state = {
    global_step: 4,
    max_steps: 4,
    log_history: [
      { epoch: 0.5, grad_norm: 1.5, learning_rate: 4e-5, loss: 2.5, step: 2 },
      { epoch: 1, eval_loss: 2.25, step: 2 },
      { epoch: 1, learning_rate: 0, loss: 2, step: 4 },
      { epoch: 1, step: 4, train_runtime: 12.5, train_loss: 2.2 },
    ],
  }
  const log = readTrainingLog(JSON.stringify(state, null, 2))
  expect(log).toMatchObject({ totalSteps: 4, isFinished: true })
  expect(log.points).toHaveLength(3)
  expect(log.points[0]).toEqual({
    step: 2,
    epoch: 0.5,
    loss: 2.5,
    evalLoss: null,
    learningRate: 4e-5,
    gradientNorm: 1.5,
    isBroken: false,
  })
  expect(readTrainingLog(JSON.stringify({ ...state, global_step: 3 })).isFinished).toBe(false)
})

test('the lines of LLaMA-Factory and of ms-swift, with the length of the run', () => {
  const lines = '{"current_steps": 1, "total_steps": 9, "loss": 3.5, "lr": 1e-05, "epoch": 0.1}\n\nloading weights\n'
  expect(readTrainingLog(lines)).toMatchObject({
    totalSteps: 9,
    otherLines: 1,
    points: [{ step: 1, learningRate: 1e-5 }],
  })
  expect(readTrainingLog('{"loss": 1.25, "global_step/max_steps": "3/12"}')).toMatchObject({
    totalSteps: 12,
    points: [{ step: 3, loss: 1.25 }],
  })
})

test('printed dictionaries are counted where they name no step', () => {
  expect(
    losses("  1%| | 1/90 {'loss': 2.5, 'learning_rate': 4e-05, 'epoch': 0.01}\n{'loss': '2.25', 'epoch': '0.02'}"),
  ).toEqual([
    [1, 2.5],
    [2, 2.25],
  ])
})

test('a loss of NaN is a broken point without a loss, never a zero', () => {
  const state = '{"global_step": 1, "max_steps": 2, "log_history": [{"loss": NaN, "step": 1}]}'
  expect(readTrainingLog(state).points).toMatchObject([{ step: 1, loss: null, isBroken: true }])
  expect(readTrainingLog("{'loss': nan, 'grad_norm': inf}").points).toMatchObject([{ loss: null, isBroken: true }])
})

test('a line that was cut in the middle, and one that is no log, are counted and harm nothing', () => {
  expect(readTrainingLog('{"loss": 1, "step": 1}\n{"loss": 0.5, "st')).toMatchObject({
    points: [{ step: 1 }],
    otherLines: 1,
  })
  expect(readTrainingLog('[1]\nnull\n{}')).toMatchObject({ points: [], otherLines: 3 })
})
