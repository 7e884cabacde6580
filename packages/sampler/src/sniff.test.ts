import { expect, test } from 'vitest'
import { sniffContainer } from './sniff.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['\0\0\0\x20ftypisom', 'mov'],
  ['\0\0\0\x08moov', 'mov'],
  ['\x1a\x45\xdf\xa3', 'matroska'],
  ['RIFF\0\0\0\0AVI LIST', 'avi'],
  ['FLV\x01', 'flv'],
  ['OggS', 'ogg'],
  ['\0\0\x01\xba', 'mpeg'],
])('%j begins a %s file', (head, family) => {
  expect(sniffContainer(bytes(head))).toBe(family)
})

test('a transport stream is known by its packets', () => {
  const stream = Buffer.alloc(188 * 6)
  for (let at = 0; at < stream.length; at += 188) stream[at] = 0x47
  expect(sniffContainer(stream)).toBe('mpegts')
})

test('a transport stream in which a few packets are damaged is still known, noise is not', () => {
  const stream = Buffer.alloc(188 * 20)
  for (let at = 0; at < stream.length; at += 188) stream[at] = at === 188 * 3 ? 0x46 : 0x47
  expect(sniffContainer(stream)).toBe('mpegts')
  for (let at = 0; at < stream.length; at += 188 * 2) stream[at] = 0
  expect(() => sniffContainer(stream)).toThrow(expect.objectContaining({ code: 'not-a-video' }))
})

test.each([
  '#EXTM3U\n/etc/passwd',
  'ffconcat version 1.0\nfile other.mp4',
  '\ufeff#EXTM3U',
  '  \n[playlist]',
  '<?xml version="1.0"?><MPD>',
  'v=0\no=-',
])('a playlist by any name is refused: %j', (text) => {
  expect(() => sniffContainer(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'playlist' }))
})

test.each([
  '\x89PNG',
  'GIF89a',
  '\xff\xd8\xff\xe0',
  'PK\x03\x04',
  'hello, world',
  '\0\0\0\x18ftypavif',
  '\0\0\0\x18ftypavis',
])('%j is not a video', (head) => {
  expect(() => sniffContainer(bytes(head))).toThrow(expect.objectContaining({ code: 'not-a-video' }))
})
