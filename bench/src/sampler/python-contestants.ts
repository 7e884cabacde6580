/** OpenCV and PyAV, where a Python that has them is installed; in one process and in two. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Film } from './film.ts'
import type { Contestant } from './table.ts'

const program = fileURLToPath(new URL('peers.py', import.meta.url))
const pythons = ['python3', '/usr/bin/python3', 'python']
const libraries = { opencv: 'OpenCV', pyav: 'PyAV' } as const

export function pythonPeers(
  film: Film,
  folder: string,
  wanted: readonly number[],
  way: 'seek' | 'read',
  output: 'jpeg' | 'grey',
): Contestant[] {
  const list = join(folder, 'wanted.json')
  const rows = wanted.map((k) => [k, film.frames[k]?.pts, film.frames[k]?.clockSeconds])
  return (['opencv', 'pyav'] as const).flatMap((library) => {
    const python = pythons.find((name) => spawnSync(name, [program, 'check', library]).status === 0)
    if (python === undefined) return []
    return [1, 2].map((processes) => ({
      name: `${libraries[library]}, ${way === 'seek' ? 'seeking' : 'reading on'}${processes > 1 ? ', 2 processes' : ''}`,
      run: async () => {
        writeFileSync(list, JSON.stringify(rows))
        const out = mkdtempSync(join(folder, `${output}-`))
        const got = await run(python, [program, library, way, String(processes), film.path, list, out])
        const count = readdirSync(out).length
        rmSync(out, { recursive: true })
        return `${count}, ${verdict(film, wanted, got)}`
      },
    }))
  })
}

async function run(python: string, args: readonly string[]): Promise<number[]> {
  const child = spawn(python, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject))
  let text = ''
  for await (const chunk of child.stdout) text += String(chunk)
  if ((await ended) !== 0) throw new Error(`${python} ${args.join(' ')} failed`)
  return JSON.parse(text) as number[]
}

/** OpenCV counts from the first frame, PyAV by the file's clock. */
function verdict({ frames }: Film, wanted: readonly number[], got: readonly number[]): string {
  const isRight = (frame: number, k: number) => {
    const time = got[k] ?? Number.NaN
    const { seconds = Number.NaN, clockSeconds = Number.NaN } = frames[frame] ?? {}
    return Math.min(Math.abs(time - seconds), Math.abs(time - clockSeconds)) < 2e-3
  }
  const right = wanted.filter(isRight).length
  return right === wanted.length ? 'those of a full decode' : `${right} of ${wanted.length} right`
}
