/** When each frame is shown: from the packets where these say it, else by decoding every frame. */
import type { Timeline } from '../timeline.js'
import { PACKET_HIDDEN, timelineFromPts, timelineOf } from '../timeline.js'
import { lines } from './byte-pieces.js'
import type { ScanContext } from './probe.js'
import { probe } from './probe.js'
import type { Scan } from './read-packets.js'
import type { Stream } from './read-streams.js'
import { mergeVp9Frames } from './vp9-frames.js'
import { isVp8FrameShown } from './vp8-frames.js'

export async function readTimeline(
  context: ScanContext,
  stream: Stream,
  scan: Scan,
  nominalFps?: number,
): Promise<Timeline> {
  const reorders = (stream.has_b_frames ?? 0) > 0
  const isPacked = context.input.family === 'avi' && stream.codec_name === 'mpeg4' && reorders
  if ((scan.lacksPts && reorders) || isPacked || scan.pts.some(Number.isNaN))
    return decodedTimeline(context, scan.timeBase, nominalFps)
  if (stream.codec_name === 'vp8') {
    const isShown = await isVp8FrameShown(context)
    if (isShown.length !== scan.pts.length) return decodedTimeline(context, scan.timeBase, nominalFps)
    for (const [k, shown] of isShown.entries()) if (!shown) scan.flags[k] = (scan.flags[k] as number) | PACKET_HIDDEN
  }
  if (stream.codec_name !== 'vp9') return timelineOf(scan, nominalFps)
  const merged = await mergeVp9Frames(context, scan.timeBase)
  return { ...timelineFromPts(merged.pts, merged.lastDuration, scan.timeBase, nominalFps), packet: [] }
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
        // Side data has lines of its own.
        if (line === '' || duration === undefined) continue
        rows.push({ pts: pts ?? Number.NaN, duration: Number.isFinite(duration) ? duration : 0 })
      }
    },
  )
  // A frame without an instant follows the one before it.
  for (const [k, row] of rows.entries())
    if (!Number.isFinite(row.pts)) row.pts = (rows[k - 1]?.pts ?? Number.NaN) + (rows[k - 1]?.duration ?? 0)
  const timed = rows.filter(({ pts }) => Number.isFinite(pts)).toSorted((a, b) => a.pts - b.pts)
  const shown = timed.filter(({ pts }, k) => pts !== timed[k + 1]?.pts)
  return timelineFromPts(
    shown.map(({ pts }) => pts),
    shown.at(-1)?.duration ?? 0,
    timeBase,
    nominalFps,
  )
}
