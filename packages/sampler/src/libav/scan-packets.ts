/** Reads every packet of the video once, decoding none: the true timeline and what may be left undecoded. */
import type { DecodeLimits } from '../limits.js'
import type { PacketIndex } from '../timeline.js'
import { PACKET_CORRUPT, PACKET_DISCARD, PACKET_DISPOSABLE, PACKET_HIDDEN, PACKET_KEY } from '../timeline.js'
import { countPacket } from './activity.js'
import type { Libav } from './libav-module.js'
import { toNumber } from './libav-module.js'
import { packetReader } from './packet-details.js'
import type { VideoInput } from './video-input.js'
import { DecodeFailure, readVideoPacket } from './video-input.js'

export interface PacketScan extends PacketIndex {
  /** Ascends in a healthy file: by it a packet is recognised after a seek. */
  dts: Float64Array
  /** The packets do not say when each frame is shown: it has to be decoded to know. */
  needsDecoding: boolean
  /** The demuxer's last words, where it stopped before the end. */
  problem?: string
}

export function scanPackets({ lib, constants }: Libav, input: VideoInput, limits: DecodeLimits): PacketScan {
  const { codecpar } = input.stream
  const read = packetReader(input.codec, codecpar.extradata ?? undefined)
  const packet = new lib.Packet()
  packet.alloc()
  const columns: Columns = { pts: [], dts: [], duration: [], bytes: [] }
  const flagsOf: number[] = []
  const layers: number[] = []
  let problem: string | undefined
  try {
    while (
      readVideoPacket(input, packet, constants.AVERROR_EOF, (code) => {
        problem = lib.FFmpegError.strerror(code)
      })
    ) {
      if (flagsOf.length >= limits.packets)
        throw new DecodeFailure('too-many-packets', `The video has more than ${limits.packets} frames.`)
      countPacket()
      const data = read === undefined ? null : packet.data
      const details = data === null ? undefined : read?.(data)
      const { flags } = packet
      const flag = (bit: number, mine: number) => ((flags & bit) !== 0 ? mine : 0)
      columns.pts.push(toNumber(packet.pts))
      columns.dts.push(toNumber(packet.dts))
      columns.duration.push(toNumber(packet.duration))
      columns.bytes.push(packet.size)
      layers.push(details?.layer ?? 0)
      flagsOf.push(
        flag(constants.AV_PKT_FLAG_KEY, PACKET_KEY) |
          flag(constants.AV_PKT_FLAG_DISCARD, PACKET_DISCARD) |
          flag(constants.AV_PKT_FLAG_CORRUPT, PACKET_CORRUPT) |
          (details?.isDisposable === true ? PACKET_DISPOSABLE : 0) |
          (details?.isHidden === true ? PACKET_HIDDEN : 0),
      )
    }
  } finally {
    packet.free()
  }
  const topLayer = layers.reduce((top, layer) => Math.max(top, layer), 0)
  const lacksPts = columns.pts.some((pts) => Number.isNaN(pts))
  const reorders = codecpar.videoDelay > 0
  return {
    timeBase: input.timeBase,
    pts: sharedNumbers(lacksPts && !reorders ? columns.dts : columns.pts),
    dts: sharedNumbers(columns.dts),
    duration: sharedNumbers(columns.duration.map((duration) => (Number.isNaN(duration) ? 0 : duration))),
    flags: sharedFlags(
      flagsOf.map((flags, k) => ((layers[k] as number) < topLayer ? flags & ~PACKET_DISPOSABLE : flags)),
    ),
    bytes: sharedNumbers(columns.bytes),
    // MPEG-4 in AVI packs two frames into one packet and an empty one after it.
    needsDecoding:
      (lacksPts && (reorders || columns.dts.some((dts) => Number.isNaN(dts)))) ||
      (input.container === 'avi' && input.codec === 'mpeg4' && reorders),
    ...(problem === undefined ? {} : { problem }),
  }
}

type Columns = Record<'pts' | 'dts' | 'duration' | 'bytes', number[]>

/** In memory that all threads see: an index of a long film is handed on without being copied. */
function sharedNumbers(values: readonly number[]): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.length * Float64Array.BYTES_PER_ELEMENT))
  shared.set(values)
  return shared
}

function sharedFlags(values: readonly number[]): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(values.length))
  shared.set(values)
  return shared
}
