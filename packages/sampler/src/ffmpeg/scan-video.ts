/** What ffprobe says about a file: its tracks, its packets, its first picture. Nothing is taken from durations in headers. */
import * as z from 'zod'
import { videoCodecs } from '../accepted-codecs.js'
import { readDisplayMatrix } from '../display-matrix.js'
import { SamplerError } from '../errors.js'
import type { ProbedVideo } from '../libav/protocol.js'
import type { PictureShape } from '../picture-filter.js'
import type { PacketIndex, Timeline } from '../timeline.js'
import {
  isVariableFrameRate,
  PACKET_CORRUPT,
  PACKET_DISCARD,
  PACKET_KEY,
  timelineFromPts,
  timelineOf,
} from '../timeline.js'
import { lines, readText } from './byte-pieces.js'
import type { GuardedInput } from './guarded-arguments.js'
import { ffmpegArguments, probeArguments } from './guarded-arguments.js'
import { failureOf } from './read-stderr.js'
import type { OnOutput, Tools } from './tools.js'

export interface ScannedVideo {
  timeline: Timeline
  packets: number
  video: ProbedVideo & { isFullRange: boolean }
}

export interface ScanContext {
  tools: Tools
  input: GuardedInput
  seconds: number
  signal?: AbortSignal
}

const Ratio = z.string().transform((text) => {
  const [num = 0, den = 0] = text.split(/[:/]/).map(Number)
  return num > 0 && den > 0 ? { num, den } : undefined
})
const SideData = z.array(z.object({ side_data_type: z.string(), displaymatrix: z.string().optional() })).optional()

const Stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  has_b_frames: z.int().optional(),
  sample_aspect_ratio: Ratio.optional(),
  avg_frame_rate: Ratio.optional(),
  time_base: Ratio.optional(),
  codec_tag_string: z.string().optional(),
  disposition: z.object({ attached_pic: z.int() }).optional(),
  side_data_list: SideData,
})
type Stream = z.infer<typeof Stream>

const FirstFrame = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  pix_fmt: z.string(),
  sample_aspect_ratio: Ratio.optional(),
  interlaced_frame: z.int().optional(),
  color_transfer: z.string().optional(),
  color_range: z.string().optional(),
  side_data_list: SideData,
})
type FirstFrame = z.infer<typeof FirstFrame>

