/** @video2roleplay/sampler: which frames of a video a model sees, and why (§3.1, §3.2, §4.1). */
export { budgetFrames, framePresetNames, framePresets, gptHighTokens, internVlTokens, qwenTokens } from './budget.js'
export type { FrameBudget, FramePreset, FramePresetName, PictureSize } from './budget.js'
export { calibrate } from './calibrate.js'
export type { DifferenceCurve } from './calibrate.js'
export { calibrateThresholds } from './calibrate-thresholds.js'
export type { CalibrateOptions, CalibrateProgress } from './calibrate-thresholds.js'
export { Calibration, Distribution } from './calibration.js'
export { classifyVideo, videoKinds } from './classify-video.js'
export type { VideoKind } from './classify-video.js'
export type {
  DecoderInfo,
  EmbedFrame,
  ExtractedFrames,
  ExtractedThumbnails,
  Extraction,
  ExtractOptions,
  ExtractProgress,
  Frame,
  FrameDecoder,
  ProbeOptions,
  Thumbnail,
} from './decoder.js'
export { cacheEmbeddings, memoryEmbeddingCache } from './embedding-cache.js'
export type { EmbeddingCache } from './embedding-cache.js'
export { isSamplerErrorCode, SamplerError } from './errors.js'
export type { SamplerErrorCode } from './errors.js'
export { EmbedderInfo } from './frame-embedder.js'
export type { EmbedFramesOptions, EmbedOptions, FrameEmbedder, UnavailableEmbedder } from './frame-embedder.js'
export {
  FrameReason,
  FrameSampleRecord,
  ResolvedSettings,
  SampleTrace,
  SamplingSettings,
  strategies,
  Strategy,
  toSampleRecord,
} from './frame-sample.js'
export type { FrameSample, SampledFrame } from './frame-sample.js'
export { iterateFrames } from './iterate-frames.js'
export type { IterateOptions, StreamEnd } from './iterate-frames.js'
export { mergeSimilar, selectKeyframes, splitGroups } from './keyframes.js'
export type { KeyframeGroup, Keyframes, Merge } from './keyframes.js'
export { defaultLimits } from './limits.js'
export type { DecodeLimits } from './limits.js'
export { openDecoder } from './open-decoder.js'
export type { OpenDecoderOptions } from './open-decoder.js'
export { cosineSimilarity, pixelDifference } from './pixels.js'
export { planDecode } from './plan.js'
export type { DecodePlan, DecodeRun } from './plan.js'
export { posterAndSprite } from './poster.js'
export type { PosterAndSprite } from './poster.js'
export { sampleFrames } from './sample-frames.js'
export type { SampleOptions, SampleProgress } from './sample-frames.js'
export { sampleSegments } from './sample-segments.js'
export type { SegmentOptions } from './sample-segments.js'
export { defaultSettings, resolveSettings } from './settings.js'
export type { CallerSettings } from './settings.js'
export { boundGaps } from './strategies/bound-gaps.js'
export type { BoundedGaps } from './strategies/bound-gaps.js'
export { findFault } from './strategies/frame-faults.js'
export { describePlane, descriptorDistance } from './strategies/grey-descriptor.js'
export { samplingStrategies, SamplingStrategy, SelectionRule } from './strategies/opt-in.js'
export type { FrameFault } from './strategies/opt-in.js'
export { selectFarthest } from './strategies/select-farthest.js'
export type { FarthestPoint } from './strategies/select-farthest.js'
export { selectRelevant } from './strategies/select-relevant.js'
export type { RelevanceSettings } from './strategies/select-relevant.js'
export { selectShots } from './strategies/select-shots.js'
export type { Shot } from './strategies/select-shots.js'
export { embedVideo } from './strategies/video-features.js'
export type { EmbedText, EmbedVideoOptions, VideoFeatures } from './strategies/video-features.js'
export type { Stream } from './stream.js'
export { streamSample, streamSegments } from './stream-sample.js'
export { openSpeechReader } from './speech/speech-reader.js'
export type { AudioSpan, SpeechReader, SpeechReaderOptions, SubtitleTrack } from './speech/speech-reader.js'
export type { SpeechCue } from './speech/parse-web-vtt.js'
export { frameAt, segmentMidpoints, thinEvenly, vlogTimestamps } from './timestamps.js'
export type { Phase } from './timestamps.js'
export type { PacketIndex, Timeline } from './timeline.js'
export { VideoInfo } from './video-info.js'
