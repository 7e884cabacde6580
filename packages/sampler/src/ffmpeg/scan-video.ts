/** What the tools say about a file: its tracks, its packets, its first picture. Headers are not asked for times. */
import { SamplerError } from '../errors.js'
import type { ProbedVideo } from '../libav/protocol.js'
import type { Timeline } from '../timeline.js'
import { isVariableFrameRate, PACKET_KEY } from '../timeline.js'
import type { ScanContext } from './probe.js'
import { readFirstFrame, shapeOf } from './read-first-picture.js'
import { readPackets } from './read-packets.js'
import { chooseVideo, readStreams } from './read-streams.js'
import { readTimeline } from './shown-timeline.js'

export interface ScannedVideo {
  timeline: Timeline
  packets: number
  video: ProbedVideo & { isFullRange: boolean }
}

export async function scanVideo(context: ScanContext): Promise<ScannedVideo> {
  const { limits, family } = context.input
  const streams = await readStreams(context)
  const stream = chooseVideo(streams, limits)
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
      codec: stream.codec,
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
