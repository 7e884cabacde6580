/** @video2roleplay/sampler/clip: CLIP features by ONNX, for step 3 of §4.1 and the strategies that compare pictures. */
export { DEFAULT_MODEL } from './clip/known-models.js'
export { openClip } from './clip/open-clip.js'
export type { ClipOptions } from './clip/open-clip.js'
export type { DownloadLimits, DownloadProgress } from './clip/fetch-model.js'
export { quantisations } from './clip/model-files.js'
export type { Quantisation } from './clip/model-files.js'
