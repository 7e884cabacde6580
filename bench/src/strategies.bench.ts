/**
 * How much of a film each strategy sees: coverage of shots that are known, at equal numbers of frames.
 *
 *   pnpm bench strategies CLIP… [--films N] [--seed S] [--part K/N] [--counts 32,64,128] [--cache FOLDER] [--plot FILE]
 *
 * CLIP is a video, a folder of them, or a `.cuts.json` beside its `.mp4`. Films of 10–11.5 minutes are joined from the
 * clips by chance that the seed repeats (strategies/make-film.ts); films with a `.cuts.json` are measured as they are.
 * `--part 1/2` takes every other clip: what was tuned on one half can be tested on the other. Strategies that need a
 * question are not compared: a film of known shots asks none. Needs the system's ffmpeg.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { calibrateThresholds, openDecoder } from '@video2roleplay/sampler'
import { readPieces, takePart } from './strategies/clips.ts'
import { compareOn } from './strategies/compare.ts'
import { contestants } from './strategies/contestants.ts'
import { makeFilm } from './strategies/make-film.ts'
import { plotCoverage } from './strategies/plot-coverage.ts'
import { printTables } from './strategies/print-tables.ts'
import type { KnownFilm } from './strategies/truth.ts'
import { listCuts } from './strategies/truth.ts'

const { values: options, positionals: clips } = parseArgs({
  allowPositionals: true,
  options: {
    films: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string' },
    counts: { type: 'string', default: '32,64,128' },
    cache: { type: 'string', default: join(tmpdir(), 'video2roleplay-bench-strategies') },
    plot: { type: 'string' },
  },
})
if (clips.length === 0 || clips.some((clip) => statSync(clip, { throwIfNoEntry: false }) === undefined)) {
  console.error('Give clips to make films of: files, folders, or .cuts.json lists.')
  process.exit(1)
}
if (spawnSync('ffmpeg', ['-version']).status !== 0) {
  console.error('ffmpeg is not installed: films cannot be made.')
  process.exit(1)
}

const counts = options.counts.split(',').map(Number)
mkdirSync(options.cache, { recursive: true })
const films = [...(await makeFilms()), ...listCuts(clips)]
const decoder = await openDecoder({ workDir: options.cache })
try {
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${decoder.info.name} ${decoder.info.version}`,
  )
  const calibration = await calibrateThresholds(
    films.map(({ path }) => path),
    { decoder },
  )
  const elbow = calibration.threshold?.suggested
  if (elbow === undefined) throw new Error('None of these films could be read.')
  console.log(`T: ${calibration.threshold?.because}\n`)
  const measurements = []
  for (const [k, film] of films.entries()) {
    measurements.push(...(await compareOn(film, decoder, { contestants: contestants(elbow), counts })))
    console.error(`${k + 1} of ${films.length}: ${film.name}, ${film.shots.length} shots`)
  }
  console.log(printTables(measurements, counts))
  const plot = options.plot ?? join(options.cache, 'coverage.svg')
  writeFileSync(plot, plotCoverage(measurements, counts))
  console.log(`\nPlot: ${plot}`)
} finally {
  await decoder.close()
}

/** A seed whose clips run out gives way to the next. */
async function makeFilms(): Promise<KnownFilm[]> {
  const all = await readPieces(clips, options.cache)
  const [part, of] = (options.part ?? '1/1').split('/').map(Number) as [number, number]
  const pieces = takePart(all, part, of)
  console.error(`${pieces.length} pieces of ${new Set(pieces.map(({ source }) => source)).size} clips`)
  const made: KnownFilm[] = []
  const wanted = Number(options.films)
  for (let seed = Number(options.seed); made.length < wanted && seed < Number(options.seed) + 3 * wanted; seed++)
    made.push(...(await makeFilm(pieces, seed, options.cache)))
  if (made.length < wanted) console.error(`Only ${made.length} films could be made: give more clips.`)
  return made
}
