/** Reads every packet of the video once, decoding none: the true timeline and what may be left undecoded. */
import type { DecodeLimits } from '../limits.js'
import type { PacketIndex } from '../timeline.js'
import { PACKET_CORRUPT, PACKET_DISCARD, PACKET_DISPOSABLE, PACKET_HIDDEN, PACKET_KEY } from '../timeline.js'
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
  const rows: { pts: number; dts: number; duration: number; flags: number; bytes: number; layer: number }[] = []
  let problem: string | undefined
  try {
    while (
      readVideoPacket(input, packet, constants.AVERROR_EOF, (code) => {
        problem = lib.FFmpegError.strerror(code)
      })
    ) {
      if (rows.length >= limits.packets)
        throw new DecodeFailure('too-many-packets', `The video has more than ${limits.packets} frames.`)
      const data = read === undefined ? null : packet.data
      const details = data === null ? undefined : read?.(data)
      const flag = (bit: number, mine: number) => ((packet.flags & bit) !== 0 ? mine : 0)
      rows.push({
        pts: toNumber(packet.pts),
        dts: toNumber(packet.dts),
        duration: toNumber(packet.duration),
        bytes: packet.size,
        layer: details?.layer ?? 0,
        flags:
          flag(constants.AV_PKT_FLAG_KEY, PACKET_KEY) |
          flag(constants.AV_PKT_FLAG_DISCARD, PACKET_DISCARD) |
          flag(constants.AV_PKT_FLAG_CORRUPT, PACKET_CORRUPT) |
          (details?.isDisposable === true ? PACKET_DISPOSABLE : 0) |
          (details?.isHidden === true ? PACKET_HIDDEN : 0),
      })
    }
  } finally {
    packet.free()
  }
  const topLayer = rows.reduce((top, { layer }) => Math.max(top, layer), 0)
  const lacksPts = rows.some(({ pts }) => Number.isNaN(pts))
  const reorders = codecpar.videoDelay > 0
  return {
    timeBase: input.timeBase,
    pts: Float64Array.from(rows, ({ pts, dts }) => (lacksPts && !reorders ? dts : pts)),
    dts: Float64Array.from(rows, ({ dts }) => dts),
    duration: Float64Array.from(rows, ({ duration }) => (Number.isNaN(duration) ? 0 : duration)),
    flags: Uint8Array.from(rows, ({ flags, layer }) => (layer < topLayer ? flags & ~PACKET_DISPOSABLE : flags)),
    bytes: Float64Array.from(rows, ({ bytes }) => bytes),
    // MPEG-4 in AVI packs two frames into one packet and an empty one after it.
    needsDecoding:
      (lacksPts && (reorders || rows.some(({ dts }) => Number.isNaN(dts)))) ||
      (input.container === 'avi' && input.codec === 'mpeg4' && reorders),
    ...(problem === undefined ? {} : { problem }),
  }
}
