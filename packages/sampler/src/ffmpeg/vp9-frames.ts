/** VP9 hides frames in packets of their own, which ffprobe cannot see; merged with the next they are gone. */
import type { Timeline } from '../timeline.js'
import { lines } from './byte-pieces.js'
import { ffmpegArguments } from './guarded-arguments.js'
import type { ScanContext } from './probe.js'
import { failureOf } from './read-stderr.js'

export async function mergeVp9Frames(
  context: ScanContext,
  timeBase: Timeline['timeBase'],
): Promise<{ pts: number[]; lastDuration: number }> {
  const { num, den } = timeBase
  const pts: number[] = []
  let last = { pts: -Infinity, duration: 0 }
  const { tools, input, seconds, stopwatch, signal } = context
  const output = { target: 'pipe:1', options: ['-c:v', 'copy', '-bsf:v', 'vp9_superframe', '-f', 'framecrc'] }
  let unit = num / den
  const result = await tools.run([tools.ffmpeg, ...ffmpegArguments(input, [output], 1)], {
    seconds,
    stopwatch,
    limits: input.limits,
    signal,
    onOutput: async (stdout) => {
      for await (const line of lines(stdout)) {
        const clock = /^#tb 0: (\d+)\/(\d+)/.exec(line)
        if (clock !== null) unit = Number(clock[1]) / Number(clock[2])
        if (line.startsWith('#') || line === '') continue
        const [, , at = Number.NaN, duration = 0] = line.split(',').map(Number)
        const row = { pts: Math.round((at * unit * den) / num), duration: Math.round((duration * unit * den) / num) }
        pts.push(row.pts)
        if (row.pts >= last.pts) last = row
      }
    },
  })
  if (result.exitCode !== 0) throw failureOf(result, input.family)
  return { pts: [...new Set(pts)].toSorted((a, b) => a - b), lastDuration: last.duration }
}
