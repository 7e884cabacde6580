/** The rows of the benchmark: for each job ours, and the peers that can do it. */
import type { FrameDecoder } from '@video2roleplay/sampler'
import { openDecoder, sampleFrames, segmentMidpoints, vlogTimestamps } from '@video2roleplay/sampler'
import { decodeToNothing, naive, plainGrey, plainJpeg, seekingInputs } from './ffmpeg-contestants.ts'
import type { Film } from './film.ts'
import { decodeEveryFrame, framesAt, lengthen, shorten } from './film.ts'
import { measure } from './measure.ts'
import { pythonPeers } from './python-contestants.ts'
import type { Contestant, TableOptions } from './table.ts'
import { printTable } from './table.ts'

export interface Bench extends TableOptions {
  film: Film
  folder: string
  /** Has been used before: its process is there. */
  decoder: FrameDecoder
}

export const jobs = { vlog, segments, fps, grey, live, documentary, memory }

async function vlog({ film, folder, decoder, ...options }: Bench): Promise<void> {
  const asked = vlogTimestamps(film.durationSeconds)
  const wanted = framesAt(film, asked)
  await printTable('One frame per 5 s (vlog), JPEG', options, [
    naive(film, folder, 'fps=1/5', wanted),
    seekingInputs(film, folder, wanted),
    ...pythonPeers(film, folder, wanted, 'seek', 'jpeg'),
    ours(film, wanted, () => decoder.extractFrames(film.path, asked)),
  ])
}

async function segments({ film, folder, decoder, ...options }: Bench): Promise<void> {
  const asked = segmentMidpoints(film.durationSeconds)
  const wanted = framesAt(film, asked)
  await printTable('64 segments, JPEG', options, [
    naive(film, folder, `fps=64/${film.durationSeconds}`, wanted),
    seekingInputs(film, folder, wanted),
    ...pythonPeers(film, folder, wanted, 'seek', 'jpeg'),
    ours(film, wanted, () => decoder.extractFrames(film.path, asked)),
  ])
}

async function fps({ film, folder, decoder, ...options }: Bench): Promise<void> {
  const asked = vlogTimestamps(film.durationSeconds, { intervalSeconds: 1 })
  const wanted = framesAt(film, asked)
  await printTable('One frame per second, JPEG', options, [
    naive(film, folder, 'fps=1', wanted),
    plainJpeg(film, folder, 'fps=1:round=up', wanted),
    ...pythonPeers(film, folder, wanted, 'read', 'jpeg'),
    ours(film, wanted, () => decoder.extractFrames(film.path, asked)),
  ])
}

async function grey({ film, folder, decoder, ...options }: Bench): Promise<void> {
  const asked = vlogTimestamps(film.durationSeconds, { intervalSeconds: 1 })
  const wanted = framesAt(film, asked)
  await printTable('1 fps candidates, grey 160×90', options, [
    plainGrey(film, 'fps=1:round=up', wanted),
    ...pythonPeers(film, folder, wanted, 'read', 'grey'),
    ours(film, wanted, () => decoder.extractThumbnails(film.path, asked)),
  ])
}

/** Of a longer film the first seconds. */
async function live({ film: whole, folder, decoder, ...options }: Bench): Promise<void> {
  const path = whole.durationSeconds <= 5 ? whole.path : shorten(whole.path, folder, 4.9)
  const film: Film = { ...whole, path, frames: decodeEveryFrame(path) }
  const wanted = film.frames.map((_, k) => k)
  await decoder.probe(path)
  await printTable(`Live: all ${wanted.length} frames, JPEG, our decoder warm`, options, [
    naive(film, folder, 'null', wanted),
    ...pythonPeers(film, folder, wanted, 'read', 'jpeg'),
    ours(film, wanted, () => decoder.extractAllFrames(path)),
  ])
}

/** From opening the decoder to the last JPEG; without an embedder, so without step 3. */
async function documentary({ film, folder, ...options }: Bench): Promise<void> {
  // Closed when the next is opened: the processor time of a process that was ended is not told.
  let open: FrameDecoder | undefined
  await printTable('Documentary from end to end, without CLIP', options, [
    decodeToNothing(film),
    {
      name: 'ours, decoder opened each time',
      run: async () => {
        await open?.close()
        open = await openDecoder({ prefer: 'libav', workDir: folder })
        const sample = await sampleFrames(film.path, { decoder: open, kind: 'documentary' })
        return `${sample.frames.length} of ${sample.trace.candidatesLookedAt ?? sample.trace.curve.length} candidates`
      },
    },
  ])
  await open?.close()
}

const TWO_HOURS = 7200

/** The film over and over, for ten minutes and for two hours. */
async function memory({ film, folder }: Bench): Promise<void> {
  console.log(
    '\nMemory of the decoder process\n\n| Length | Frames | Documentary | Time | CPU | Peak |\n|---|---|---|---|---|---|',
  )
  for (const seconds of [600, TWO_HOURS]) {
    const path = lengthen(film.path, folder, film.durationSeconds, seconds)
    const decoder = await openDecoder({ prefer: 'libav', workDir: folder })
    try {
      const info = await decoder.probe(path)
      const { result, cost } = await measure(() => sampleFrames(path, { decoder, info, kind: 'documentary' }))
      console.log(
        `| ${(info.durationSeconds / 60).toFixed(0)} min | ${info.frameCount} | ${result.frames.length} frames | ${cost.wallSeconds.toFixed(1)} s | ${cost.cpuSeconds.toFixed(1)} s | ${Math.round(cost.peakMegabytes)} MB |`,
      )
    } finally {
      await decoder.close()
    }
  }
}

interface Delivered {
  frames?: readonly { timestampSeconds: number }[]
  thumbnails?: readonly { timestampSeconds: number }[]
}

function ours(film: Film, wanted: readonly number[], extract: () => Promise<Delivered>): Contestant {
  return {
    name: 'ours',
    isWarm: true,
    run: async () => {
      const { frames, thumbnails = [] } = await extract()
      const got = frames ?? thumbnails
      const expected = [...new Set(wanted)]
      const isRight = (k: number, at: number) =>
        Math.abs((film.frames[k]?.seconds ?? Number.NaN) - (got[at]?.timestampSeconds ?? Number.NaN)) < 1e-3
      const right = expected.filter(isRight).length
      const isExact = right === expected.length && got.length === expected.length
      return `${got.length}, ${isExact ? 'those of a full decode' : `${right} of ${expected.length} right`}`
    },
  }
}
