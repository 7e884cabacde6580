/**
 * Joins a film of known shots from real pieces. Every shot is another picture; lengths are log-uniform in 2–40 s (short
 * pieces run forward and backward, which makes no cut); 15 % of the shots are one still picture; of the changes 20 %
 * are dissolves, 10 % fades through black, the rest cuts; a fifth of the moving shots has flashes of two frames.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Piece } from './clips.ts'
import { FPS, FRAME_BYTES, HEIGHT, WIDTH } from './clips.ts'
import type { Random } from './random.ts'
import { between, seeded, shuffled } from './random.ts'
import { ffmpeg } from './run-ffmpeg.ts'
import type { KnownFilm, Shot } from './truth.ts'

/** Largest mean luma step inside a shot; more is a cut that the piece brought along. */
const LARGEST_STEP = 22
/** Two shots whose pictures differ by less than this are not told apart. */
const SMALLEST_DIFFERENCE = 15
const LUMA = WIDTH * HEIGHT

/** One film; none where the clips run out before ten minutes are full. */
export async function makeFilm(pieces: readonly Piece[], seed: number, cache: string): Promise<KnownFilm[]> {
  const name = `film-${seed}-${keyOf(pieces)}`
  const [path, truth] = [join(cache, `${name}.mp4`), join(cache, `${name}.truth.json`)]
  if (existsSync(truth)) return [JSON.parse(readFileSync(truth, 'utf8')) as KnownFilm]
  const random = seeded(seed)
  const encoder = openEncoder(`${path}.part`)
  const shots = await joinShots(shuffled(pieces, random), random, encoder.write)
  await encoder.close()
  if (shots === undefined) {
    rmSync(`${path}.part`)
    return []
  }
  renameSync(`${path}.part`, path)
  const film: KnownFilm = { name: `film ${seed}`, path, fps: FPS, shots }
  writeFileSync(truth, JSON.stringify(film))
  return [film]
}

async function joinShots(
  pieces: Piece[],
  random: Random,
  write: (frame: Buffer) => Promise<void>,
): Promise<Shot[] | undefined> {
  const wanted = between(random, 10.2, 11.5) * 60 * FPS
  const shots: Shot[] = []
  const looks: Uint8Array[] = []
  let position = 0
  let tail: Buffer[] = []
  let fadeIn = 0
  while (position < wanted) {
    const piece = pieces.pop()
    if (piece === undefined) return undefined
    const drawn = Math.floor(Math.exp(between(random, Math.log(2), Math.log(40))) * FPS)
    const isStill = random() < 0.15
    const frames = await loadFrames(piece, isStill ? 1 : drawn)
    if (frames.length < (isStill ? 1 : FPS) || !isOneShot(frames) || !isNew(frames, looks)) continue

    const dissolveIn = tail.length
    const change = pick(random)
    const fadeOut = change === 'cut' ? 0 : Math.floor(FPS * between(random, 0.5, 1.2))
    const length = Math.max(drawn, 2 * FPS + dissolveIn + fadeOut + fadeIn)
    const flashes = isStill || random() >= 0.2 ? [] : drawFlashes(random, dissolveIn + fadeIn + 3, length - fadeOut - 4)
    const shown = change === 'dissolve' ? length - fadeOut : length
    for (let k = 0; k < shown; k++) {
      let frame = at(frames, k)
      if (k < dissolveIn) frame = blend(tail[k] as Buffer, frame, (k + 1) / (dissolveIn + 1))
      else if (k < dissolveIn + fadeIn) frame = dim(frame, (k - dissolveIn + 1) / (fadeIn + 1))
      if (change === 'black' && k >= length - fadeOut) frame = dim(frame, (length - k) / fadeOut)
      if (flashes.includes(k)) frame = whiten(frame)
      await write(frame)
    }
    shots.push({
      startSeconds: (position + dissolveIn / 2) / FPS,
      endSeconds: (position + length - (change === 'dissolve' ? fadeOut / 2 : 0)) / FPS,
      coreStartSeconds: (position + dissolveIn + fadeIn) / FPS,
      coreEndSeconds: (position + length - fadeOut) / FPS,
      isStill,
      flashes: flashes.map((k) => (position + k) / FPS),
    })
    position += shown
    tail = change === 'dissolve' ? Array.from({ length: fadeOut }, (_, k) => at(frames, length - fadeOut + k)) : []
    fadeIn = change === 'black' ? fadeOut : 0
  }
  for (const frame of tail) await write(frame)
  position += tail.length
  const last = shots.at(-1) as Shot
  last.endSeconds = position / FPS
  if (tail.length > 0) last.coreEndSeconds = last.endSeconds
  return shots
}

