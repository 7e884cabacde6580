/**
 * How long it takes to get the frames of a video: our libav decoder beside the system's ffmpeg.
 *
 *   pnpm bench sampler [VIDEO] [--rounds N]
 *
 * Without a video one is drawn. Rounds are interleaved, so that a busy minute hits every contestant; times are medians,
 * "x" the median of the ratios of each round to the first row. Contestants of one table give the same kind of output.
 * Our frames are compared with the timestamps of a full decode; the peers' number of frames is printed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDecoder, segmentMidpoints, vlogTimestamps } from '@video2roleplay/sampler'
import { drawClip } from '@video2roleplay/sampler/testing'
import fluent from 'fluent-ffmpeg'

interface Contestant {
  name: string
  /** Returns the number of frames, or the instants of ours. */
  run(): Promise<number | number[]>
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
})
const rounds = Number(options.rounds)
if (spawnSync('ffmpeg', ['-version']).status !== 0) {
  console.error('ffmpeg and ffprobe are not installed: there is nobody to compare with.')
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'bench-sampler-'))
const video = positionals[0] ?? join(folder, 'drawn.mp4')
if (positionals[0] === undefined)
  await drawClip(video, { seconds: 120, fps: 30, width: 1280, height: 720, bframes: 2, gop: 250 })

const decoder = await openDecoder({ prefer: 'libav', workDir: folder })
try {
  const info = await decoder.probe(video)
  const shown = fullDecode(video)
  console.log(
    `${info.codec} ${info.width}x${info.height}, ${info.durationSeconds.toFixed(1)} s, ${info.frameCount} frames, ${info.keyframeCount} keyframes`,
  )
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; ${decoder.info.name} ${decoder.info.version}, ${decoder.info.sandbox}; ${rounds} rounds\n`,
  )

  const every5 = vlogTimestamps(info.durationSeconds)
  await table('one frame per 5 s, as JPEG', every5, [
    { name: 'fluent-ffmpeg -vf fps=1/5', run: () => naive('fps=1/5') },
    {
      name: 'ours',
      run: async () => (await decoder.extractFrames(video, every5)).frames.map((frame) => frame.timestampSeconds),
    },
  ])
  const middles = segmentMidpoints(info.durationSeconds)
  await table('64 segments, as JPEG', middles, [
    { name: `fluent-ffmpeg -vf fps=64/L`, run: () => naive(`fps=64/${info.durationSeconds}`) },
    {
      name: 'ours',
      run: async () => (await decoder.extractFrames(video, middles)).frames.map((frame) => frame.timestampSeconds),
    },
  ])
  const seconds = vlogTimestamps(info.durationSeconds, { intervalSeconds: 1 })
  await table('one frame per second, as JPEG', seconds, [
    { name: 'fluent-ffmpeg -vf fps=1', run: () => naive('fps=1') },
    {
      name: 'ours',
      run: async () => (await decoder.extractFrames(video, seconds)).frames.map((frame) => frame.timestampSeconds),
    },
  ])
  await table('1 fps candidates, as grey 160x90', seconds, [
    { name: 'ffmpeg, all threads, raw', run: () => plainGrey() },
    {
      name: 'ours',
      run: async () => (await decoder.extractThumbnails(video, seconds)).thumbnails.map((one) => one.timestampSeconds),
    },
  ])

  async function table(title: string, asked: number[], contestants: Contestant[]): Promise<void> {
    const times = contestants.map((): number[] => [])
    const cpu = contestants.map((): number[] => [])
    const counts = contestants.map(() => '')
    for (let round = 0; round < rounds; round++)
      for (const [k, { run }] of contestants.entries()) {
        const [startCpu, start] = [cpuSeconds(), performance.now()]
        const frames = await run()
        times[k]?.push((performance.now() - start) / 1000)
        cpu[k]?.push(cpuSeconds() - startCpu)
        counts[k] = Array.isArray(frames) ? `${frames.length}, ${verdict(frames, asked)}` : String(frames)
      }
    console.log(title)
    for (const [k, { name }] of contestants.entries()) {
      const ratios = (times[0] as number[]).map((first, round) => first / ((times[k] as number[])[round] as number))
      console.log(
        `  ${name.padEnd(28)} ${median(times[k] as number[])
          .toFixed(2)
          .padStart(7)} s  ${median(cpu[k] as number[])
          .toFixed(2)
          .padStart(7)} s CPU  ${median(ratios).toFixed(2).padStart(6)} x   ${counts[k]} frames`,
      )
    }
    console.log()
  }

  function verdict(got: number[], asked: number[]): string {
    const expected = [...new Set(asked.map((t) => shown.findLast((start) => start <= t + 1e-9) ?? 0))]
    const same = expected.length === got.length && expected.every((t, k) => Math.abs(t - (got[k] as number)) < 1e-3)
    return same ? 'those of a full decode' : 'NOT those of a full decode'
  }
} finally {
  await decoder.close()
  rmSync(folder, { recursive: true })
}

async function naive(filter: string): Promise<number> {
  const out = mkdtempSync(join(folder, 'naive-'))
  await new Promise<void>((resolve, reject) => {
    fluent(video)
      .outputOptions(['-vf', filter, '-q:v', '3'])
      .output(join(out, '%05d.jpg'))
      .on('end', () => resolve())
      .on('error', reject)
      .run()
  })
  const count = readdirSync(out).length
  rmSync(out, { recursive: true })
  return count
}

/** The frame at or after each second: fewer than the rule asks for, but as much work. */
async function plainGrey(): Promise<number> {
  const filter = "select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.999)',scale=160:90:flags=area,format=gray"
  const child = spawn('ffmpeg', [
    '-v',
    'error',
    '-nostdin',
    '-i',
    video,
    '-map',
    '0:V:0',
    '-vf',
    filter,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    'pipe:1',
  ])
  let bytes = 0
  for await (const chunk of child.stdout) bytes += (chunk as Buffer).length
  return bytes / (160 * 90)
}

/** When each frame is shown, by a decoder that decodes everything. */
function fullDecode(path: string): number[] {
  const { stdout } = spawnSync(
    'ffprobe',
    [
      '-v',
      'error',
      '-select_streams',
      'V:0',
      '-show_entries',
      'frame=best_effort_timestamp_time',
      '-of',
      'csv=p=0',
      path,
    ],
    { maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' },
  )
  const times = stdout.split('\n').flatMap((line) => (line === '' ? [] : [Number.parseFloat(line)]))
  const ascending = times.filter(Number.isFinite).toSorted((a, b) => a - b)
  return ascending.map((time) => time - (ascending[0] as number))
}

/** Of this process, of all that ended below it, and of all that runs below it; 0 where there is no /proc. */
function cpuSeconds(): number {
  try {
    return treeTicks(process.pid) / 100
  } catch {
    // Not Linux: processor time is not told.
    return 0
  }
}

function treeTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const own = [11, 12, 13, 14].reduce((sum, k) => sum + Number(fields[k]), 0)
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return children.reduce((sum, child) => sum + treeTicks(Number(child)), own)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
