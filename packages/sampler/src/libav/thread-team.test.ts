/** Runs the decoder from the built package: build before testing. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { drawClip } from '../draw-clip.js'
import { openLibav } from '../libav.js'

const folder = mkdtempSync(join(tmpdir(), 'thread-team-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    // The process ended between two looks.
    return ''
  }
}

/** Threads of this name in the decoder process that decodes in this folder, or below it. */
function threads(name: string): number {
  const below = (pid: string): string[] => [
    pid,
    ...read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).flatMap(below),
  ]
  const ours = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && read(`/proc/${pid}/cmdline`).includes(folder))
  const all = new Set(ours.flatMap(below))
  const comms = [...all].flatMap((pid) =>
    readdirSync(`/proc/${pid}/task`).map((id) => read(`/proc/${pid}/task/${id}/comm`)),
  )
  return comms.filter((comm) => comm.trim() === name).length
}

test.skipIf(process.platform !== 'linux')(
  'as many threads decode as there are cores for the request, and never more than stretches',
  async () => {
    const path = join(folder, 'five-stretches.mp4')
    await drawClip(path, { seconds: 2, gop: 10 })
    const decoder = await openLibav({ workDir: folder })
    const counts: number[] = []
    try {
      for (const [cores, timestamps] of [
        [1, [0.1, 0.5, 0.9, 1.3, 1.7]],
        [3, [0.1, 0.5, 0.9, 1.3, 1.7]],
        [8, [0.1, 0.5, 0.9, 1.3, 1.7]],
      ] as const) {
        const { frames } = await decoder.extractFrames(path, timestamps, { cores })
        expect(frames.map((frame) => frame.timestampSeconds)).toEqual([0.08, 0.48, 0.88, 1.28, 1.68])
        counts.push(threads('decoder'))
      }
    } finally {
      await decoder.close()
    }
    expect(counts).toEqual([1, 3, 5])
  },
)
