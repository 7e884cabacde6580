/**
 * A card inside a picture: PNG `tEXt` chunks called `chara` (version 2) and `ccv3` (version 3), each base64 of the
 * JSON. Only the chunks are walked; the pixels are never decoded here.
 */
import { crc32 } from 'node:zlib'
import { InferenceError } from '../errors.js'
import { largestCard } from './character-card.js'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const keywords = ['ccv3', 'chara'] as const

export function isPng(bytes: Uint8Array): boolean {
  return bytes.length > signature.length && signature.equals(bytes.subarray(0, signature.length))
}

/** The JSON of the newest version that the picture holds. @throws InferenceError `bad-card` */
export function readCardPng(bytes: Uint8Array): string {
  const found = new Map<string, string>()
  for (const { type, data } of chunksOf(bytes)) {
    if (type !== 'tEXt') continue
    const end = data.indexOf(0)
    const keyword = data.toString('latin1', 0, Math.max(0, end)).toLowerCase()
    if (end > 0 && data.length - end <= largestCard * 2) found.set(keyword, data.toString('latin1', end + 1))
  }
  for (const keyword of keywords) {
    const encoded = found.get(keyword)
    if (encoded !== undefined) return Buffer.from(encoded, 'base64').toString('utf8')
  }
  throw new InferenceError('bad-card', 'This picture holds no character card.')
}

/** The picture with the cards in it, in place of any it had. @throws InferenceError `bad-card` where it is no PNG */
export function writeCardPng(picture: Uint8Array, cards: { chara: string; ccv3: string }): Buffer {
  const kept = chunksOf(picture).filter(
    ({ type, data }) =>
      type !== 'tEXt' || !keywords.some((keyword) => data.toString('latin1').toLowerCase().startsWith(`${keyword}\0`)),
  )
  const end = kept.findIndex(({ type }) => type === 'IEND')
  const texts = (['chara', 'ccv3'] as const).map((keyword) => ({
    type: 'tEXt',
    data: Buffer.concat([
      Buffer.from(`${keyword}\0`, 'latin1'),
      Buffer.from(Buffer.from(cards[keyword]).toString('base64')),
    ]),
  }))
  return Buffer.concat([signature, ...[...kept.slice(0, end), ...texts, ...kept.slice(end)].map(toBytes)])
}

interface Chunk {
  type: string
  data: Buffer
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isPng(bytes)) throw new InferenceError('bad-card', 'This is no PNG picture.')
  const chunks: Chunk[] = []
  for (let at = signature.length; at + 12 <= buffer.length;) {
    const length = buffer.readUInt32BE(at)
    const end = at + 12 + length
    if (end > buffer.length) break
    const type = buffer.toString('latin1', at + 4, at + 8)
    const data = buffer.subarray(at + 8, at + 8 + length)
    if (crc32(buffer.subarray(at + 4, at + 8 + length)) !== buffer.readUInt32BE(end - 4))
      throw new InferenceError('bad-card', 'The picture is damaged: a checksum is wrong.')
    chunks.push({ type, data })
    if (type === 'IEND') return chunks
    at = end
  }
  throw new InferenceError('bad-card', 'The picture ends too early.')
}

function toBytes({ type, data }: Chunk): Buffer {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  data.copy(bytes, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}
