/**
 * Sampling by a strategy of ours: `uniform`, `shots`, `diverse` or `question` choose instants, the decoder takes the
 * pictures, and every frame says which rule put it there.
 */
import type { FrameReason, FrameSample, SampleTrace } from '../frame-sample.js'
import type { SampleTask } from '../sample-frames.js'
import { extractOptions } from '../sample-frames.js'
import { emptyTrace, toSample } from '../sample-result.js'
import { segmentMidpoints } from '../timestamps.js'
import { candidateInstants } from './candidate-instants.js'
import { chooseDiverse } from './choose-diverse.js'
import { chooseForQuestion } from './choose-for-question.js'
import { chooseShots } from './choose-shots.js'

export interface Choice {
  /** Ascending. */
  chosen: { askedSeconds: number; because: Pick<FrameReason, 'rule' | 'text'> & Partial<FrameReason> }[]
  trace?: Partial<SampleTrace>
  decoded?: number
  skipped?: number
  /** Why some candidates could not be looked at. */
  damage?: string
}

export async function sampleBySelection(task: SampleTask): Promise<FrameSample> {
  const { strategy } = task.resolved
  const choice = await choose(task)
  const asked = choice.chosen.map(({ askedSeconds }) => askedSeconds)
  const extracted = await task.decoder.extractFrames(task.path, asked, extractOptions(task))
  const choiceOf = new Map<number, Choice['chosen'][number]>()
  extracted.positions.forEach((position, k) => {
    const one = choice.chosen[k]
    if (position !== undefined && one !== undefined && !choiceOf.has(position)) choiceOf.set(position, one)
  })
  const sample = toSample(task, task.kind, extracted, {
    trace: { ...emptyTrace(task.kind, task.info.durationSeconds), selection: strategy, ...choice.trace },
    reasons: extracted.frames.map(({ index, timestampSeconds }): FrameReason => {
      const { askedSeconds, because } = choiceOf.get(index) as Choice['chosen'][number]
      return { strategy: task.kind, timestampSeconds, askedSeconds, ...because }
    }),
  })
  sample.decoded += choice.decoded ?? 0
  sample.skipped += choice.skipped ?? 0
  if (choice.damage !== undefined) {
    sample.status = 'partial'
    sample.statusReason = [choice.damage, sample.statusReason].filter(Boolean).join('; ')
  }
  return sample
}

async function choose(task: SampleTask): Promise<Choice> {
  switch (task.resolved.strategy) {
    case 'shots':
      return chooseShots(task)
    case 'diverse':
      return chooseDiverse(task)
    case 'question':
      return chooseForQuestion(task)
    default:
      return chooseEvenly(task)
  }
}

function chooseEvenly(task: SampleTask): Choice {
  const count = Math.min(task.resolved.maxFrames, candidateInstants(task).length)
  return {
    chosen: segmentMidpoints(task.info.durationSeconds, count).map((askedSeconds, k) => ({
      askedSeconds,
      because: { rule: 'evenly-spread', text: `Frame ${k + 1} of ${count}, spread evenly.` },
    })),
  }
}
