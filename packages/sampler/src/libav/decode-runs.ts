/** The planned stretches of a video, in a thread. Several threads take them from one list, the next as each is done. */
import type { DecodeRun } from '../plan.js'
import { keyframeBefore } from './find-shown-instead.js'
import type { SourceResult, Workbench } from './workbench.js'
import { withSource } from './workbench.js'

export interface RunsTask {
  runs: readonly DecodeRun[]
  /** Position of the run that nobody has taken yet; all threads count it up. */
  next: Int32Array
  threads: number
}

export interface RunsResult extends SourceResult {
  found: number[]
  /** Positions of the runs in which something was wrong. */
  damaged: number[]
}

export function decodeRuns(bench: Workbench, { runs, next, threads }: RunsTask): RunsResult {
  const found: number[] = []
  const damaged: number[] = []
  const result = withSource(bench, threads, (source, send) => {
    for (;;) {
      const position = Atomics.add(next, 0, 1)
      const run = runs[position]
      if (run === undefined) return
      const wanted = wantedPts(bench, run)
      const before = source.decodeErrors + source.corruptFrames
      source.decodeRun(run, (frame, pts) => {
        if (!wanted.has(pts)) return
        found.push(pts)
        send(frame, pts)
      })
      if (source.decodeErrors + source.corruptFrames > before) damaged.push(position)
    }
  })
  return { ...result, found, damaged }
}

/**
 * How a hole is patched depends on the pictures before it: damaged stretches are decoded whole, in one thread, and
 * from one keyframe earlier, so that a full decode would show the same.
 */
export function decodeRunsWhole(bench: Workbench, runs: readonly DecodeRun[]): SourceResult {
  return withSource(bench, 1, (source, send) => {
    for (const run of runs) {
      const wanted = wantedPts(bench, run)
      const first = keyframeBefore(bench.job.scan.flags, run.first - 1)
      source.decode(first, run.last, (frame, pts) => (wanted.has(pts) ? send(frame, pts) : undefined))
    }
  })
}

function wantedPts({ job }: Workbench, run: DecodeRun): Set<number> {
  return new Set(run.wanted.map((packet) => job.scan.pts[packet] as number))
}
