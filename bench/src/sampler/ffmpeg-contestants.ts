/** The peers that run the ffmpeg program: as fluent-ffmpeg's users write it, and as well as its options allow. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fluent from 'fluent-ffmpeg'
import type { Film } from './film.ts'
import { checksums } from './film.ts'
import type { Contestant } from './table.ts'

/** No wider than ours. */
export const scaled = "scale='min(1280,iw)':-2"
const jpegOptions = ['-q:v', '3']

/** Frames of a filter, as JPEGs, by fluent-ffmpeg. */
export function naive(film: Film, folder: string, filter: string, wanted: readonly number[]): Contestant {
  const right = countRight(film, filter, wanted)
  return {
    name: `fluent-ffmpeg \`${filter}\``,
    run: async () => {
      const out = mkdtempSync(join(folder, 'naive-'))
      await new Promise<void>((resolve, reject) => {
        fluent(film.path)
          .outputOptions(['-vf', `${filter},${scaled}`, '-fps_mode', 'passthrough', ...jpegOptions])
          .output(join(out, '%06d.jpg'))
          .on('end', () => resolve())
          .on('error', reject)
          .run()
      })
      return emptied(out, right)
    },
  }
}

/** The same, with a filter that gives the right frames. */
export function plainJpeg(film: Film, folder: string, filter: string, wanted: readonly number[]): Contestant {
  const right = countRight(film, filter, wanted)
  return {
    name: `ffmpeg \`${filter}\``,
    run: async () => {
      const out = mkdtempSync(join(folder, 'plain-'))
      const args = ['-i', film.path, '-map', '0:V:0', '-vf', `${filter},${scaled}`, '-fps_mode', 'passthrough']
      await ffmpeg([...args, ...jpegOptions, join(out, '%06d.jpg')])
      return emptied(out, right)
    },
  }
}

export function plainGrey(film: Film, filter: string, wanted: readonly number[]): Contestant {
  const right = countRight(film, filter, wanted)
  const chain = `${filter},scale=160:90:flags=area,format=gray`
  return {
    name: `ffmpeg \`${filter}\`, raw`,
    run: async () => {
      const args = ['-i', film.path, '-map', '0:V:0', '-vf', chain, '-fps_mode', 'passthrough', '-f', 'rawvideo']
      const bytes = await ffmpeg([...args, 'pipe:1'])
      return `${bytes / (160 * 90)}, ${right}`
    },
  }
}

/** A seek for each frame, an input for each seek, shared by two processes. */
export function seekingInputs(film: Film, folder: string, wanted: readonly number[]): Contestant {
  const halves = [wanted.slice(0, wanted.length >> 1), wanted.slice(wanted.length >> 1)]
  const clock = film.frames[0]?.clockSeconds ?? 0
  return {
    name: 'ffmpeg, 2 processes, an `-ss` input a frame',
    run: async () => {
      const out = mkdtempSync(join(folder, 'seek-'))
      await Promise.all(
        halves.map((half, h) => {
          // A hair before the frame: `-ss t` gives the first frame at or after t.
          const at = half.map((k) => Math.max(0, (film.frames[k]?.clockSeconds ?? 0) - clock - 0.001))
          const inputs = at.flatMap((t) => ['-threads', '1', '-ss', t.toFixed(6), '-i', film.path])
          const outputs = half.flatMap((_, k) => {
            const file = join(out, `${h}-${String(k).padStart(6, '0')}.jpg`)
            return ['-map', `${k}:V:0`, '-frames:v', '1', '-vf', scaled, ...jpegOptions, file]
          })
          return ffmpeg([...inputs, ...outputs])
        }),
      )
      return emptied(out, 'one for each instant')
    },
  }
}

export function decodeToNothing(film: Film): Contestant {
  return {
    name: 'ffmpeg, all cores, decoding to nothing',
    run: async () => {
      await ffmpeg(['-i', film.path, '-map', '0:V:0', '-f', 'null', '-'])
      return `${film.frames.length}`
    },
  }
}

async function ffmpeg(args: readonly string[]): Promise<number> {
  const child = spawn('ffmpeg', ['-v', 'error', '-nostdin', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject))
  let bytes = 0
  for await (const chunk of child.stdout) bytes += (chunk as Buffer).length
  if ((await ended) !== 0) throw new Error(`ffmpeg failed: ${args.slice(0, 12).join(' ')}`)
  return bytes
}

function emptied(out: string, right: string): string {
  const count = readdirSync(out).length
  rmSync(out, { recursive: true })
  return `${count}, ${right}`
}

/** By the pixels: the filter may give its frames other timestamps. */
function countRight(film: Film, filter: string, wanted: readonly number[]): string {
  const { rows } = checksums(['-i', film.path, '-map', '0:V:0', '-vf', filter, '-fps_mode', 'passthrough'])
  const right = wanted.filter((frame, k) => film.frames[frame]?.checksum === rows[k]?.checksum).length
  return right === wanted.length ? 'those of a full decode' : `${right} of ${wanted.length} right`
}
