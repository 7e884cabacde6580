/** From what a decoder found to what the rest of the house is told. */
import type { InputFile } from './input-file.js'
import type { ProbedVideo } from './libav/protocol.js'
import { displaySize } from './picture-filter.js'
import { VideoInfo } from './video-info.js'

export function toVideoInfo({ shape, ...video }: ProbedVideo, { sizeBytes, problems }: InputFile): VideoInfo {
  return VideoInfo.parse({
    ...video,
    ...displaySize(shape),
    fps: video.frameCount / video.durationSeconds,
    rotation: shape.rotation,
    isMirrored: shape.isMirrored,
    isHdr: shape.isHdr,
    isInterlaced: shape.isInterlaced,
    sizeBytes,
    warnings: [...problems, ...video.warnings],
  })
}
