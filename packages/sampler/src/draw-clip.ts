/**
 * Draws short videos for tests, through the encoders that node-av brings: no clip is kept in the repository and
 * none is downloaded. Each frame says which one it is, so that a test can tell what it got.
 */
import type { CodecContext, FormatContext, Frame, Packet, Stream } from 'node-av/lib'

export interface ClipOptions {
  seconds?: number
  fps?: number
  /** When each frame appears, in seconds; overrides `seconds` and `fps`. */
  times?: readonly number[]
  width?: number
  height?: number
  /** The container follows from the file's extension. */
  codec?: 'h264' | 'hevc' | 'vp9' | 'mpeg4' | 'mjpeg'
  bframes?: number
  /** Frames from one keyframe to the next. */
  gop?: number
  /** Shots one after the other; the last goes on to the end. Without: one shot with a moving block. */
  scenes?: readonly Scene[]
  /** Counter-clockwise degrees that a player turns the picture: what a phone held upright writes. */
  rotation?: 0 | 90 | 180 | 270
  /** Sample aspect ratio. */
  sar?: { num: number; den: number }
}

export interface Scene {
  seconds: number
  /** 0–255: limited-range luma of the background. */
  luma: number
  /** Blue and red differences, 128 for grey. */
  chroma?: readonly [cb: number, cr: number]
  /** A white block walks so many pixels a frame; 0 for a still picture. */
  motion?: number
}

const TICKS = 90_000

/** Returns when each frame appears. */
export async function drawClip(path: string, options: ClipOptions = {}): Promise<number[]> {
  const { seconds = 2, fps = 25, width = 160, height = 90 } = options
  const times = options.times ?? Array.from({ length: Math.round(seconds * fps) }, (_, k) => k / fps)
  const av = { lib: await import('node-av/lib'), constants: await import('node-av/constants') }
  av.lib.Log.setLevel(av.constants.AV_LOG_ERROR)
  const output = openOutput(av, path, { ...options, width, height, fps })
  const { lib } = av
  const frame = new lib.Frame()
  const packet = new lib.Packet()
  frame.alloc()
  packet.alloc()
  try {
    for (const [index, time] of times.entries()) {
      const pixels = paint(width, height, sceneAt(options.scenes, time), index)
      const next = times[index + 1] ?? time + (time - (times[index - 1] ?? time - 1 / fps))
      const { num, den } = output.encoder.timeBase
      const ticks = (at: number) => Math.round((at * den) / num)
      fill(av, frame, pixels, { width, height, pts: ticks(time), duration: ticks(next) - ticks(time) })
      output.durations.set(ticks(time), ticks(next) - ticks(time))
      await encode(av, output, frame, packet)
      frame.unref()
    }
    await encode(av, output, null, packet)
    lib.FFmpegError.throwIfError(await output.format.writeTrailer(), 'write trailer')
  } finally {
    output.encoder.freeContext()
    frame.free()
    packet.free()
    await output.format.closeOutput()
    output.format.freeContext()
  }
  return [...times]
}

type Av = { lib: typeof import('node-av/lib'); constants: typeof import('node-av/constants') }

interface Output {
  format: FormatContext
  encoder: CodecContext
  stream: Stream
  /** Encoders forget how long a frame lasts. */
  durations: Map<number, number>
}

const encoders = { h264: 'libx264', hevc: 'libx265', vp9: 'libvpx-vp9', mpeg4: 'mpeg4', mjpeg: 'mjpeg' } as const

