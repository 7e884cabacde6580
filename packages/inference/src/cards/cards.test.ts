import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { fillIn, readExamples, writeExamples } from './card-examples.js'
import { readCardPng, writeCardPng } from './card-png.js'
import { blankCard, readCard, writeCard } from './character-card.js'

const sha256 = 'ab'.repeat(32)
const videos = { videos: [{ sha256, name: 'market.mp4', durationSeconds: 12.5 }], settings: { context: 'summary' } }
const data = {
  ...blankCard('Wang 小明'),
  description: 'Sells fish, 笑着.',
  first_mes: 'Fresh cod!',
  alternate_greetings: ['Hello'],
  character_book: { entries: [{ keys: ['cod'], content: 'A fish.' }] },
}

describe('a card goes through unharmed', () => {
  test.each([2, 3] as const)('version %i, with what we do not use', (version) => {
    const card = readCard(writeCard({ data, videos }, version))
    expect(card.version).toBe(version)
    expect(card.data).toMatchObject(data)
    expect(card.videos).toEqual(videos)
  })

  test('version 1 has no envelope', () => {
    const card = readCard(JSON.stringify({ name: 'Old', description: 'd', first_mes: 'Hi', mes_example: '' }))
    expect(card).toMatchObject({ version: 1, data: { name: 'Old', first_mes: 'Hi' }, videos: undefined })
  })

  test('an extension of ours that somebody spoilt is no extension', () => {
    const spoilt = { ...data, extensions: { video2roleplay: { videos: [{ sha256: '../../etc/passwd' }] } } }
    expect(readCard(JSON.stringify({ spec: 'chara_card_v2', data: spoilt })).videos).toBeUndefined()
  })

  test.each(['', 'null', '[]', '{"name": ""}', '{"spec":"chara_card_v2","data":{}}', '{"name":7}'])(
    '%s is none',
    (json) => expect(() => readCard(json)).toThrow(/card/),
  )
})

describe('examples', () => {
  const messages = `<START>
{{user}}: What is it?
{{char}}: Cod: fresh today.
Two for ten.
<START>
{{char}}: nobody asked
{{user}}: And
{{user}}: then?
Wang: Home.`
  test('are questions with their answers, of several lines where they have them', () => {
    expect(readExamples(messages, 'Wang')).toEqual([
      { question: 'What is it?', answer: 'Cod: fresh today.\nTwo for ten.\nnobody asked' },
      { question: 'And\nthen?', answer: 'Home.' },
    ])
  })
  test('are the same after a round trip', () => {
    const examples = [
      { question: 'a?', answer: 'b' },
      { question: 'c', answer: 'd\ne' },
    ]
    expect(readExamples(writeExamples(examples), 'x')).toEqual(examples)
  })
  test('names are filled in as text, whatever they hold', () => {
    expect(fillIn('{{char}} and {{user}}', { character: '$&', user: '{{char}}' })).toBe('$& and {{char}}')
  })
})

describe('a picture', () => {
  const png = () => {
    const chunk = (type: string, bytes: Buffer) => ({ type, bytes })
    const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    const parts = [
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from([0, 7]))),
      chunk('IEND', Buffer.alloc(0)),
    ]
    const empty = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      ...parts.map(({ type, bytes }) => rawChunk(type, bytes)),
    ])
    return empty
  }

  test('holds both versions; the newer is read, and a second writing replaces the first', () => {
    const first = writeCardPng(png(), { chara: '{"v":2}', ccv3: '{"v":"三"}' })
    expect(readCardPng(first)).toBe('{"v":"三"}')
    const second = writeCardPng(first, { chara: '{"w":2}', ccv3: '{"w":3}' })
    expect(readCardPng(second)).toBe('{"w":3}')
    expect(second.toString('latin1').match(/tEXt/g)).toHaveLength(2)
  })

  test('without a card, cut short, or damaged, says so', () => {
    expect(() => readCardPng(png())).toThrow('holds no character card')
    const whole = writeCardPng(png(), { chara: '{}', ccv3: '{}' })
    for (let length = 0; length < whole.length; length += 3)
      expect(() => readCardPng(whole.subarray(0, length))).toThrow(/no PNG|too early/)
    const damaged = Buffer.from(whole)
    damaged[whole.indexOf('tEXt') + 6]! ^= 1
    expect(() => readCardPng(damaged)).toThrow('checksum')
    const lying = Buffer.from(whole)
    lying.writeUInt32BE(0xffffffff, 8)
    expect(() => readCardPng(lying)).toThrow('too early')
  })
})

function rawChunk(type: string, bytes: Buffer): Buffer {
  // The writer under test adds checksums; here they are made by hand, bit by bit.
  const body = Buffer.concat([Buffer.from(type, 'latin1'), bytes])
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  const out = Buffer.alloc(12 + bytes.length)
  out.writeUInt32BE(bytes.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 8 + bytes.length)
  return out
}
