/** Fills in the settings of a sample and remembers where each value comes from: the paper, us, or the caller. */
import { SamplerError } from './errors.js'
import type { ResolvedSettings } from './frame-sample.js'
import { SamplingSettings } from './frame-sample.js'
import * as paper from './paper.js'

export const defaultSettings: SamplingSettings = {
  maxFrames: paper.MAX_FRAMES,
  vlogIntervalSeconds: paper.VLOG_INTERVAL_SECONDS,
  vlogPhase: 'start',
  candidateIntervalSeconds: paper.CANDIDATE_INTERVAL_SECONDS,
  differenceThreshold: paper.DEFAULT_DIFFERENCE_THRESHOLD,
  groups: paper.DEFAULT_GROUPS,
  similarityThreshold: paper.DEFAULT_SIMILARITY_THRESHOLD,
  segments: paper.CAPTION_SEGMENTS,
  analysisWidth: paper.ANALYSIS_WIDTH,
  analysisHeight: paper.ANALYSIS_HEIGHT,
  strategy: 'paper',
}

const ofThePaper = new Set(['maxFrames', 'vlogIntervalSeconds', 'candidateIntervalSeconds', 'segments', 'strategy'])

/** The analysis size belongs to the decoders; it is recorded, not chosen. */
export type CallerSettings = Partial<Omit<SamplingSettings, 'analysisWidth' | 'analysisHeight'>>

export function resolveSettings(caller: CallerSettings = {}): ResolvedSettings {
  const given = Object.fromEntries(Object.entries(caller).filter(([, value]) => value !== undefined))
  const settings = SamplingSettings.parse({ ...defaultSettings, ...given })
  if ((settings.strategy === 'question') !== (settings.question !== undefined))
    throw new SamplerError('bad-request', 'A question and the strategy `question` go together: give both or neither.')
  const origin: ResolvedSettings['origin'] = {}
  for (const name of Object.keys(settings))
    origin[name] = Object.hasOwn(given, name) ? 'caller' : ofThePaper.has(name) ? 'paper' : 'ours'
  return { ...settings, origin }
}
