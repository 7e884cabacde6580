import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parseGate } from '../gates.js'
import { evalConfigJsonSchema, gateText } from './eval-config.js'
import { readEvalConfig } from './read-eval-config.js'

const whole = `version: 1
dataset: {ref: street@2}
models:
  - id: ours
    model: internvl2_5-8b-sft
    context: {frames: video, text: summary}
judges:
  - {id: gpt-4o, model: gpt-4o-2024-11-20}
metrics: {set: main7}
run: {rounds: 3}
gates:
  - {metric: overall, min: 70}
  - {regression: {against: main}}
outputs: [results.json, gates.xml]
`
const read = (text: string, variables: Record<string, string | undefined> = {}) =>
  readEvalConfig({ name: 'eval.yaml', text }, { variables })

test('a whole file is read, and its gates are those of the command line', async () => {
  const config = await read(whole)
  expect(config.models[0]).toMatchObject({ id: 'ours', context: { frames: 'video' } })
  expect(config.gates!.map(gateText)).toEqual(['overall<70', 'regression:main'])
  for (const gate of config.gates!) expect(() => parseGate(gateText(gate))).not.toThrow()
})

describe('what is wrong is said with its line', () => {
  test.each([
    [
      'an unknown key',
      whole.replace('run: {rounds: 3}', 'run: {rounds: 3, round: 4}'),
      'eval.yaml:10:18: run.round: there is no key "round" here.',
    ],
    ['a key at the top', `${whole}judge: x\n`, 'eval.yaml:15:1: judge: there is no key "judge" here.'],
    ['a wrong value', whole.replace('rounds: 3', 'rounds: many'), 'eval.yaml:10:7: run.rounds:'],
    ['inside a list', whole.replace('text: summary', 'text: all'), 'eval.yaml:6:30: models.0.context.text:'],
    ['a missing part', whole.replace('dataset: {ref: street@2}\n', ''), 'eval.yaml:1:1: dataset:'],
    ['broken YAML', 'version: 1\nmodels: [', 'eval.yaml:2:'],
    ['the same key twice', 'version: 1\nversion: 1\n', 'eval.yaml:2:1: Map keys must be unique'],
    [
      'a variable in braces',
      whole.replace('street@2', '${SET}'),
      'eval.yaml:2:17: inside { } or [ ] a variable stands in quotes',
    ],
    ['no mapping', '- a\n', 'the file must be a mapping'],
  ])('%s', async (_name, text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })

  test('every slip at once', async () => {
    const error = await read(`${whole}a: 1\nb: 2\n`).catch((thrown: Error) => thrown)
    expect((error as Error).message.split('\n')).toHaveLength(2)
  })
})

describe('variables', () => {
  const text = whole.replace('rounds: 3', 'rounds: "${ROUNDS:-2}"').replace('street@2', '"${SET}"')
  test('are filled in, a number as a number', async () => {
    const config = await read(text, { ROUNDS: '5', SET: 'market' })
    expect([config.run!.rounds, config.dataset.ref]).toEqual([5, 'market'])
    expect((await read(text, { SET: 'market' })).run!.rounds).toBe(2)
  })
  test('that are not set and have no default are named', async () => {
    await expect(read(text)).rejects.toThrow('eval.yaml:2:11: dataset.ref: ${SET} is not set, and has no default.')
  })
})

describe('extends', () => {
  const load = async (path: string) => {
    const files: Record<string, string> = {
      'base.yaml': whole,
      'loop.yaml': 'extends: loop.yaml\n',
      'bad.yaml': whole.replace('rounds: 3', 'rounds: 0'),
    }
    return { name: path, text: files[path] ?? '' }
  }
  const extended = (text: string) => readEvalConfig({ name: 'eval.yaml', text }, { variables: {}, load })

  test('keys are joined and lists replaced', async () => {
    const config = await extended('extends: base.yaml\nrun: {rounds: 1}\nmodels: [{id: other}]\n')
    expect([config.run!.rounds, config.dataset.ref]).toEqual([1, 'street@2'])
    expect(config.models).toEqual([{ id: 'other' }])
  })
  test('a fault in the file below is told with its name', async () => {
    await expect(extended('extends: bad.yaml\n')).rejects.toThrow('bad.yaml:10:7: run.rounds:')
  })
  test('a circle ends', async () => {
    await expect(extended('extends: loop.yaml\n')).rejects.toThrow('goes in a circle')
  })
})

test('a bomb of aliases is refused', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g']
    .map((name, index) => `${name}: &${name} [${`*${'abcdef'[index]},`.repeat(9)}]`)
    .join('\n')}\n`
  await expect(read(bomb)).rejects.toThrow(/alias/i)
})

test('the published schema is the one that is checked against', async () => {
  const published = await readFile(new URL('../../eval.schema.json', import.meta.url), 'utf8')
  expect(JSON.parse(published)).toEqual(evalConfigJsonSchema())
})

test('the published schema knows every key and no other', () => {
  const schema = evalConfigJsonSchema() as { properties: Record<string, unknown>; additionalProperties: unknown }
  expect(Object.keys(schema.properties)).toEqual([
    'version',
    'name',
    'dataset',
    'models',
    'judges',
    'metrics',
    'run',
    'gates',
    'outputs',
  ])
  expect(schema.additionalProperties).toBe(false)
})
