/** A file made ready for decoding, in a thread: its packets read, its first picture seen. */
import { displaySize, type PictureShape } from '../picture-filter.js'
import { readDisplayMatrix } from '../display-matrix.js'
import type { Timeline } from '../timeline.js'
import { isVariableFrameRate, PACKET_DISCARD, PACKET_KEY, timelineFromPts, timelineOf } from '../timeline.js'
import { FrameSource } from './frame-source.js'
import type { Libav } from './libav-module.js'
import { toNumber } from './libav-module.js'
import type { ProbedVideo } from './protocol.js'
import type { PacketScan } from './scan-packets.js'
import { scanPackets } from './scan-packets.js'
import type { InputSource } from './video-input.js'
import { DecodeFailure, openVideo } from './video-input.js'
import type { Frame, Stream } from 'node-av/lib'

/** What a thread has to know of a file to decode stretches of it. */
export interface DecodeJob {
  source: InputSource
  scan: PacketScan
  shape: PictureShape
}

/** Kept until another file is asked for. */
export interface OpenJob extends DecodeJob {
  timeline: Timeline
  timelineSource: ProbedVideo['timelineSource']
  video: ProbedVideo
}

/** How many packets may pass before the first picture appears. */
const FIRST_PICTURE_PACKETS = 600

export function openJob(av: Libav, source: InputSource, threads: number): OpenJob {
  const input = openVideo(av, source)
  let scan: PacketScan
  const { stream, codec, container, hasAudio } = input
  const rate = stream.avgFrameRate
  const nominalFps = rate.num > 0 && rate.den > 0 ? rate.num / rate.den : undefined
  const picture = { sar: ratioOf(stream.sampleAspectRatio), ...matrixOf(av, stream) }
  try {
    scan = scanPackets(av, input, source.limits)
  } finally {
    input.close()
  }
  if (scan.pts.length === 0) throw new DecodeFailure('no-frames', 'The video track is empty.')
  const first = firstPicture(av, source, scan, picture)
  const timeline = scan.needsDecoding
    ? decodedTimeline(av, source, scan, threads, nominalFps)
    : timelineOf(scan, nominalFps)
  if (timeline.pts.length === 0) throw new DecodeFailure('no-frames')
  checkLength(timeline.durationSeconds, source)
  const keyframeCount = scan.flags.reduce((count, flags) => count + ((flags & PACKET_KEY) === 0 ? 0 : 1), 0)
  const timelineSource = scan.needsDecoding ? 'decoded-frames' : 'packets'
  return {
    source,
    scan,
    timeline,
    timelineSource,
    shape: first.shape,
    video: {
      durationSeconds: timeline.durationSeconds,
      frameCount: timeline.pts.length,
      startSeconds: timeline.originSeconds,
      keyframeCount,
      isVariableFrameRate: isVariableFrameRate(timeline),
      timelineSource,
      shape: first.shape,
      codec,
      container,
      pixelFormat: first.pixelFormat,
      hasAudio,
      warnings: warningsOf(scan, keyframeCount, first.shape),
    },
  }
}

/** Every frame that is really shown, found the slow way. */
function decodedTimeline(
  av: Libav,
  source: InputSource,
  scan: PacketScan,
  threads: number,
  nominalFps?: number,
): Timeline {
  const pts: number[] = []
  let latest = Number.NEGATIVE_INFINITY
  let lastDuration = 0
  const frames = new FrameSource(av, source, scan, threads)
  try {
    frames.decode(0, scan.pts.length - 1, (frame, at) => {
      pts.push(at)
      if (at <= latest) return
      latest = at
      lastDuration = toNumber(frame.duration)
    })
  } finally {
    frames.close()
  }
  const shown = [...new Set(pts)].toSorted((a, b) => a - b)
  return timelineFromPts(shown, lastDuration, scan.timeBase, nominalFps)
}

function firstPicture(av: Libav, source: InputSource, scan: PacketScan, picture: StreamPicture): FirstPicture {
  const frames = new FrameSource(av, source, scan, 1)
  const keyframe = scan.flags.findIndex((flags) => (flags & (PACKET_KEY | PACKET_DISCARD)) === PACKET_KEY)
  const from = Math.max(0, keyframe)
  try {
    // One packet is enough for a healthy file.
    for (const count of [1, 8, FIRST_PICTURE_PACKETS]) {
      let found: FirstPicture | undefined
      frames.decode(from, Math.min(scan.pts.length - 1, from + count - 1), (frame) => {
        found ??= readShape(av, frame, picture)
      })
      if (found !== undefined) return found
    }
    throw new DecodeFailure('no-frames')
  } finally {
    frames.close()
  }
}

interface StreamPicture {
  sar: { num: number; den: number } | undefined
  rotation: number
  isMirrored: boolean
}

interface FirstPicture {
  shape: PictureShape
  pixelFormat: string
}

function readShape({ lib, constants }: Libav, frame: Frame, picture: StreamPicture): FirstPicture {
  const matrix = frame.getSideData(constants.AV_FRAME_DATA_DISPLAYMATRIX)
  const shape: PictureShape = {
    width: frame.width,
    height: frame.height,
    sar: ratioOf(frame.sampleAspectRatio) ?? picture.sar ?? { num: 1, den: 1 },
    ...(matrix === null
      ? { rotation: picture.rotation, isMirrored: picture.isMirrored }
      : readDisplayMatrix(int32s(matrix))),
    isInterlaced: (frame.flags & constants.AV_FRAME_FLAG_INTERLACED) !== 0,
    isHdr: frame.colorTrc === constants.AVCOL_TRC_SMPTE2084 || frame.colorTrc === constants.AVCOL_TRC_ARIB_STD_B67,
  }
  const size = displaySize(shape)
  if (size.width > 32_768 || size.height > 32_768) shape.sar = { num: 1, den: 1 }
  return {
    shape,
    pixelFormat: lib.avGetPixFmtName(frame.format as Parameters<typeof lib.avGetPixFmtName>[0]) ?? 'unknown',
  }
}

function matrixOf({ constants }: Libav, stream: Stream) {
  const matrix = stream.codecpar.getCodedSideData(constants.AV_PKT_DATA_DISPLAYMATRIX)
  return matrix === null ? { rotation: 0, isMirrored: false } : readDisplayMatrix(int32s(matrix))
}

function int32s(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, k) => bytes.readInt32LE(4 * k))
}

function ratioOf({ num, den }: { num: number; den: number }) {
  return num > 0 && den > 0 ? { num, den } : undefined
}

function checkLength(seconds: number, { limits }: InputSource): void {
  if (!Number.isFinite(seconds) || seconds <= 0) throw new DecodeFailure('no-frames', 'The video has no length.')
  if (seconds > limits.durationSeconds)
    throw new DecodeFailure(
      'too-long',
      `The video lasts ${Math.round(seconds)} s; the limit is ${limits.durationSeconds} s.`,
    )
}

function warningsOf(scan: PacketScan, keyframeCount: number, shape: PictureShape): string[] {
  return [
    ...(scan.problem === undefined ? [] : [`The file could be read only in part: ${scan.problem}.`]),
    ...(scan.needsDecoding
      ? ['The file does not say when its frames are shown: every frame was decoded to find out.']
      : []),
    ...(keyframeCount === 0 ? ['The video has no keyframe.'] : []),
    ...(shape.isHdr ? ['High dynamic range pictures are mapped to the standard range.'] : []),
  ]
}
