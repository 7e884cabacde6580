/** A film whose shots are known, and what a list of instants sees of it. */
import { readdirSync, readFileSync, statSync } from 'node:fs'

export interface Shot {
  startSeconds: number
  endSeconds: number
  /** Without the dissolves and fades at its ends. */
  coreStartSeconds: number
  coreEndSeconds: number
  isStill: boolean
  /** Frames washed out by a flash. */
  flashes: number[]
}

export interface KnownFilm {
  name: string
  path: string
  fps: number
  shots: Shot[]
}

export interface Coverage {
  frames: number
  /** Shots with a frame of their core, of all shots. */
  coverage: number
  /** The same for shots under five seconds, and for still ones; nothing where there are none. */
  short?: number
  still?: number
  /** Frames in a dissolve, a fade or a flash. */
  wasted: number
}

const SHORT_SECONDS = 5

export function measureCoverage(film: KnownFilm, timestamps: readonly number[]): Coverage {
  const half = 0.5 / film.fps
  const seen = film.shots.map(() => false)
  let wasted = 0
  for (const t of timestamps) {
    const shot = film.shots.findIndex(
      (one) =>
        t >= one.coreStartSeconds - half &&
        t < one.coreEndSeconds - half &&
        !one.flashes.some((flash) => Math.abs(t - flash) < half),
    )
    if (shot < 0) wasted++
    else seen[shot] = true
  }
  const share = (isOne: (shot: Shot) => boolean) => {
    const those = film.shots.flatMap((shot, k) => (isOne(shot) ? [seen[k]] : []))
    return those.length === 0 ? undefined : those.filter(Boolean).length / those.length
  }
  return {
    frames: timestamps.length,
    coverage: share(() => true) ?? 0,
    short: share((shot) => shot.endSeconds - shot.startSeconds < SHORT_SECONDS),
    still: share((shot) => shot.isStill),
    wasted,
  }
}

/** The films among these files and folders that say themselves where their cuts are. */
export function listCuts(paths: readonly string[]): KnownFilm[] {
  return paths
    .flatMap((path) =>
      statSync(path).isDirectory() ? readdirSync(path).map((name) => `${path.replace(/\/$/, '')}/${name}`) : [path],
    )
    .filter((path) => path.endsWith('.cuts.json'))
    .map(readCuts)
}

/** A `.cuts.json`: `fps` and, for each clip that was joined, its first frame and how many follow. */
export function readCuts(path: string): KnownFilm {
  const { fps, cuts } = JSON.parse(readFileSync(path, 'utf8')) as {
    fps: number
    cuts: { start_frame: number; frames: number }[]
  }
  const film = path.replace(/\.cuts\.json$/, '.mp4')
  return {
    name: film.slice(film.lastIndexOf('/') + 1, -'.mp4'.length),
    path: film,
    fps,
    shots: cuts.map(({ start_frame: first, frames }) => {
      const [start, end] = [first / fps, (first + frames) / fps]
      return {
        startSeconds: start,
        endSeconds: end,
        coreStartSeconds: start,
        coreEndSeconds: end,
        isStill: false,
        flashes: [],
      }
    }),
  }
}
