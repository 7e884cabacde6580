/**
 * Decodes stretches of a video inside a decoding thread. One source is one demuxer and one decoder; several work side
 * by side on different stretches, each in a thread of its own. Nothing here waits for an event: handing every packet
 * to another thread and back costs as much as decoding a small picture.
 */
import type { CodecContext, Frame, Packet } from 'node-av/lib'
import type { DecodeRun } from '../plan.js'
import { isDecodedIn } from '../plan.js'
import { countPacket } from './activity.js'
import type { Libav } from './libav-module.js'
import { toNumber } from './libav-module.js'
import type { PacketScan } from './scan-packets.js'
import type { InputSource, VideoInput } from './video-input.js'
import { checkSize, DecodeFailure, openVideo, readVideoPacket } from './video-input.js'

export type OnFrame = (frame: Frame, pts: number) => void

/** Reading on is cheaper than a seek up to about this many bytes. */
const SEEK_OVER_BYTES = 2 * 1024 * 1024

/** A small picture is decoded sooner than another thread is woken. */
const SMALL_PIXELS = 320 * 240

export class FrameSource {
  decoded = 0
  decodeErrors = 0
  corruptFrames = 0
  /** Position of the packet that `read` gives next. */
  private next = 0
  /** That packet is in hand already: a seek had to read it to know where it landed. */
  private isHeld = false
  /** When the frame after the last one decoded would be shown. */
  private nextPts = Number.NaN
  private canSeek = true
  private input: VideoInput
  private readonly codec: CodecContext
  private readonly packet: Packet
  private readonly frame: Frame

  constructor(
    private readonly av: Libav,
    private readonly source: InputSource,
    private readonly scan: PacketScan,
    threads: number,
  ) {
    const { lib } = av
    this.input = openVideo(av, source)
    this.packet = new lib.Packet()
    this.packet.alloc()
    this.frame = new lib.Frame()
    this.frame.alloc()
    const { width, height } = this.input.stream.codecpar
    const isSmall = width * height <= SMALL_PIXELS
    this.codec = openCodec(av, this.input, isSmall ? 1 : threads, source.limits.pixelsPerFrame)
    // A packet whose dts repeats or is missing could be mistaken for another after a seek.
    for (let i = 1; i < scan.dts.length && this.canSeek; i++)
      this.canSeek = (scan.dts[i] as number) > (scan.dts[i - 1] as number)
  }

  /** Decodes what the run needs and nothing else. */
  decodeRun(run: DecodeRun, onFrame: OnFrame): void {
    const wanted = new Set(run.wanted)
    const firstPts = this.scan.pts[run.first] as number
    this.decode(run.first, run.last, onFrame, (i) => {
      // Leading pictures after the first keyframe are predicted from what was skipped.
      const isLeading = i > run.first && run.first > 0 && (this.scan.pts[i] as number) < firstPts
      return !isLeading && isDecodedIn(this.scan, run, i, wanted)
    })
  }

  /** Decodes every packet from `first` to `last`. */
  decode(first: number, last: number, onFrame: OnFrame, isNeeded: (packet: number) => boolean = () => true): void {
    this.goTo(first)
    this.codec.flushBuffers()
    this.nextPts = Number.NaN
    while (this.next <= last && this.read()) {
      if (!isNeeded(this.next - 1)) continue
      this.decoded++
      countPacket()
      this.send(this.packet, onFrame)
    }
    this.send(null, onFrame)
  }

  close(): void {
    this.codec.freeContext()
    this.frame.free()
    this.packet.free()
    this.input.close()
  }

  private send(packet: Packet | null, onFrame: OnFrame): void {
    const { constants } = this.av
    for (;;) {
      const sent = this.codec.sendPacketSync(packet)
      const wait = sent === constants.AVERROR_EAGAIN
      if (sent < 0 && !wait && sent !== constants.AVERROR_EOF) this.decodeErrors++
      this.receive(onFrame)
      if (!wait) return
    }
  }

