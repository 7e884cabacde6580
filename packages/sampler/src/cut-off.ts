/**
 * Whether a file ends before its container says it does: half a download. Some demuxers end such a file in silence,
 * and what was read of it looks complete.
 */
import type { ContainerFamily } from './sniff.js'

/** How many bytes are missing; 0 where the file is whole, or its container does not say. */
export function cutOffBytes(head: Uint8Array, family: ContainerFamily, fileBytes: number): number {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const declared = family === 'matroska' ? endOfSegment(bytes) : family === 'avi' ? endOfRiff(bytes) : undefined
  return declared === undefined ? 0 : Math.max(0, declared - fileBytes)
}

/** Chunks are padded to even length; some writers leave the last byte out. */
function endOfRiff(bytes: Buffer): number | undefined {
  if (bytes.length < 8) return undefined
  const size = bytes.readUInt32LE(4)
  return size === 0 || size === 0xff_ff_ff_ff ? undefined : 8 + size - (size % 2)
}

const SEGMENT = 0x18_53_80_67

/** The EBML header, then the segment that holds all else; a live stream gives it no size. */
function endOfSegment(bytes: Buffer): number | undefined {
  const header = readSize(bytes, 4)
  if (header === undefined) return undefined
  const at = header.end + header.size
  if (at + 4 > bytes.length || bytes.readUInt32BE(at) !== SEGMENT) return undefined
  const segment = readSize(bytes, at + 4)
  return segment === undefined ? undefined : segment.end + segment.size
}

/** EBML's number of one to eight bytes: as many as its first has zeros in front, all ones for `unknown`. */
function readSize(bytes: Buffer, at: number): { size: number; end: number } | undefined {
  const first = bytes[at]
  if (first === undefined || first === 0) return undefined
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length) return undefined
  let size = first & (0xff >> length)
  let isUnknown = size === 0xff >> length
  for (let k = 1; k < length; k++) {
    const byte = bytes[at + k] as number
    size = size * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return isUnknown ? undefined : { size, end: at + length }
}