function openOutput(
  { lib, constants }: Av,
  path: string,
  options: ClipOptions & { width: number; height: number; fps: number },
): Output {
  const { codec: name = 'h264', width, height, bframes = 0, gop = 25, sar = { num: 1, den: 1 }, rotation = 0 } = options
  const codec = lib.Codec.findEncoderByName(encoders[name] as Parameters<typeof lib.Codec.findEncoderByName>[0])
  if (codec === null) throw new Error(`this libav has no encoder ${encoders[name]}`)
  const format = new lib.FormatContext()
  lib.FFmpegError.throwIfError(format.allocOutputContext2(null, null, path), 'choose container')
  const encoder = new lib.CodecContext()
  encoder.allocContext3(codec)
  encoder.width = width
  encoder.height = height
  encoder.pixelFormat = name === 'mjpeg' ? constants.AV_PIX_FMT_YUVJ420P : constants.AV_PIX_FMT_YUV420P
  encoder.timeBase = new lib.Rational(1, name === 'mpeg4' || name === 'mjpeg' ? options.fps : TICKS)
  encoder.framerate = new lib.Rational(options.fps, 1)
  encoder.sampleAspectRatio = new lib.Rational(sar.num, sar.den)
  encoder.gopSize = gop
  encoder.maxBFrames = bframes
  encoder.threadCount = 1
  if (name === 'h264' || name === 'hevc') {
    encoder.setOption('preset', 'ultrafast')
    encoder.setOption('crf', '18')
  }
  // Keyframes where they are asked for, and nowhere else.
  if (name === 'h264')
    encoder.setOption('x264-params', `log=0:scenecut=0:bframes=${bframes}:b-adapt=0:keyint=${gop}:min-keyint=${gop}`)
  if (name === 'hevc') encoder.setOption('x265-params', `log-level=none:scenecut=0:bframes=${bframes}:keyint=${gop}`)
  if (name === 'vp9') {
    encoder.setOption('deadline', 'realtime')
    encoder.setOption('cpu-used', 8)
  }
  if (format.oformat?.hasFlags(constants.AVFMT_GLOBALHEADER) === true)
    encoder.setFlags(constants.AV_CODEC_FLAG_GLOBAL_HEADER)
  lib.FFmpegError.throwIfError(encoder.open2Sync(codec, null), 'open encoder')
  const stream = format.newStream(codec)
  stream.codecpar.fromContext(encoder)
  stream.timeBase = encoder.timeBase
  stream.sampleAspectRatio = encoder.sampleAspectRatio
  if (rotation !== 0) stream.codecpar.addCodedSideData(constants.AV_PKT_DATA_DISPLAYMATRIX, displayMatrix(rotation))
  lib.FFmpegError.throwIfError(format.openOutputSync(), 'open file')
  lib.FFmpegError.throwIfError(format.writeHeaderSync(null), 'write header')
  return { format, encoder, stream, durations: new Map() }
}

async function encode(
  { lib, constants }: Av,
  { format, encoder, stream, durations }: Output,
  frame: Frame | null,
  packet: Packet,
): Promise<void> {
  lib.FFmpegError.throwIfError(await encoder.sendFrame(frame), 'encode')
  for (;;) {
    const received = await encoder.receivePacket(packet)
    if (received === constants.AVERROR_EAGAIN || received === constants.AVERROR_EOF) return
    lib.FFmpegError.throwIfError(received, 'encode')
    packet.streamIndex = stream.index
    packet.duration = BigInt(durations.get(Number(packet.pts)) ?? 0)
    packet.rescaleTs(encoder.timeBase, stream.timeBase)
    lib.FFmpegError.throwIfError(await format.interleavedWriteFrame(packet), 'write')
  }
}

function fill(
  { lib, constants }: Av,
  frame: Frame,
  pixels: Buffer,
  { width, height, pts, duration }: { width: number; height: number; pts: number; duration: number },
) {
  frame.format = constants.AV_PIX_FMT_YUV420P
  frame.width = width
  frame.height = height
  lib.FFmpegError.throwIfError(frame.getBuffer(), 'make a frame')
  lib.FFmpegError.throwIfError(frame.fromBuffer(pixels), 'fill a frame')
  frame.pts = BigInt(pts)
  frame.duration = BigInt(duration)
}

function sceneAt(scenes: readonly Scene[] = [{ seconds: Infinity, luma: 60, motion: 2 }], time: number): Scene {
  let end = 0
  for (const scene of scenes) {
    end += scene.seconds
    if (time < end - 1e-9) return scene
  }
  return scenes.at(-1) as Scene
}

/** Planar 4:2:0: a background and a block whose place is the frame's number. */
function paint(width: number, height: number, { luma, chroma = [128, 128], motion = 2 }: Scene, index: number): Buffer {
  const area = width * height
  const quarter = Math.ceil(width / 2) * Math.ceil(height / 2)
  const pixels = Buffer.alloc(area + 2 * quarter)
  pixels.fill(luma, 0, area)
  pixels.fill(chroma[0], area, area + quarter)
  pixels.fill(chroma[1], area + quarter)
  const block = Math.max(2, Math.floor(Math.min(width, height) / 4))
  const left = Math.floor((index * motion) % Math.max(1, width - block))
  for (let y = 0; y < block; y++) pixels.fill(235, y * width + left, y * width + left + block)
  return pixels
}

function displayMatrix(rotation: 90 | 180 | 270): Buffer {
  const [a, b] = { 90: [0, -1], 180: [-1, 0], 270: [0, 1] }[rotation] as [number, number]
  const matrix = Buffer.alloc(36)
  const one = 65_536
  for (const [at, value] of [a * one, b * one, 0, -b * one, a * one, 0, 0, 0, 2 ** 30].entries())
    matrix.writeInt32LE(value, at * 4)
  return matrix
}
