/** `shots`: one frame for each stretch of one look (select-shots.ts says how they are found). */
import { clock } from '../clock.js'
import { lookAtCandidates } from '../look-at-candidates.js'
import type { SampleTask } from '../sample-frames.js'
import { candidateInstants } from './candidate-instants.js'
import { differenceCurve } from './curve.js'
import { describePlane } from './grey-descriptor.js'
import type { Choice } from './sample-by-selection.js'
import { selectShots } from './select-shots.js'

export async function chooseShots(task: SampleTask): Promise<Choice> {
  const candidates = await lookAtCandidates(task, candidateInstants(task))
  const { instants, planes, ...rest } = candidates
  const shots = selectShots(planes.map(describePlane), task.resolved.maxFrames)
  const at = (position: number) => instants[position] ?? task.info.durationSeconds
  return {
    ...rest,
    chosen: shots.map(({ first, last, representative }, shot) => ({
      askedSeconds: at(representative),
      because: {
        rule: 'shot',
        shot,
        shots: shots.length,
        text:
          `Stands for ${clock(at(first))}–${clock(at(last + 1))}, stretch ${shot + 1} of ${shots.length} that look` +
          ' alike: of its pictures the one most like all of it.',
      },
    })),
    trace: {
      curve: differenceCurve(candidates),
      candidatesLookedAt: instants.length,
      descriptor: 'grey plane',
      shots: shots.map(({ first, last, representative }) => ({
        startSeconds: at(first),
        endSeconds: at(last + 1),
        frames: [at(representative)],
      })),
    },
  }
}
