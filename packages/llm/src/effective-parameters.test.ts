import { describe, expect, test } from 'vitest'
import { capabilitiesOf } from './capabilities.js'
import { effectiveParametersOf } from './effective-parameters.js'

describe('what goes over the wire', () => {
  test('for the o3-mini judge is no temperature, and the run knows', () => {
    const { effective, dropped } = effectiveParametersOf(capabilitiesOf('o3-mini-2025-01-31'), {
      temperature: 0,
      topP: 1,
      maxTokens: 900,
    })
    expect(effective).toEqual({ max_completion_tokens: 900 })
    expect(dropped).toEqual(['temperature: not accepted by this model', 'topP: not accepted by this model'])
  })

  test("for the paper's GPT-4o judge is the temperature it was given", () => {
    const { effective, dropped } = effectiveParametersOf(capabilitiesOf('gpt-4o'), { temperature: 0 })
    expect(effective).toEqual({ temperature: 0 })
    expect(dropped).toEqual([])
  })

  test('holds no more stop sequences than the API takes', () => {
    const { effective, dropped } = effectiveParametersOf(capabilitiesOf('any'), { stop: ['a', 'b', 'c', 'd', 'e'] })
    expect(effective).toEqual({ stop: ['a', 'b', 'c', 'd'] })
    expect(dropped).toHaveLength(1)
    expect(effectiveParametersOf(capabilitiesOf('any'), { stop: [] })).toEqual({ effective: {}, dropped: [] })
  })

  test('holds a schema only for models that know what to do with it', () => {
    const responseSchema = { name: 'verdict', schema: { type: 'object' } }
    expect(effectiveParametersOf(capabilitiesOf('gpt-4o'), { responseSchema }).effective).toHaveProperty(
      'response_format',
    )
    expect(effectiveParametersOf(capabilitiesOf('house-model'), { responseSchema }).dropped).toEqual([
      'responseSchema: not accepted by this model',
    ])
  })
})

describe('the capability table', () => {
  test.each([
    ['o3-mini', { images: false, temperature: false }],
    ['o4-mini', { images: true, temperature: false }],
    ['gpt-4o-2024-11-20', { images: true, temperature: true }],
    ['openai/gpt-4o', { jsonSchema: true }],
    ['OpenGVLab/InternVL2_5-8B', { images: true, temperature: true, tokenField: 'max_tokens' }],
  ])('knows %s', (model, expected) => {
    expect(capabilitiesOf(model)).toMatchObject(expected)
  })

  test('gives way to what the owner of an endpoint knows better', () => {
    expect(capabilitiesOf('o3-mini', { images: true }).images).toBe(true)
    expect(capabilitiesOf('o3-mini', { images: undefined }).images).toBe(false)
  })
})
