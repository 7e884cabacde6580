import { expect, test } from 'vitest'
import { defaultLimits } from '../limits.js'
import { DecoderProcess } from './decoder-process.js'

/** A process that says this, with lengths in front, and then waits. */
const says = (script: string) => [
  process.execPath,
  '-e',
  `const say = (text, more = '') => { const json = Buffer.from(text); const lengths = Buffer.alloc(8); lengths.writeUInt32LE(json.length, 0); lengths.writeUInt32LE(more.length, 4); process.stdout.write(Buffer.concat([lengths, json, Buffer.from(more)])) }; ${script}; setInterval(() => {}, 1000)`,
]
const ready = `say('{"type":"ready","version":"1","canToneMap":true}')`
const request = {
  id: 1,
  file: '',
  identity: '',
  family: 'mov',
  limits: defaultLimits,
  cores: 1,
  task: 'probe',
} as const
const watch = { limits: defaultLimits, seconds: 20 }

test.each([
  ['no JSON', `say('hello')`],
  ['an unknown message', `say('{"type":"shell","command":"rm"}', 'x'.repeat(1e6))`],
  ['a number out of range', `say('{"type":"picture","id":1,"pts":1e999,"timestampSeconds":0,"width":1,"height":1}')`],
  ['an absurd length', `process.stdout.write(Buffer.alloc(8, 255))`],
])('a decoder that says %s is ended, and nothing hangs', async (_, script) => {
  const { process: decoder } = await DecoderProcess.start(
    says(`${ready}; process.stdin.once('data', () => { ${script} })`),
    defaultLimits,
  )
  await expect(decoder.request(request, watch, async () => undefined)).rejects.toMatchObject({
    code: 'decoder-crashed',
  })
  expect(decoder.isAlive).toBe(false)
  await decoder.close()
})

test('a decoder that does not introduce itself is refused', async () => {
  await expect(
    DecoderProcess.start(says(`say('{"type":"alive","id":0}'); process.exit(3)`), defaultLimits),
  ).rejects.toMatchObject({
    code: 'decoder-crashed',
  })
})

test('a program that is not there is a typed error', async () => {
  await expect(DecoderProcess.start(['/no/such/program'], defaultLimits)).rejects.toMatchObject({
    code: 'decoder-crashed',
  })
})

test('a decoder that falls silent is ended after the idle time', async () => {
  const { process: decoder } = await DecoderProcess.start(says(ready), defaultLimits)
  const impatient = { limits: { ...defaultLimits, idleSeconds: 0.3 }, seconds: 20 }
  await expect(decoder.request(request, impatient, async () => undefined)).rejects.toMatchObject({
    code: 'decoder-timeout',
  })
  await decoder.close()
})

test('a decoder that talks and talks is ended at the deadline', async () => {
  const chatter = `setInterval(() => say('{"type":"alive","id":1}'), 20)`
  const { process: decoder } = await DecoderProcess.start(
    says(`${ready}; process.stdin.once('data', () => ${chatter})`),
    defaultLimits,
  )
  await expect(decoder.request(request, { ...watch, seconds: 0.5 }, async () => undefined)).rejects.toMatchObject({
    code: 'decoder-timeout',
  })
  await decoder.close()
})
