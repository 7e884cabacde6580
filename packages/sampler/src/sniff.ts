/**
 * What a file is by its first bytes, before any decoder sees it. A name proves nothing: `holiday.mp4` may be a
 * playlist that makes a decoder open other people's files.
 */
import { SamplerError } from './errors.js'

export type ContainerFamily = 'mov' | 'matroska' | 'avi' | 'mpegts' | 'mpeg' | 'flv' | 'ogg' | 'asf'

/** The demuxer each family may use, by the names libavformat prints, and no other. */
export const demuxers: Record<ContainerFamily, { libav: string; ffmpeg: string }> = {
  mov: { libav: 'mov', ffmpeg: 'mov,mp4,m4a,3gp,3g2,mj2' },
  matroska: { libav: 'matroska', ffmpeg: 'matroska,webm' },
  avi: { libav: 'avi', ffmpeg: 'avi' },
  mpegts: { libav: 'mpegts', ffmpeg: 'mpegts' },
  mpeg: { libav: 'mpeg', ffmpeg: 'mpeg' },
  flv: { libav: 'flv', ffmpeg: 'flv' },
  ogg: { libav: 'ogg', ffmpeg: 'ogg' },
  asf: { libav: 'asf', ffmpeg: 'asf' },
}

/** How many bytes are enough to tell. */
export const SNIFF_BYTES = 4096

export function sniffContainer(head: Uint8Array): ContainerFamily {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (bytes.length === 0) throw new SamplerError('empty-file')
  const text = bytes.toString('latin1')
  const start = text
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .slice(0, 200)
    .toLowerCase()
  if (playlistStarts.some((mark) => start.startsWith(mark))) throw new SamplerError('playlist')
  if (start.startsWith('<?xml') && /<(mpd|assetmap|smil|playlist)/.test(text.toLowerCase()))
    throw new SamplerError('playlist')
  const box = text.slice(4, 8)
  if (movBoxes.has(box)) {
    const brand = text.slice(8, 12)
    if (box === 'ftyp' && stillImageBrands.has(brand))
      throw new SamplerError('not-a-video', 'The file is a still picture, not a video.')
    return 'mov'
  }
  if (text.startsWith('\x1a\x45\xdf\xa3')) return 'matroska'
  if (text.startsWith('RIFF') && text.slice(8, 11) === 'AVI') return 'avi'
  if (text.startsWith('FLV\x01')) return 'flv'
  if (text.startsWith('OggS')) return 'ogg'
  if (text.startsWith('\x30\x26\xb2\x75\x8e\x66\xcf\x11')) return 'asf'
  if (text.startsWith('\x00\x00\x01\xba')) return 'mpeg'
  if (isTransportStream(bytes)) return 'mpegts'
  throw new SamplerError('not-a-video')
}

const playlistStarts = [
  '#extm3u',
  'ffconcat',
  '[playlist]',
  '[reference]',
  'v=0',
  '#ext-x',
  '<asx',
  '<smil',
  '<mpd',
  'rtsptext',
  'file ',
]
const movBoxes = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'moof', 'sidx'])
/** Picture formats in the same box structure; sequences of them (avis, hevc, msf1) are pictures to us as well. */
const stillImageBrands = new Set(['avif', 'avis', 'mif1', 'msf1', 'heic', 'heix', 'hevc', 'hevx', 'miaf'])

/**
 * Packets begin with 0x47, 188 or 192 bytes apart, from anywhere in the first one on. Of three or more in sight, three
 * quarters must: a damaged stream is a stream.
 */
function isTransportStream(bytes: Buffer): boolean {
  for (const size of [188, 192])
    for (let offset = 0; offset < size; offset++) {
      const packets = Math.floor((bytes.length - offset) / size)
      let marked = 0
      for (let k = 0; k < packets; k++) if (bytes[offset + k * size] === 0x47) marked++
      if (marked >= 3 && marked >= packets * 0.75) return true
    }
  return false
}
