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
  // In memory that all threads see, so that the index of a long film is handed on without being copied. There is room
  // for as many packets as are allowed; what is never written takes no memory.
  const room = () => new Float64Array(new SharedArrayBuffer(limits.packets * Float64Array.BYTES_PER_ELEMENT))
  const column = { pts: room(), dts: room(), duration: room(), bytes: room() }
  const flagsOf = new Uint8Array(new SharedArrayBuffer(limits.packets))
  const layers = new Uint8Array(limits.packets)
  let count = 0
  let problem: string | undefined
  try {
    while (
      readVideoPacket(input, packet, constants.AVERROR_EOF, (code) => {
        problem = lib.FFmpegError.strerror(code)
      })
    ) {
      if (count >= limits.packets)
        throw new DecodeFailure('too-many-packets', `The video has more than ${limits.packets} frames.`)
      countPacket()
      const data = read === undefined ? null : packet.data
      const details = data === null ? undefined : read?.(data)
      const { flags } = packet
      const flag = (bit: number, mine: number) => ((flags & bit) !== 0 ? mine : 0)
      const duration = toNumber(packet.duration)
      column.pts[count] = toNumber(packet.pts)
      column.dts[count] = toNumber(packet.dts)
      column.duration[count] = Number.isNaN(duration) ? 0 : duration
      column.bytes[count] = packet.size
      layers[count] = details?.layer ?? 0
      flagsOf[count] =
        flag(constants.AV_PKT_FLAG_KEY, PACKET_KEY) |
        flag(constants.AV_PKT_FLAG_DISCARD, PACKET_DISCARD) |
        flag(constants.AV_PKT_FLAG_CORRUPT, PACKET_CORRUPT) |
        (details?.isDisposable === true ? PACKET_DISPOSABLE : 0) |
        (details?.isHidden === true ? PACKET_HIDDEN : 0)
      count++
    }
  } finally {
    packet.free()
  }
  const [pts, dts] = [column.pts.subarray(0, count), column.dts.subarray(0, count)]
  const flags = flagsOf.subarray(0, count)
  const topLayer = layers.reduce((top, layer) => Math.max(top, layer), 0)
  for (let k = 0; k < count; k++)
    if ((layers[k] as number) < topLayer) flags[k] = (flags[k] as number) & ~PACKET_DISPOSABLE
  const lacksPts = pts.some((value) => Number.isNaN(value))
  const reorders = codecpar.videoDelay > 0
  return {
    timeBase: input.timeBase,
    pts: lacksPts && !reorders ? dts : pts,
    dts,
    duration: column.duration.subarray(0, count),
    flags,
    bytes: column.bytes.subarray(0, count),
    // MPEG-4 in AVI packs two frames into one packet and an empty one after it.
    needsDecoding:
      (lacksPts && (reorders || dts.some((value) => Number.isNaN(value)))) ||
      (input.container === 'avi' && input.codec === 'mpeg4' && reorders),
    ...(problem === undefined ? {} : { problem }),
  }
}
