import { describe, expect, test } from 'vitest'
import { parseJsonAnswer } from './parse-json-answer.js'

const valueOf = (text: string) => {
  const answer = parseJsonAnswer(text)
  return answer.status === 'parsed' ? answer.value : answer.reason
}
const pathOf = (text: string) => {
  const answer = parseJsonAnswer(text)
  return answer.status === 'parsed' ? answer.path : null
}

describe('JSON in an answer', () => {
  test('is read as it stands, from a fence, or out of prose', () => {
    expect(pathOf('{"score": 85}')).toBe('strict')
    expect(pathOf('```json\n{"score": 85}\n```')).toBe('fenced')
    expect(pathOf('Here you are:\n```\n{"score": 85}\n```\nHope this helps!')).toBe('fenced')
    expect(pathOf('My verdict is {"score": 85}. Hope this helps!')).toBe('embedded')
  })

  test('is the last object where prose holds several', () => {
    expect(valueOf('A draft: {"score": 10}. On reflection: {"score": 85}.')).toEqual({ score: 85 })
  })

  test('is a whole list where prose holds a list of objects', () => {
    expect(valueOf('The pairs are [{"q":"a"},{"q":"b"}], see [1].')).toEqual([{ q: 'a' }, { q: 'b' }])
  })

  test('may contain braces and quotes within its texts', () => {
    expect(valueOf('Sure: {"text": "a } \\" { b"} – done')).toEqual({ text: 'a } " { b' })
  })

  test('comes out as clean text', () => {
    expect(valueOf('{"a":"x\\u0000y\\ud83d"}')).toEqual({ a: 'xy\ufffd' })
  })

  test('keeps the last of two values under one name', () => {
    expect(valueOf('{"a":1,"a":2}')).toEqual({ a: 2 })
  })
})

describe('what is not JSON', () => {
  test.each([
    '[{"q":"a",},]',
    "{'score': 85}",
    '{"score": 85',
    'The score is eighty.',
    '{"a":1}#{}',
    '{"a": true} "x"',
    '{"a":1}/**/',
    '[1]]',
    '[NaN]',
    '{a: 1}',
    '{"a":"line\nbreak"}',
    '[+1]',
    '\u2060[]',
    '```json\n```',
  ])('is malformed and never mended: %s', (text) => {
    expect(valueOf(text)).toBe('malformed')
  })

  test('is empty where nothing was said', () => {
    expect(valueOf(' \n\t ')).toBe('empty')
    expect(valueOf('\ufeff')).toBe('empty')
  })

  test('is refused by size before it is read', () => {
    expect(parseJsonAnswer('"abc"', { maxBytes: 4 })).toEqual({ status: 'failed', reason: 'too-large' })
    expect(parseJsonAnswer('"éé"', { maxBytes: 5 })).toEqual({ status: 'failed', reason: 'too-large' })
  })

  test('is refused by depth, also in a fence and in prose', () => {
    const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2)
    expect(parseJsonAnswer(nested(32)).status).toBe('parsed')
    expect(valueOf(nested(34))).toBe('too-deep')
    expect(valueOf(`\`\`\`\n${nested(34)}\n\`\`\``)).toBe('too-deep')
    expect(valueOf(`Here it is: ${nested(34)}`)).toBe('too-deep')
    expect(valueOf('['.repeat(100_000))).toBe('too-deep')
  })

  test('is refused where a name would reach into a prototype', () => {
    expect(valueOf('{"a":{"__proto__":{"isAdmin":true}}}')).toBe('forbidden-key')
    expect(valueOf('{"constructor":{"prototype":{"x":1}}}')).toBe('forbidden-key')
    expect(valueOf('{"constructor":"Le Corbusier"}')).toEqual({ constructor: 'Le Corbusier' })
  })

  test('is refused where a number is too large to be one', () => {
    expect(valueOf('{"score":1e999}')).toBe('not-finite')
  })

  test('is given up on quickly where braces never close', () => {
    expect(valueOf(`words ${'{"a" '.repeat(300_000)}`)).toBe('malformed')
  })
})
