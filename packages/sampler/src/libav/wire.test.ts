import { expect, test } from 'vitest'
import { encodeMessage, readMessages } from './wire.js'

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size: number) {
  const messages = []
  for await (const { header, payload } of readMessages(inPieces(bytes, size)))
    messages.push([header, payload.toString()])
  return messages
}

const stream = Buffer.concat([encodeMessage({ a: 'ä' }, 3), Buffer.from('xyz'), encodeMessage({ b: 2 }, 0)])

test.each([1, 2, 7, 1000])('messages arrive whole, however the bytes are cut (%s at a time)', async (size) => {
  expect(await read(stream, size)).toEqual([
    [{ a: 'ä' }, 'xyz'],
    [{ b: 2 }, ''],
  ])
})

test('a message that breaks off is no message', async () => {
  expect(await read(stream.subarray(0, stream.length - 1), 5)).toHaveLength(1)
})

test('a length that no honest decoder sends is refused before memory is given', async () => {
  await expect(read(Buffer.alloc(8, 0xff), 8)).rejects.toThrow(/too large/)
})
