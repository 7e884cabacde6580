/**
 * One pass of ffmpeg over the video: pictures as raw bytes on standard output, and on a second pipe the timestamp of
 * each, in the same order. Exit 0 alone proves nothing: the number of pictures and an empty stderr do.
 */
import { SamplerError } from '../errors.js'
import { fixedPieces, lines } from './byte-pieces.js'
import { ffmpegArguments } from './guarded-arguments.js'
import { PictureTimes } from './picture-times.js'
import { failureOf } from './read-stderr.js'
import type { ScanContext } from './probe.js'

export interface Pass {
  /** Which frames become pictures; every frame where absent. */
  select?: string
  /** What becomes of them, as a filter chain. */
  chain: string
  bytesPerPicture: number
  maxPictures: number
  timeBase: { num: number; den: number }
  /** Timestamps of all frames, not only of those selected. */
  listsEveryFrame?: boolean
  /** Of the frames listed, those that become pictures. */
  isPictured: (pts: number) => boolean
  threads: number
}

export interface PassResult {
  pictures: number
  /** Of all frames listed. */
  pts: number[]
  /** Empty where all went well. */
  problems: string[]
}

/** Of two frames with one time the muxer would drop the second. */
const everLater = 'setpts=if(isnan(PREV_OUTPTS)\\,PTS\\,max(PTS\\,PREV_OUTPTS+1))'

export async function runPass(
  context: ScanContext,
  pass: Pass,
  onPicture: (pts: number, pixels: Buffer) => Promise<void>,
): Promise<PassResult> {
  const { tools, input, seconds, stopwatch, signal } = context
  const { timeBase, maxPictures } = pass
  const selected = pass.select === undefined ? [] : [`select=${pass.select}`]
  // Each on its way as soon as it is known: a picture waits for its time.
  const clock = ['-enc_time_base', `${timeBase.num}/${timeBase.den}`, '-flush_packets', '1']
  const times = {
    target: 'pipe:3',
    options: [
      '-filter:v',
      [...(pass.listsEveryFrame === true ? [] : selected), 'scale=w=2:h=2:flags=neighbor', 'format=gray'].join(','),
      '-frames:v',
      String(pass.listsEveryFrame === true ? input.limits.packets : maxPictures),
      ...clock,
      '-f',
      'framecrc',
    ],
  }
  const raw = {
    target: 'pipe:1',
    options: [
      '-filter:v',
      [...selected, pass.chain, everLater].join(','),
      '-frames:v',
      String(maxPictures),
      ...clock,
      '-f',
      'rawvideo',
    ],
  }
  // In this order: ffmpeg writes the first output first. A picture waits for its time, and the pipe for the picture.
  const outputs = [times, raw]
  let pictures = 0
  const pts: number[] = []
  const known = new PictureTimes()
  const argv = [tools.ffmpeg, ...ffmpegArguments(input, outputs, pass.threads)]
  const result = await tools.run(argv, {
    seconds,
    limits: input.limits,
    signal,
    stopwatch,
    onOutput: async (stdout, extra) => {
      const readPictures = async () => {
        for await (const pixels of fixedPieces(stdout, pass.bytesPerPicture)) {
          const at = await known.of(pictures++)
          if (at !== undefined) await stopwatch.pauseWhile(() => onPicture(at, pixels))
        }
      }
      const readTimes = async () => {
        for await (const line of lines(extra)) {
          const at = Number(line.split(',')[2])
          if (line.startsWith('#') || line === '' || !Number.isFinite(at)) continue
          pts.push(at)
          if (pass.isPictured(at)) known.add(at)
        }
        known.end()
      }
      await Promise.all([readPictures(), readTimes()])
    },
  })
  if (result.exitCode !== 0 && pictures === 0) throw failureOf(result, input.family)
  if (pass.listsEveryFrame !== true && pts.length !== pictures)
    throw new SamplerError('decoder-crashed', `ffmpeg gave ${pictures} pictures but ${pts.length} times.`)
  const complaint = result.stderr.trim().split('\n').at(-1) ?? ''
  return {
    pictures,
    pts,
    problems: [
      ...(complaint === '' ? [] : [`ffmpeg: ${complaint.replace(/^\[[^\]]*\] /, '').slice(0, 200)}`]),
      ...(result.exitCode === 0 ? [] : [`ffmpeg stopped early (${result.signal ?? `exit ${result.exitCode}`})`]),
    ],
  }
}