export async function scanVideo(context: ScanContext): Promise<ScannedVideo> {
  const { limits, family } = context.input
  const streams = await readStreams(context)
  if (streams.length > limits.streams)
    throw new SamplerError('too-many-streams', `The file holds ${streams.length} tracks.`)
  const stream = streams.find((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1)
  if (stream === undefined) throw new SamplerError('no-video-stream')
  const sideData = stream.side_data_list ?? []
  if (stream.codec_tag_string === 'encv' || sideData.some((one) => /encryption/i.test(one.side_data_type)))
    throw new SamplerError('encrypted')
  const codec = stream.codec_name ?? 'unknown'
  if (!videoCodecs.includes(codec))
    throw new SamplerError('unsupported-codec', `The pictures are stored as ${codec}, which is not accepted.`)
  checkSize(stream, limits.pixelsPerFrame, limits.sidePixels)
  const scan = await readPackets(context, stream)
  if (scan.pts.length === 0) throw new SamplerError('no-frames', 'The video track is empty.')
  const first = await readFirstFrame(context)
  const nominalFps = stream.avg_frame_rate && stream.avg_frame_rate.num / stream.avg_frame_rate.den
  const timeline = await readTimeline(context, stream, scan, nominalFps)
  if (timeline.pts.length === 0) throw new SamplerError('no-frames')
  if (!(timeline.durationSeconds > 0)) throw new SamplerError('no-frames', 'The video has no length.')
  if (timeline.durationSeconds > limits.durationSeconds)
    throw new SamplerError(
      'too-long',
      `The video lasts ${Math.round(timeline.durationSeconds)} s; the limit is ${limits.durationSeconds} s.`,
    )
  const shape = shapeOf(stream, first)
  const keyframeCount = scan.flags.reduce((count, flags) => count + ((flags & PACKET_KEY) === 0 ? 0 : 1), 0)
  return {
    timeline,
    packets: scan.pts.length,
    video: {
      durationSeconds: timeline.durationSeconds,
      frameCount: timeline.pts.length,
      startSeconds: timeline.originSeconds,
      keyframeCount,
      isVariableFrameRate: isVariableFrameRate(timeline),
      timelineSource: timeline.packet === undefined ? 'decoded-frames' : 'packets',
      shape,
      codec,
      container: family,
      pixelFormat: first.pix_fmt,
      isFullRange: first.color_range === 'pc' || first.pix_fmt.startsWith('yuvj'),
      hasAudio: streams.some((one) => one.codec_type === 'audio'),
      warnings: [
        ...(scan.problem === undefined ? [] : [`The file could be read only in part: ${scan.problem}.`]),
        ...(keyframeCount === 0 ? ['The video has no keyframe.'] : []),
        ...(shape.isHdr ? ['High dynamic range pictures are mapped to the standard range.'] : []),
      ],
    },
  }
}

/** Every frame that is really shown, found the slow way. */
export async function decodedTimeline(
  context: ScanContext,
  timeBase: Timeline['timeBase'],
  nominalFps?: number,
): Promise<Timeline> {
  const rows: { pts: number; duration: number }[] = []
  await probe(
    context,
    ['-select_streams', 'V:0', '-show_entries', 'frame=best_effort_timestamp,pkt_duration,duration', '-of', 'csv=p=0'],
    async (stdout) => {
      for await (const line of lines(stdout)) {
        const [pts, duration] = line.split(',').map(Number)
        if (pts !== undefined && Number.isFinite(pts))
          rows.push({ pts, duration: Number.isFinite(duration) ? (duration as number) : 0 })
      }
    },
  )
  rows.sort((a, b) => a.pts - b.pts)
  const shown = rows.filter(({ pts }, k) => pts !== rows[k + 1]?.pts)
  return timelineFromPts(
    shown.map(({ pts }) => pts),
    shown.at(-1)?.duration ?? 0,
    timeBase,
    nominalFps,
  )
}

async function readStreams(context: ScanContext): Promise<Stream[]> {
  const entries =
    'stream=codec_type,codec_name,codec_tag_string,width,height,has_b_frames,sample_aspect_ratio,avg_frame_rate,time_base:stream_disposition=attached_pic:stream_side_data=side_data_type,displaymatrix'
  const text = await probeText(context, ['-show_entries', entries, '-of', 'json=c=1'])
  return z.object({ streams: z.array(Stream) }).parse(JSON.parse(text)).streams
}

interface Scan extends PacketIndex {
  lacksPts: boolean
  problem?: string
}

async function readPackets(context: ScanContext, stream: Stream): Promise<Scan> {
  const { packets: most } = context.input.limits
  const rows: { pts: number; duration: number; flags: number }[] = []
  let lacksPts = false
  const reorders = (stream.has_b_frames ?? 0) > 0
  const problem = await probe(
    context,
    ['-select_streams', 'V:0', '-show_entries', 'packet=pts,dts,duration,flags', '-of', 'csv=p=0:nk=1'],
    async (stdout) => {
      for await (const line of lines(stdout)) {
        const [pts, dts, duration, flags = ''] = line.split(',')
        if (dts === undefined) continue
        if (rows.length >= most) throw new SamplerError('too-many-packets', `The video has more than ${most} frames.`)
        const has = (letter: string, mine: number) => (flags.includes(letter) ? mine : 0)
        if (!Number.isFinite(Number(pts))) lacksPts = true
        rows.push({
          pts: Number.isFinite(Number(pts)) || reorders ? Number(pts) : Number(dts),
          duration: Number.isFinite(Number(duration)) ? Number(duration) : 0,
          flags: has('K', PACKET_KEY) | has('D', PACKET_DISCARD) | has('C', PACKET_CORRUPT),
        })
      }
    },
  )
  return {
    timeBase: stream.time_base ?? { num: 1, den: 1000 },
    pts: Float64Array.from(rows, ({ pts }) => pts),
    duration: Float64Array.from(rows, ({ duration }) => duration),
    flags: Uint8Array.from(rows, ({ flags }) => flags),
    bytes: new Float64Array(rows.length),
    lacksPts,
    ...(problem === '' ? {} : { problem }),
  }
}

async function readFirstFrame(context: ScanContext): Promise<FirstFrame> {
  const entries =
    'frame=width,height,pix_fmt,sample_aspect_ratio,interlaced_frame,color_transfer,color_range:frame_side_data=side_data_type,displaymatrix'
  // One packet is enough for a healthy file.
  for (const packets of [1, 600]) {
    const text = await probeText(context, [
      '-select_streams',
      'V:0',
      '-read_intervals',
      `%+#${packets}`,
      '-show_entries',
      entries,
      '-of',
      'json=c=1',
    ])
    const { frames } = z.object({ frames: z.array(z.unknown()).default([]) }).parse(JSON.parse(text))
    if (frames.length > 0) return FirstFrame.parse(frames[0])
  }
  throw new SamplerError('no-frames')
}

/** VP9 hides frames in packets of their own, which ffprobe cannot see; merged with the next they are gone. */
async function readTimeline(context: ScanContext, stream: Stream, scan: Scan, nominalFps?: number): Promise<Timeline> {
  const reorders = (stream.has_b_frames ?? 0) > 0
  const isPacked = context.input.family === 'avi' && stream.codec_name === 'mpeg4' && reorders
  if ((scan.lacksPts && reorders) || isPacked || stream.codec_name === 'vp8' || scan.pts.some(Number.isNaN))
    return decodedTimeline(context, scan.timeBase, nominalFps)
  if (stream.codec_name !== 'vp9') return timelineOf(scan, nominalFps)
  const { num, den } = scan.timeBase
  const pts: number[] = []
  let last = { pts: -Infinity, duration: 0 }
  const { tools, input, seconds, signal } = context
  const output = { target: 'pipe:1', options: ['-c:v', 'copy', '-bsf:v', 'vp9_superframe', '-f', 'framecrc'] }
  let unit = num / den
  const result = await tools.run([tools.ffmpeg, ...ffmpegArguments(input, [output], 1)], {
    seconds,
    limits: input.limits,
    signal,
    onOutput: async (stdout) => {
      for await (const line of lines(stdout)) {
        const timeBase = /^#tb 0: (\d+)\/(\d+)/.exec(line)
        if (timeBase !== null) unit = Number(timeBase[1]) / Number(timeBase[2])
        if (line.startsWith('#') || line === '') continue
        const [, , at = Number.NaN, duration = 0] = line.split(',').map(Number)
        const row = { pts: Math.round((at * unit * den) / num), duration: Math.round((duration * unit * den) / num) }
        pts.push(row.pts)
        if (row.pts >= last.pts) last = row
      }
    },
  })
  if (result.exitCode !== 0) throw failureOf(result, input.family)
  const shown = [...new Set(pts)].toSorted((a, b) => a - b)
  return { ...timelineFromPts(shown, last.duration, scan.timeBase, nominalFps), packet: [] }
}

function shapeOf(stream: Stream, first: FirstFrame): PictureShape {
  const matrix = [...(first.side_data_list ?? []), ...(stream.side_data_list ?? [])].find(
    ({ displaymatrix }) => displaymatrix !== undefined,
  )
  return {
    width: first.width,
    height: first.height,
    sar: first.sample_aspect_ratio ?? stream.sample_aspect_ratio ?? { num: 1, den: 1 },
    ...readDisplayMatrix(matrix?.displaymatrix === undefined ? [] : matrixNumbers(matrix.displaymatrix)),
    isInterlaced: first.interlaced_frame === 1,
    isHdr: first.color_transfer === 'smpte2084' || first.color_transfer === 'arib-std-b67',
  }
}

/** Printed as three rows, each after its offset and a colon. */
function matrixNumbers(text: string): number[] {
  return text
    .split('\n')
    .filter((row) => row.includes(':'))
    .flatMap((row) =>
      row
        .slice(row.indexOf(':') + 1)
        .trim()
        .split(/\s+/)
        .map(Number),
    )
}

function checkSize({ width = 0, height = 0 }: Stream, pixels: number, side: number): void {
  if (width * height > pixels || width > side || height > side)
    throw new SamplerError('too-many-pixels', `The pictures are ${width}x${height}; the limit is ${pixels} pixels.`)
}

async function probeText(context: ScanContext, entries: string[]): Promise<string> {
  let text = ''
  await probe(context, entries, async (stdout) => {
    text = await readText(stdout, 1_000_000)
  })
  return text
}

/** Returns what the tool complained about although it went on. */
async function probe(
  { tools, input, seconds, signal }: ScanContext,
  entries: string[],
  onOutput: OnOutput,
): Promise<string> {
  const result = await tools.run([tools.ffprobe, ...probeArguments(input, entries)], {
    seconds,
    limits: input.limits,
    signal,
    onOutput,
  })
  if (result.exitCode !== 0) throw failureOf(result, input.family)
  return result.stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}
