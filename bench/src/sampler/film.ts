/** The film of a benchmark: what a decode of every frame says about it, and shorter and longer films made of it. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export interface Film {
  path: string
  frames: readonly FilmFrame[]
  durationSeconds: number
  codec: string
  width: number
  height: number
  keyframeCount: number
}

export interface FilmFrame {
  /** In the stream's own units. */
  pts: number
  /** On the file's clock. */
  clockSeconds: number
  /** After the first frame. */
  seconds: number
  /** Of the pixels. */
  checksum: string
}

/** Decodes everything and remembers a checksum of each picture, in the order in which they are shown. */
export function decodeEveryFrame(path: string): FilmFrame[] {
  const { num, den, rows } = checksums(['-i', path, '-map', '0:V:0', '-fps_mode', 'passthrough'])
  const ascending = rows.toSorted((a, b) => a.pts - b.pts)
  const first = ascending[0]?.pts ?? 0
  return ascending.map(({ pts, checksum }) => ({
    pts,
    clockSeconds: (pts * num) / den,
    seconds: ((pts - first) * num) / den,
    checksum,
  }))
}

/** What these arguments of ffmpeg give, picture by picture. */
export function checksums(args: readonly string[]) {
  const command = ['-v', 'error', '-nostdin', '-copyts', ...args, '-enc_time_base', '-1', '-f', 'framecrc', '-']
  const { stdout, status, stderr } = spawnSync('ffmpeg', command, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${stderr}`)
  const [, num = '1', den = '1'] = /^#tb 0: (\d+)\/(\d+)$/m.exec(stdout) ?? []
  const rows = stdout.split('\n').flatMap((line) => {
    const [, , pts, , , checksum] = line.split(',').map((field) => field.trim())
    return line.startsWith('#') || pts === undefined || checksum === undefined ? [] : [{ pts: Number(pts), checksum }]
  })
  return { num: Number(num), den: Number(den), rows }
}

/** Position of the frame shown at each instant. */
export function framesAt(film: Film, timestamps: readonly number[]): number[] {
  return timestamps.map((t) =>
    Math.max(
      0,
      film.frames.findLastIndex(({ seconds }) => seconds <= t + 1e-9),
    ),
  )
}

/** Its first seconds, by stream copy. */
export function shorten(path: string, folder: string, seconds: number): string {
  return copy(['-i', path, '-t', String(seconds)], join(folder, 'short.mp4'))
}

/** As often one after the other as it takes, by stream copy. */
export function lengthen(path: string, folder: string, durationSeconds: number, seconds: number): string {
  const more = Math.max(0, Math.ceil(seconds / durationSeconds) - 1)
  return copy(['-stream_loop', String(more), '-i', path, '-t', String(seconds)], join(folder, `${seconds}.mp4`))
}

function copy(input: readonly string[], out: string): string {
  const args = ['-v', 'error', '-nostdin', '-y', ...input, '-map', '0:V:0', '-an', '-c', 'copy', out]
  const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ffmpeg could not copy the film: ${stderr}`)
  return out
}