async function loadFrames(piece: Piece, count: number): Promise<Buffer[]> {
  const most = Math.max(1, Math.min(count, Math.floor(piece.seconds * FPS)))
  const filter = piece.isMirrored ? ['-vf', 'hflip'] : []
  const { stdout } = await ffmpeg([
    '-ss',
    String(piece.startSeconds),
    '-i',
    piece.path,
    ...filter,
    '-frames:v',
    String(most),
    '-pix_fmt',
    'yuv420p',
    '-f',
    'rawvideo',
    '-',
  ])
  return Array.from({ length: Math.floor(stdout.length / FRAME_BYTES) }, (_, k) =>
    stdout.subarray(k * FRAME_BYTES, (k + 1) * FRAME_BYTES),
  )
}

function isOneShot(frames: Buffer[]): boolean {
  const small = frames.map(shrink)
  const first = small[0] as Uint8Array
  const mean = first.reduce((sum, value) => sum + value, 0) / first.length
  const deviation = Math.sqrt(first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / first.length)
  return (
    deviation >= 12 &&
    small.every((plane, k) => k === 0 || difference(small[k - 1] as Uint8Array, plane) <= LARGEST_STEP)
  )
}

function isNew(frames: Buffer[], looks: Uint8Array[]): boolean {
  const mine = [0, frames.length >> 1, frames.length - 1].map((k) => shrink(frames[k] as Buffer))
  if (mine.some((one) => looks.some((other) => difference(one, other) < SMALLEST_DIFFERENCE))) return false
  looks.push(...mine)
  return true
}

/** Luma at half the size: enough to tell pictures apart. */
function shrink(frame: Buffer): Uint8Array {
  const [columns, rows] = [WIDTH >> 1, HEIGHT >> 1]
  const out = new Uint8Array(columns * rows)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const i = 2 * y * WIDTH + 2 * x
      const sum = (k: number) => (frame[k] as number) + (frame[k + 1] as number)
      out[y * columns + x] = (sum(i) + sum(i + WIDTH) + 2) >> 2
    }
  return out
}

function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number))
  return sum / a.length
}

/** Forward, then backward, then forward again. */
function at(frames: Buffer[], k: number): Buffer {
  const period = Math.max(1, 2 * frames.length - 2)
  const phase = k % period
  return frames[phase < frames.length ? phase : period - phase] as Buffer
}

function pick(random: Random): 'cut' | 'dissolve' | 'black' {
  const chance = random()
  return chance < 0.7 ? 'cut' : chance < 0.9 ? 'dissolve' : 'black'
}

function drawFlashes(random: Random, first: number, last: number): number[] {
  const count = 1 + Math.floor(random() * 4)
  return Array.from({ length: count }, () => Math.floor(between(random, first, Math.max(first + 1, last)))).flatMap(
    (k) => [k, k + 1],
  )
}

function blend(from: Buffer, to: Buffer, share: number): Buffer {
  const out = Buffer.allocUnsafe(FRAME_BYTES)
  for (let i = 0; i < FRAME_BYTES; i++) out[i] = (from[i] as number) * (1 - share) + (to[i] as number) * share + 0.5
  return out
}

function dim(frame: Buffer, share: number): Buffer {
  return towards(frame, 16, share)
}

function whiten(frame: Buffer): Buffer {
  return towards(frame, 235, 0.15)
}

/** Luma towards a grey level, colours towards none. */
function towards(frame: Buffer, luma: number, share: number): Buffer {
  const out = Buffer.allocUnsafe(FRAME_BYTES)
  for (let i = 0; i < FRAME_BYTES; i++) {
    const goal = i < LUMA ? luma : 128
    out[i] = goal + ((frame[i] as number) - goal) * share + 0.5
  }
  return out
}

function openEncoder(path: string) {
  const size = `${WIDTH}x${HEIGHT}`
  const input = `-f rawvideo -pix_fmt yuv420p -s ${size} -r ${FPS} -i -`
  const coding = '-c:v libx264 -preset ultrafast -crf 26 -g 250 -f mp4'
  const child = spawn('ffmpeg', ['-v', 'fatal', '-y', ...input.split(' '), ...coding.split(' '), path], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const closed = once(child, 'close')
  return {
    write: async (frame: Buffer) => {
      if (!child.stdin.write(frame)) await once(child.stdin, 'drain')
    },
    close: async () => {
      child.stdin.end()
      const [code] = await closed
      if (code !== 0) throw new Error(`ffmpeg could not write ${path}`)
    },
  }
}

/** Another set of clips makes other films of the same seed. */
function keyOf(pieces: readonly Piece[]): string {
  let sum = 0
  for (const { source, startSeconds } of pieces)
    for (const character of `${source}@${startSeconds}`) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0
  return sum.toString(36)
}
