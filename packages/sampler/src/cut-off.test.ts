import { expect, test } from 'vitest'
import { cutOffBytes } from './cut-off.js'

/** An EBML header of five bytes, then a segment of the size that these bytes spell. */
const matroska = (...size: number[]) => Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, ...size])

test.each([
  ['one byte', matroska(0x80 | 20), 10 + 20],
  ['eight bytes', matroska(0x01, 0, 0, 0, 0, 0, 0x03, 0xe8), 17 + 1000],
])('a Matroska segment says where it ends, in %s', (_, head, end) => {
  expect(cutOffBytes(head, 'matroska', end)).toBe(0)
  expect(cutOffBytes(head, 'matroska', end - 7)).toBe(7)
})

test('a live recording, whose segment has no size, is never cut off', () => {
  expect(cutOffBytes(matroska(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 'matroska', 100)).toBe(0)
})

test('an AVI says its size, of which a last padding byte may be missing', () => {
  const head = Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1')
  head.writeUInt32LE(1001, 4)
  expect(cutOffBytes(head, 'avi', 1008)).toBe(0)
  expect(cutOffBytes(head, 'avi', 508)).toBe(500)
})

test.each(['', '\x1a', '\x1a\x45\xdf\xa3\0', '\x1a\x45\xdf\xa3\x01\xff'])(
  'nothing is read past the end: %j',
  (head) => {
    expect(cutOffBytes(Buffer.from(head, 'latin1'), 'matroska', 4)).toBe(0)
  },
)
