/** What tells one sample from another: its strategy, and the settings that somebody asked for. */
import type { SampleView } from '../../api-types.js'

export const strategyNames = {
  paper: 'The paper’s rule',
  uniform: 'Spread evenly',
  shots: 'By stretches of one look',
  diverse: 'Least alike',
  question: 'By a question',
} as const
export type StrategyName = keyof typeof strategyNames

const short: Record<string, string> = {
  differenceThreshold: 'T',
  groups: 'G',
  similarityThreshold: 'τ',
  maxFrames: 'at most',
  maxGapSeconds: 'gap ≤',
  vlogIntervalSeconds: 'every',
  continuity: 'continuous',
  skipBlack: 'no black',
  skipBlurred: 'no blur',
  skipFlashes: 'no flash',
}

export function sampleName({ strategy, settings, frames }: SampleView): string {
  const origin = (settings.origin ?? {}) as Record<string, string>
  const asked = Object.entries(short).flatMap(([key, name]) => {
    const value = settings[key]
    return origin[key] !== 'caller' || value === undefined || value === false
      ? []
      : [value === true ? name : `${name} ${value}`]
  })
  const selection = String(settings.strategy ?? 'paper')
  const rule = strategy === 'segments' ? '64 segments' : (strategyNames[selection as StrategyName] ?? selection)
  const question = typeof settings.question === 'string' ? [`“${settings.question}”`] : []
  return [rule, ...question, ...asked, `${frames} frames`].join(' · ')
}
