/**
 * What a video really shows, from programs that share nothing with our decoders but the libraries: ffprobe tells when
 * each frame appears, ffmpeg decodes every one and shrinks it, upright, to 8x8 colours.
 */
import { execFileSync } from 'node:child_process'
import sharp from 'sharp'
import { afterAll, beforeAll } from 'vitest'
import { clipFolder } from '../backends.test-support.js'
import type { Frame, FrameDecoder } from '../decoder.js'
import { openFfmpeg } from '../ffmpeg.js'
import { openLibav } from '../libav.js'

const SIDE = 8

export function ffmpeg(...words: string[]): Buffer {
  return execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...words], { maxBuffer: 1 << 28 })
}

/** Two seconds of a picture in which everything moves. */
export const moving = ['-f', 'lavfi', '-i', 'testsrc2=s=96x64:r=12:d=2', '-pix_fmt', 'yuv420p']
export const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '12', '-x264-params', 'scenecut=0']

/** Both decoders, opened once for a file of tests, and the clips that they are shown. */
export function bothDecoders() {
  const clips = clipFolder()
  const open: FrameDecoder[] = []
  beforeAll(async () => {
    open.push(await openLibav({ workDir: clips.folder }), await openFfmpeg({ workDir: clips.folder }))
  })
  afterAll(async () => {
    for (const decoder of open) await decoder.close()
    clips.remove()
  })
  return {
    decoders: open,
    folder: clips.folder,
    draw: (name: string, ...words: string[]) => clips.clip(name, (path) => ffmpeg(...words, path)),
  }
}

/** A frame that has no instant of its own follows the one before it. */
export function shownPts(path: string): number[] {
  // The duration changed its name in ffprobe 6.
  const entries = 'frame=best_effort_timestamp,pkt_duration,duration'
  const words = ['-v', 'error', '-select_streams', 'V:0', '-show_entries', entries, '-of', 'csv=p=0']
  let next = Number.NaN
  const pts: number[] = []
  for (const line of execFileSync('ffprobe', [...words, path])
    .toString()
    .split('\n')) {
    const [at, duration] = line.split(',').map((field) => Number.parseInt(field, 10))
    if (at === undefined || duration === undefined) continue
    pts.push(Number.isNaN(at) ? next : at)
    next = (pts.at(-1) as number) + duration
  }
  return pts
}

export function countPackets(path: string): number {
  const words = '-v error -select_streams V:0 -show_entries packet=size -of csv=p=0'.split(' ')
  return execFileSync('ffprobe', [...words, path])
    .toString()
    .split('\n')
    .filter(Boolean).length
}

/** Of every frame in order, as a player turns it. */
function shownColours(path: string): Buffer[] {
  const whole = ['-vf', 'scale=flags=accurate_rnd+full_chroma_int', '-pix_fmt', 'rgb24', '-c:v', 'ppm']
  // In the file's own clock: in that of a frame rate, frames of a variable one would fall together.
  const clock = ['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'image2pipe']
  const bytes = ffmpeg('-i', path, '-map', '0:V:0', ...whole, ...clock, '-')
  const colours: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const head = /^P6\n(\d+) (\d+)\n255\n/.exec(bytes.toString('latin1', at, at + 40))
    if (head === null) throw new Error('ffmpeg wrote something that is not a picture')
    const [width, height] = [Number(head[1]), Number(head[2])]
    const from = at + head[0].length
    at = from + width * height * 3
    colours.push(meanColours(bytes.subarray(from, at), { width, height }, SIDE, SIDE))
  }
  return colours
}

export async function coloursOf(frame: Frame, columns = SIDE, rows = SIDE): Promise<Buffer> {
  return meanColours(await sharp(frame.jpeg).removeAlpha().raw().toBuffer(), frame, columns, rows)
}

/** Of equal parts of the picture, pixel by pixel. */
function meanColours(
  pixels: Buffer,
  { width, height }: { width: number; height: number },
  columns: number,
  rows: number,
): Buffer {
  const sums = new Float64Array(columns * rows * 3)
  const counts = new Float64Array(columns * rows)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)
      counts[cell] = (counts[cell] as number) + 1
      for (let c = 0; c < 3; c++)
        sums[cell * 3 + c] = (sums[cell * 3 + c] as number) + (pixels[(y * width + x) * 3 + c] as number)
    }
  return Buffer.from(sums.map((sum, k) => Math.round(sum / (counts[Math.floor(k / 3)] as number))))
}

export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, k) => sum + Math.abs(value - (b[k] as number)), 0) / a.length
}

/** Mean difference of 8x8 colours that scalers and JPEG make; another frame of these clips is farther off. */
const SAME_PICTURE = 6

/** Sentences: none where each decoder shows every frame, at its time, upright, and finds those asked for. */
export async function differencesFromFullDecode(decoders: readonly FrameDecoder[], path: string): Promise<string[]> {
  const pts = shownPts(path)
  const colours = shownColours(path)
  const differences = pts.length === colours.length ? [] : [`ffprobe shows ${pts.length}, ffmpeg ${colours.length}`]
  for (const decoder of decoders) {
    const info = await decoder.probe(path)
    const all = await decoder.extractAllFrames(path)
    const got = all.frames.map((frame) => frame.pts)
    const say = (isWrong: boolean, what: string) => {
      if (isWrong) differences.push(`${decoder.info.name}: ${what}`)
    }
    say(info.frameCount !== pts.length, `counts ${info.frameCount} frames, not ${pts.length}`)
    say(all.status !== 'complete', `is partial: ${all.reason}`)
    say(String(got) !== String(pts), `shows ${got}, not ${pts}`)
    for (const k of [0, Math.floor(got.length / 2), got.length - 1]) {
      const frame = all.frames[k] as Frame
      const off = meanDifference(await coloursOf(frame), colours[k] as Buffer)
      say(off > SAME_PICTURE, `shows another picture as frame ${k}: ${off.toFixed(1)} off`)
      say(frame.width !== info.width || frame.height !== info.height, `shows ${frame.width}x${frame.height}`)
    }
    say(!(await findsLastAtOrBefore(decoder, path, all.frames)), 'does not find the last frame at or before an instant')
  }
  return differences
}

/** At instants that fall on frames, between them, and past the last. */
async function findsLastAtOrBefore(decoder: FrameDecoder, path: string, all: readonly Frame[]): Promise<boolean> {
  const starts = all.map(({ timestampSeconds }) => timestampSeconds)
  const end = (starts.at(-1) as number) + 1
  const asked = [0, end * 0.13, starts[Math.floor(all.length / 3)] as number, end * 0.51, end * 0.77, end]
  const ascending = asked.toSorted((a, b) => a - b)
  const { frames, positions, status } = await decoder.extractFrames(path, ascending)
  const want = ascending.map((t) => all.findLast(({ timestampSeconds }) => timestampSeconds <= t))
  const got = positions.map((k) => frames[k as number])
  return status === 'complete' && got.every((frame, k) => frame?.sha256 === want[k]?.sha256)
}
