/**
 * The quality gates: a black, flashed or blurred frame gives its place to the nearest good one, if there is one within
 * two seconds and between its neighbours. If not, it stays and says what is wrong with it.
 */
import type { FrameSample, SampledFrame } from '../frame-sample.js'
import type { SampleTask } from '../sample-frames.js'
import { extractOptions } from '../sample-frames.js'
import { exchangeFrames } from './exchange-frames.js'
import { findFault } from './frame-faults.js'
import type { FrameFault } from './opt-in.js'

/** Ours: one look before and after is a fifth of a second away, longer than a flash; a replacement at most ten of them. */
const STEP_SECONDS = 0.2
const STEPS = 10

interface Replacement {
  frame: SampledFrame
  fault: FrameFault
  bySeconds?: number
}

export async function replaceFaults(task: SampleTask, sample: FrameSample): Promise<FrameSample> {
  const looksFor = faultsLookedFor(task)
  const first = await lookAround(task, sample.frames.map(shownAt), 1)
  const faulty = new Map<SampledFrame, FrameFault>()
  for (const frame of sample.frames) {
    const fault = first.faultAt(shownAt(frame), 0, looksFor)
    if (fault !== 'none' && fault !== 'unseen') faulty.set(frame, fault)
  }
  const near = await lookAround(task, [...faulty.keys()].map(shownAt), STEPS + 1)
  const replacements = findReplacements(task, sample, faulty, (frame, step) =>
    near.faultAt(shownAt(frame), step, looksFor),
  )
  const replaced = new Map(replacements.map((one) => [one.frame, one]))
  const refined = await exchangeFrames(task, sample, {
    stay: sample.frames.flatMap((frame): SampledFrame[] => {
      const one = replaced.get(frame)
      if (one === undefined) return [frame]
      if (one.bySeconds !== undefined) return []
      const text = `${frame.reason.text} The picture is ${words[one.fault]}, and no better one is near.`
      return [{ ...frame, reason: { ...frame.reason, fault: one.fault, text } }]
    }),
    extras: replacements.flatMap(({ frame, fault, bySeconds }) =>
      bySeconds === undefined
        ? []
        : [
            {
              askedSeconds: bySeconds,
              because: ({ timestampSeconds: now }) => {
                const { timestampSeconds, askedSeconds: _asked, ...reason } = frame.reason
                const away = Math.abs(now - timestampSeconds).toFixed(1)
                const side = now < timestampSeconds ? 'before' : 'after'
                const text = `${reason.text} The frame at ${timestampSeconds.toFixed(2)} s is ${words[fault]}: this one, ${away} s ${side} it, stands in.`
                return { ...reason, replaces: { timestampSeconds, fault }, text }
              },
            },
          ],
    ),
  })
  refined.decoded += first.decoded + near.decoded
  refined.skipped += first.skipped + near.skipped
  const faults = replacements.map(({ frame, fault, bySeconds }) => ({
    timestampSeconds: frame.timestampSeconds,
    fault,
    ...(bySeconds === undefined ? {} : { replacedBySeconds: bySeconds }),
  }))
  return { ...refined, trace: { ...refined.trace, faults } }
}

const words: Record<FrameFault, string> = { black: 'black', blurred: 'blurred', flash: 'washed out by a flash' }

function faultsLookedFor({ resolved }: SampleTask): Set<FrameFault> {
  const { skipBlack, skipBlurred, skipFlashes } = resolved
  const faults: (FrameFault | false | undefined)[] = [
    skipBlack && 'black',
    skipBlurred && 'blurred',
    skipFlashes && 'flash',
  ]
  return new Set(faults.filter((fault) => fault !== undefined && fault !== false))
}

function findReplacements(
  task: SampleTask,
  sample: FrameSample,
  faulty: ReadonlyMap<SampledFrame, FrameFault>,
  faultAt: (frame: SampledFrame, step: number) => FrameFault | 'none' | 'unseen',
): Replacement[] {
  const { durationSeconds, fps } = task.info
  const gap = sample.trace.gap === undefined ? Number.POSITIVE_INFINITY : (task.resolved.maxGapSeconds ?? 0) - 1 / fps
  let before = Number.NEGATIVE_INFINITY
  return sample.frames.flatMap((frame, k): Replacement[] => {
    const fault = faulty.get(frame)
    const lastSeconds = before
    before = frame.timestampSeconds
    if (fault === undefined) return []
    const next = sample.frames[k + 1]?.timestampSeconds
    const fits = (at: number) =>
      at > lastSeconds + 1 / fps &&
      at < Math.min(next ?? Number.POSITIVE_INFINITY, durationSeconds) &&
      at - Math.max(0, lastSeconds) <= gap &&
      (next ?? durationSeconds) - at <= gap
    const step = nearestFirst.find((one) => fits(shownAt(frame) + one * STEP_SECONDS) && faultAt(frame, one) === 'none')
    if (step === undefined) return [{ frame, fault }]
    before = shownAt(frame) + step * STEP_SECONDS
    return [{ frame, fault, bySeconds: before }]
  })
}

/** 1, −1, 2, −2 …: of two equally near the later, which is where a fade from black leads. */
const nearestFirst = Array.from({ length: STEPS }, (_, k) => [k + 1, -k - 1]).flat()

const shownAt = ({ timestampSeconds }: SampledFrame): number => timestampSeconds

/** Planes at `steps` steps before and after each instant. */
async function lookAround(task: SampleTask, instants: number[], steps: number) {
  const offsets = Array.from({ length: 2 * steps + 1 }, (_, k) => (k - steps) * STEP_SECONDS)
  const wanted = [...new Set(instants.flatMap((t) => offsets.map((offset) => t + offset)))]
    .filter((t) => t >= 0 && t < task.info.durationSeconds)
    .toSorted((a, b) => a - b)
  const looked =
    wanted.length === 0
      ? { thumbnails: [], positions: [], decoded: 0, skipped: 0 }
      : await task.decoder.extractThumbnails(task.path, wanted, { ...extractOptions(task), onProgress: undefined })
  const planeAt = new Map<number, Uint8Array>()
  looked.positions.forEach((position, k) => {
    const thumbnail = position === undefined ? undefined : looked.thumbnails[position]
    if (thumbnail !== undefined) planeAt.set(wanted[k] as number, thumbnail.luma)
  })
  return {
    decoded: looked.decoded,
    skipped: looked.skipped,
    /** `step` steps from the instant; unseen where no picture could be had. */
    faultAt(instant: number, step: number, looksFor: ReadonlySet<FrameFault>): FrameFault | 'none' | 'unseen' {
      const plane = (k: number) => planeAt.get(instant + k * STEP_SECONDS)
      const own = plane(step)
      if (own === undefined) return 'unseen'
      return findFault(own, { before: plane(step - 1), after: plane(step + 1) }, looksFor) ?? 'none'
    },
  }
}
