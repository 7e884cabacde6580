/** A sample as the server sends it, as the picture takes it. */
import type { PlottedSample } from '@video2roleplay/sampler/plot'
import type { VideoSample } from '../api-types.js'

export const toPlotted = ({ sample, frames, trace }: VideoSample): PlottedSample => ({
  frames,
  trace,
  merge: sample.merge,
  fallback: sample.fallback,
  cappedFrom: sample.cappedFrom,
  settings: sample.settings,
})
