/**
 * The decoder process reads hostile files, and what it writes goes on to browsers and models. So its JPEGs are looked
 * at before they are believed: one picture of the size announced, baseline, in the segments that our encoder writes,
 * and nothing after its end.
 */
import { createHash } from 'node:crypto'
import type { Encode } from '../collect-frames.js'
import { SamplerError } from '../errors.js'

const START = 0xff_d8
const END = 0xff_d9
const SCAN = 0xda
const BASELINE = 0xc0
/** Tables, a comment, JFIF's own header. */
const plainSegments = new Set([0xc4, 0xdb, 0xdd, 0xe0, 0xfe])

export const acceptJpeg: Encode = async ({ pixels, width, height }) => {
  checkJpeg(pixels, width, height)
  return { jpeg: new Uint8Array(pixels), sha256: createHash('sha256').update(pixels).digest('hex') }
}

export function checkJpeg(bytes: Buffer, width: number, height: number): void {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== START || bytes.readUInt16BE(bytes.length - 2) !== END)
    throw notAPicture()
  let isSized = false
  for (let at = 2; at + 4 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] as number
    if (bytes[at] !== 0xff) break
    if (marker === BASELINE && at + 9 <= bytes.length)
      isSized = bytes.readUInt16BE(at + 5) === height && bytes.readUInt16BE(at + 7) === width
    else if (marker === SCAN) {
      if (isSized && hasOneScan(bytes, at + 2 + bytes.readUInt16BE(at + 2))) return
      break
    } else if (!plainSegments.has(marker)) break
  }
  throw notAPicture()
}

/** Up to the end only data: 0xff is followed by 0, or by the number of a restart. */
function hasOneScan(bytes: Buffer, from: number): boolean {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1]
    if (next === 0xd9) return at + 2 === bytes.length
    if (next !== 0 && (next === undefined || next < 0xd0 || next > 0xd7)) return false
  }
  return false
}

function notAPicture(): SamplerError {
  return new SamplerError('decoder-crashed', 'The decoder sent something that is not the picture it announced.')
}
