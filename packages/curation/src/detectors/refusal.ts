/** A model that declines in words where the endpoint called it an answer (§3.3): how it begins says how surely. */
import type { Flag } from '../dialogue.js'
import { rejectRefusals } from '../reject-refusals.js'
import { defaultDetectorSettings, flag } from './settings.js'

export function detectRefusal(text: string, threshold = defaultDetectorSettings.refusal): Flag | undefined {
  const strict = rejectRefusals({ answer: text }, 'strict-prefix')
  if (strict.status === 'rejected') return marked(1, threshold, `begins with "${strict.phrase}"`)
  const loose = rejectRefusals({ answer: text }, 'first-sentence')
  return loose.status === 'rejected'
    ? marked(0.8, threshold, `says "${loose.phrase}" in its first sentence`)
    : undefined
}

function marked(score: number, threshold: number, reason: string): Flag | undefined {
  return score >= threshold ? flag('refusal', score, threshold, reason) : undefined
}