  private receive(onFrame: OnFrame): void {
    const { constants } = this.av
    for (;;) {
      const received = this.codec.receiveFrameSync(this.frame)
      if (received === constants.AVERROR_EAGAIN || received === constants.AVERROR_EOF) return
      if (received < 0) {
        this.decodeErrors++
        return
      }
      checkSize(this.frame.width, this.frame.height, this.source.limits)
      const isCorrupt = (this.frame.flags & constants.AV_FRAME_FLAG_CORRUPT) !== 0
      if (isCorrupt || this.frame.decodeErrorFlags !== 0) this.corruptFrames++
      const pts = this.ptsOf(this.frame)
      if (Number.isFinite(pts)) onFrame(this.frame, pts)
      this.frame.unref()
    }
  }

  /** Where packets do not say it all, a frame without an instant follows the one before it. */
  private ptsOf(frame: Frame): number {
    const own = ptsOf(frame)
    const pts = Number.isNaN(own) && this.scan.needsDecoding ? this.nextPts : own
    this.nextPts = pts + Math.max(0, toNumber(frame.duration) || 0)
    return pts
  }

  private read(): boolean {
    if (this.isHeld) this.isHeld = false
    else if (!readVideoPacket(this.input, this.packet, this.av.constants.AVERROR_EOF, () => undefined)) return false
    this.next++
    return true
  }

  /** After this the next packet read is `target`. */
  private goTo(target: number): void {
    if (target < this.next || this.bytesUntil(target) > SEEK_OVER_BYTES) this.seek(target)
    while (this.next < target) if (!this.read()) throw new DecodeFailure('truncated')
  }

  private seek(target: number): void {
    const { AVSEEK_FLAG_BACKWARD } = this.av.constants
    // By pts, as the container keeps it: by dts some demuxers land one keyframe early.
    const pts = this.scan.pts[target] ?? Number.NaN
    // A packet whose pts a damaged file lost cannot be sought; reading from the start finds it.
    const isSeekable = this.canSeek && Number.isFinite(pts)
    if (isSeekable && this.input.format.seekFrameSync(this.input.streamIndex, BigInt(pts), AVSEEK_FLAG_BACKWARD) >= 0) {
      this.isHeld = false
      const landed = this.read() ? indexOf(this.scan.dts, toNumber(this.packet.dts)) : undefined
      if (landed !== undefined && landed <= target) {
        this.next = landed
        this.isHeld = true
        return
      }
    }
    this.restart()
    this.canSeek = false
  }

  private restart(): void {
    this.input.close()
    this.input = openVideo(this.av, this.source)
    this.next = 0
    this.isHeld = false
  }

  private bytesUntil(target: number): number {
    let bytes = 0
    for (let i = this.next; i < target && bytes <= SEEK_OVER_BYTES; i++) bytes += this.scan.bytes[i] as number
    return bytes
  }
}

function indexOf(ascending: Float64Array, value: number): number | undefined {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = ascending[middle] as number
    if (found === value) return middle
    if (found < value) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

function ptsOf(frame: Frame): number {
  const pts = toNumber(frame.pts)
  return Number.isNaN(pts) ? toNumber(frame.bestEffortTimestamp) : pts
}

function openCodec({ lib }: Libav, input: VideoInput, threads: number, maxPixels: number): CodecContext {
  const codec = lib.Codec.findDecoder(input.stream.codecpar.codecId)
  if (codec === null) throw new DecodeFailure('unsupported-codec', `This build cannot decode ${input.codec}.`)
  const context = new lib.CodecContext()
  context.allocContext3(codec)
  context.parametersToContext(input.stream.codecpar)
  context.pktTimebase = input.stream.timeBase
  context.threadCount = threads
  // Not as a dictionary: node-av 6.1.1 keeps a pointer to it that libav has freed by then.
  context.setOption('max_pixels', maxPixels)
  const opened = context.open2Sync(codec, null)
  if (opened < 0) {
    context.freeContext()
    throw new DecodeFailure(
      'unsupported-codec',
      `The decoder for ${input.codec} refused this video: ${lib.FFmpegError.strerror(opened)}.`,
    )
  }
  return context
}
