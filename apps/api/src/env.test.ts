import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readEnv } from './env.js'

describe('the environment', () => {
  test('is complete without a single variable, and rehearses', () => {
    const env = readEnv({}, '/somewhere')
    expect(env).toMatchObject({ host: '127.0.0.1', port: 3210, dataDir: '/somewhere/.v2r', isRehearsal: true })
    expect(env.databaseUrl).toBeUndefined()
  })

  test('treats an empty value as not set', () => {
    expect(readEnv({ PORT: '', OPENAI_API_KEY: '  ' })).toMatchObject({ port: 3210, isRehearsal: true })
  })

  test('names the variable and the value it cannot use', () => {
    expect(() => readEnv({ PORT: 'eighty' })).toThrow('PORT must be a number, not "eighty".')
    expect(() => readEnv({ PORT: '70000' })).toThrow('PORT must be at most 65535, not "70000".')
    expect(() => readEnv({ V2R_DECODER: 'vlc' })).toThrow('V2R_DECODER must be auto, libav or ffmpeg, not "vlc".')
    expect(() => readEnv({ V2R_MODEL_PRICES: 'gpt-4o=cheap' })).toThrow('V2R_MODEL_PRICES must look like')
  })

  test('never repeats a secret in its complaint', () => {
    expect(() => readEnv({ DATABASE_URL: 'mysql://me:hunter2@db/v2r' })).toThrow(
      'DATABASE_URL must be a postgres:// URL.',
    )
  })

  test('refuses to listen to the network while there are no accounts', () => {
    expect(() => readEnv({ HOST: '0.0.0.0' })).toThrow(/HOST must be 127\.0\.0\.1.*no accounts yet/)
  })

  test('judges with the models of section 5.1 unless it is told otherwise', () => {
    expect(readEnv({ OPENAI_API_KEY: 'sk-x' }).models.judges).toEqual(['gpt-4o', 'o3-mini'])
    expect(readEnv({ OPENAI_API_KEY: 'sk-x', V2R_JUDGE_MODELS: 'a, b' }).models.judges).toEqual(['a', 'b'])
  })

  test('gives one model all the roles that name none of their own', () => {
    const { models } = readEnv({
      OPENAI_BASE_URL: 'http://localhost:8000/v1/',
      V2R_MODEL: 'qwen',
      V2R_RESPONDER_MODEL: 'internvl',
    })
    expect(models).toEqual({
      annotator: 'qwen',
      generators: ['qwen'],
      selector: 'qwen',
      responder: 'internvl',
      judges: ['qwen'],
    })
  })

  test('is described without secrets', () => {
    const described = readEnv({
      OPENAI_API_KEY: 'sk-secret',
      DATABASE_URL: 'postgres://u:pw@h/d',
      PORT: '4000',
    }).described
    expect(JSON.stringify(described)).not.toMatch(/sk-secret|pw@/)
    expect(described).toContainEqual({ name: 'OPENAI_API_KEY', value: 'set', source: 'environment' })
    expect(described).toContainEqual({ name: 'PORT', value: '4000', source: 'environment' })
    expect(described).toContainEqual({ name: 'HOST', value: '127.0.0.1', source: 'default' })
  })

  test('is documented in .env.example, every variable with the default it has', () => {
    const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
    const documented = Object.fromEntries(
      [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    )
    const { described } = readEnv({})
    const withoutAlias = described.filter(({ name }) => name !== 'OPENAI_API_BASE')
    expect(Object.keys(documented).toSorted()).toEqual(withoutAlias.map(({ name }) => name).toSorted())
    const withValue = withoutAlias.filter(({ name }) => documented[name] !== '')
    for (const { name, value } of withValue) expect({ [name]: documented[name] }).toEqual({ [name]: value })
  })
})
