/** Every packet of the video as ffprobe lists it, none decoded. */
import { SamplerError } from '../errors.js'
import type { PacketIndex } from '../timeline.js'
import { PACKET_CORRUPT, PACKET_DISCARD, PACKET_KEY } from '../timeline.js'
import { lines } from './byte-pieces.js'
import type { ScanContext } from './probe.js'
import { probe } from './probe.js'
import type { Stream } from './read-streams.js'

export interface Scan extends PacketIndex {
  lacksPts: boolean
  problem?: string
}

export async function readPackets(context: ScanContext, stream: Stream): Promise<Scan> {
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
