/**
 * How long it takes to get the frames of a video: our libav decoder beside fluent-ffmpeg as people write it, ffmpeg at
 * its best, OpenCV and PyAV.
 *
 *   pnpm bench sampler [VIDEO…] [--jobs vlog,segments,fps,grey,live,documentary,memory] [--rounds N] [--only NAMES]
 *
 * Without a video one is drawn. `--only` is a pattern of contestants' names, for a machine lent for minutes only. Rounds are interleaved; times are medians, "x" is the median of the ratios of each round
 * to the first row, "Peak" the largest process. Contestants of one table write the same: JPEGs no wider than 1280, or
 * grey planes of 160×90. The frames of each are compared with those of a decode of every frame.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDecoder } from '@video2roleplay/sampler'
import { drawClip } from '@video2roleplay/sampler/testing'
import type { Film } from './sampler/film.ts'
import { decodeEveryFrame } from './sampler/film.ts'
import { jobs } from './sampler/jobs.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: Object.keys(jobs).join(',') },
  },
})
if (spawnSync('ffmpeg', ['-version']).status !== 0) {
  console.error('ffmpeg is not installed: there is nobody to compare with.')
  process.exit(1)
}
const chosen = options.jobs.split(',')
const unknown = chosen.filter((name) => !Object.hasOwn(jobs, name))
if (unknown.length > 0) {
  console.error(`There is no job ${unknown.join(', ')}. There are ${Object.keys(jobs).join(', ')}.`)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'bench-sampler-'))
const decoder = await openDecoder({ prefer: 'libav', workDir: folder })
try {
  const { name, version, sandbox } = decoder.info
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ours: ${name} ${version}, ${sandbox}; ${ffmpegVersion()}; ${options.rounds} rounds`,
  )
  for (const path of positionals.length > 0 ? positionals : [await drawFilm()]) {
    const film = await openFilm(path)
    const { codec, width, height, durationSeconds, keyframeCount, frames } = film
    console.log(
      `\n## ${basename(path)}: ${codec} ${width}x${height}, ${durationSeconds.toFixed(1)} s, ${frames.length} frames, ${keyframeCount} keyframes`,
    )
    for (const job of chosen)
      await jobs[job as keyof typeof jobs]({
        film,
        folder,
        decoder,
        rounds: Number(options.rounds),
        only: new RegExp(options.only),
      })
  }
} finally {
  await decoder.close()
  rmSync(folder, { recursive: true })
}

/** Shots that change, B frames, keyframes as far apart as encoders put them. */
async function drawFilm(): Promise<string> {
  const path = join(folder, 'drawn.mp4')
  const scenes = Array.from({ length: 30 }, (_, k) => ({
    seconds: 4,
    luma: 40 + ((k * 67) % 150),
    motion: 1 + (k % 4),
  }))
  await drawClip(path, { seconds: 120, fps: 30, width: 1920, height: 1080, bframes: 2, gop: 250, scenes })
  return path
}

async function openFilm(path: string): Promise<Film> {
  const { codec, width, height, durationSeconds, keyframeCount } = await decoder.probe(path)
  return { path, codec, width, height, durationSeconds, keyframeCount, frames: decodeEveryFrame(path) }
}

function ffmpegVersion(): string {
  return /^ffmpeg version \S+/.exec(spawnSync('ffmpeg', ['-version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'ffmpeg'
}
