/**
 * From the clips that a user passes to pieces of one size and rate, which films are then joined from. Each clip is
 * brought to that size once and kept in the cache folder, outside the repository.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readCuts } from './truth.ts'
import { ffmpeg } from './run-ffmpeg.ts'

export const WIDTH = 320
export const HEIGHT = 180
export const FPS = 25
export const FRAME_BYTES = (WIDTH * HEIGHT * 3) / 2

/** A stretch of a clip that may become a shot. */
export interface Piece {
  /** The clip that it is from. */
  source: string
  /** The clip at our size. */
  path: string
  startSeconds: number
  seconds: number
  /** Left and right exchanged: another picture from the same clip. */
  isMirrored: boolean
}

const PIECE_SECONDS = 12
const MAX_PIECES = 4

/** Files, folders and `.cuts.json` lists; of a listed film each joined clip is a piece. */
export async function readPieces(arguments_: readonly string[], cache: string): Promise<Piece[]> {
  const pieces: Piece[] = []
  for (const path of arguments_.flatMap(expand)) {
    const list = path.endsWith('.cuts.json') ? readCuts(path) : undefined
    const clip = await normalise(list?.path ?? path, cache)
    if (clip === undefined) continue
    const stretches =
      list === undefined
        ? everyFewSeconds(clip.seconds)
        : list.shots.map((shot) => ({
            startSeconds: shot.startSeconds + 0.2,
            seconds: shot.endSeconds - shot.startSeconds - 0.4,
          }))
    for (const [k, stretch] of stretches.entries())
      for (const isMirrored of [false, true])
        pieces.push({
          source: list === undefined ? basename(path) : `${basename(path)}#${k}`,
          path: clip.path,
          ...stretch,
          isMirrored,
        })
  }
  return pieces
}

/** Every n-th source: what was tuned on one part can be tested on another. */
export function takePart(pieces: readonly Piece[], part: number, of: number): Piece[] {
  const sources = [...new Set(pieces.map(({ source }) => source))].toSorted()
  const mine = new Set(sources.filter((_, k) => k % of === part - 1))
  return pieces.filter(({ source }) => mine.has(source))
}

function expand(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).toSorted()
  const listed = new Set(names.filter((name) => name.endsWith('.cuts.json')).map((name) => name.slice(0, -10) + '.mp4'))
  return names
    .filter(
      (name) => name.endsWith('.cuts.json') || (/\.(mp4|mkv|mov|webm|avi|3gp|m4v)$/.test(name) && !listed.has(name)),
    )
    .map((name) => join(path, name))
}

function everyFewSeconds(seconds: number) {
  const count = Math.max(1, Math.min(MAX_PIECES, Math.floor(seconds / PIECE_SECONDS)))
  return Array.from({ length: count }, (_, k) => ({
    startSeconds: k * PIECE_SECONDS,
    seconds: Math.min(PIECE_SECONDS, seconds - k * PIECE_SECONDS),
  }))
}

/** Nothing where ffmpeg finds no second of video in it. */
async function normalise(path: string, cache: string): Promise<{ path: string; seconds: number } | undefined> {
  const { size, mtimeMs } = statSync(path)
  const key = createHash('sha256').update(`${path}:${size}:${mtimeMs}`).digest('hex').slice(0, 12)
  const out = join(cache, `clip-${key}.mkv`)
  if (!existsSync(out)) {
    const filter = `select='lt(t,700)',fps=${FPS},scale=${WIDTH}:${HEIGHT}:force_original_aspect_ratio=increase:flags=area,crop=${WIDTH}:${HEIGHT},setsar=1,format=yuv420p`
    const part = `${out}.part`
    const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-g', '25', '-f', 'matroska']
    const made = await ffmpeg([
      '-i',
      path,
      '-map',
      '0:V:0',
      '-vf',
      filter,
      '-frames:v',
      String(700 * FPS),
      ...coding,
      part,
    ])
    if (made.ok) renameSync(part, out)
    else rmSync(part, { force: true })
  }
  if (!existsSync(out)) return undefined
  const counted = await ffmpeg(['-i', out, '-c', 'copy', '-f', 'framecrc', '-'])
  const frames = counted.stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line.startsWith('0,')).length
  return frames < FPS ? undefined : { path: out, seconds: frames / FPS }
}
