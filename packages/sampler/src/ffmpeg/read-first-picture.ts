/** What the first picture that comes out of the decoder looks like. */
import * as z from 'zod'
import { readDisplayMatrix } from '../display-matrix.js'
import { SamplerError } from '../errors.js'
import type { PictureShape } from '../picture-filter.js'
import type { ScanContext } from './probe.js'
import { probeText } from './probe.js'
import type { Stream } from './read-streams.js'
import { Ratio, SideData } from './side-data.js'

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
export type FirstFrame = z.infer<typeof FirstFrame>

export async function readFirstFrame(context: ScanContext): Promise<FirstFrame> {
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

export function shapeOf(stream: Stream, first: FirstFrame): PictureShape {
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
