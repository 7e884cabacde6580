/** The tracks of a file, and the one that is its video. Nothing is taken from durations in headers. */
import * as z from 'zod'
import { videoCodecs } from '../accepted-codecs.js'
import { SamplerError } from '../errors.js'
import type { DecodeLimits } from '../limits.js'
import type { ScanContext } from './probe.js'
import { probeText } from './probe.js'
import { Ratio, SideData } from './side-data.js'

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
export type Stream = z.infer<typeof Stream>

export async function readStreams(context: ScanContext): Promise<Stream[]> {
  const entries =
    'stream=codec_type,codec_name,codec_tag_string,width,height,has_b_frames,sample_aspect_ratio,avg_frame_rate,time_base:stream_disposition=attached_pic:stream_side_data=side_data_type,displaymatrix'
  const text = await probeText(context, ['-show_entries', entries, '-of', 'json=c=1'])
  return z.object({ streams: z.array(Stream) }).parse(JSON.parse(text)).streams
}

/** Refuses what is not accepted before a picture is looked at. */
export function chooseVideo(streams: readonly Stream[], limits: DecodeLimits): Stream & { codec: string } {
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
  return { ...stream, codec }
}

function checkSize({ width = 0, height = 0 }: Stream, pixels: number, side: number): void {
  if (width * height > pixels || width > side || height > side)
    throw new SamplerError('too-many-pixels', `The pictures are ${width}x${height}; the limit is ${pixels} pixels.`)
}
