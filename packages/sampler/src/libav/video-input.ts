/** One open file inside the decoder process: the demuxer, locked to one container and to local files, and its video. */
import type { FormatContext, Packet, Stream } from 'node-av/lib'
import { decoderNames, videoCodecs } from '../accepted-codecs.js'
import type { SamplerErrorCode } from '../errors.js'
import type { DecodeLimits } from '../limits.js'
import type { ContainerFamily } from '../sniff.js'
import { demuxers } from '../sniff.js'
import type { Libav } from './libav-module.js'

/** A failure that has a code; the process sends it as data. */
export class DecodeFailure extends Error {
  readonly code: SamplerErrorCode

  constructor(code: SamplerErrorCode, message?: string) {
    super(message ?? '')
    this.code = code
  }
}

export interface VideoInput {
  format: FormatContext
  stream: Stream
  streamIndex: number
  codec: string
  container: string
  hasAudio: boolean
  timeBase: { num: number; den: number }
  close(): void
}

export interface InputSource {
  file: string
  family: ContainerFamily
  limits: DecodeLimits
}

export function openVideo({ lib, constants }: Libav, { file, family, limits }: InputSource): VideoInput {
  const format = new lib.FormatContext()
  format.allocContext()
  // Set one by one: node-av 6.1.1 keeps a pointer to a dictionary that libav has freed by then.
  const options = {
    protocol_whitelist: 'file',
    format_whitelist: demuxers[family].ffmpeg,
    codec_whitelist: decoderNames.join(','),
    // libav's own default: below it we count ourselves, since a demuxer that stops short does not say why.
    max_streams: Math.max(1000, limits.streams),
    probesize: 10_000_000,
    analyzeduration: 10_000_000,
  }
  for (const [name, value] of Object.entries(options)) format.setOption(name, value)
  const opened = format.openInputSync(`file:${file}`, lib.InputFormat.findInputFormat(demuxers[family].libav), null)
  if (opened < 0) throw openFailure(lib.FFmpegError.strerror(opened), family)
  const close = () => {
    format.closeInputSync()
    format.freeContext()
  }
  try {
    const found = format.findStreamInfoSync(null)
    if (found < 0) throw openFailure(lib.FFmpegError.strerror(found), family)
    const { streams } = format
    if (streams.length > limits.streams)
      throw new DecodeFailure('too-many-streams', `The file holds ${streams.length} tracks.`)
    const stream = streams.find(
      (one) =>
        one.codecpar.codecType === constants.AVMEDIA_TYPE_VIDEO &&
        !one.hasDisposition(constants.AV_DISPOSITION_ATTACHED_PIC),
    )
    if (stream === undefined) throw new DecodeFailure('no-video-stream')
    for (const other of streams) if (other.index !== stream.index) other.discard = constants.AVDISCARD_ALL
    const codec = lib.avGetCodecName(stream.codecpar.codecId) ?? 'unknown'
    if (!videoCodecs.includes(codec))
      throw new DecodeFailure('unsupported-codec', `The pictures are stored as ${codec}, which is not accepted.`)
    if (isEncrypted({ lib, constants }, stream)) throw new DecodeFailure('encrypted')
    checkSize(stream.codecpar.width, stream.codecpar.height, limits)
    return {
      format,
      stream,
      streamIndex: stream.index,
      codec,
      container: demuxers[family].libav,
      hasAudio: streams.some((one) => one.codecpar.codecType === constants.AVMEDIA_TYPE_AUDIO),
      timeBase: { num: stream.timeBase.num, den: stream.timeBase.den },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

/** The next packet of the video; false at the end. `onError` hears of a demuxer that gave up. */
export function readVideoPacket(
  input: VideoInput,
  packet: Packet,
  eof: number,
  onError: (code: number) => void,
): boolean {
  for (;;) {
    packet.unref()
    const result = input.format.readFrameSync(packet)
    if (result < 0) {
      if (result !== eof) onError(result)
      return false
    }
    if (packet.streamIndex === input.streamIndex) return true
  }
}

export function checkSize(width: number, height: number, limits: DecodeLimits): void {
  if (width > limits.sidePixels || height > limits.sidePixels || width * height > limits.pixelsPerFrame)
    throw new DecodeFailure(
      'too-many-pixels',
      `The pictures are ${width}x${height}; the limit is ${limits.pixelsPerFrame} pixels.`,
    )
}

function isEncrypted({ constants }: Libav, stream: Stream): boolean {
  return (
    stream.codecpar.codecTagString === 'encv' ||
    stream.codecpar.getCodedSideData(constants.AV_PKT_DATA_ENCRYPTION_INIT_INFO) !== null
  )
}

function openFailure(reason: string, family: ContainerFamily): DecodeFailure {
  const cannotIndex = family === 'mov' && /invalid data|end of file/i.test(reason)
  if (cannotIndex) return new DecodeFailure('truncated', 'The file ends too early, or its index is missing or damaged.')
  return new DecodeFailure('not-a-video', `The file cannot be read as a video: ${reason}.`)
}
