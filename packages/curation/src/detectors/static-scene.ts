/**
 * A.2, bad case 2: a video in which hardly anything changes (unboxing, try-on). The score is the share of frames that
 * look like the typical one, which is the median of each pixel: a slow pan has no typical frame, a cut has two.
 */
import type { Flag } from '../dialogue.js'
import { defaultDetectorSettings, flag } from './settings.js'

/** Thumbnails are grey pictures of one size. */
export function detectStaticScene(
  thumbnails: readonly Uint8Array[],
  threshold = defaultDetectorSettings.staticScene,
  sameThumbnail = defaultDetectorSettings.sameThumbnail,
): Flag | undefined {
  return flagStaticScore(staticSceneScore(thumbnails, sameThumbnail), thumbnails.length, threshold)
}

/** For a score that was kept, when the pictures are no longer at hand. */
export function flagStaticScore(
  score: number | null,
  frames: number,
  threshold = defaultDetectorSettings.staticScene,
): Flag | undefined {
  return score !== null && score >= threshold
    ? flag('static-scene', score, threshold, `${Math.round(score * frames)} of ${frames} frames look alike`)
    : undefined
}

/** Null for fewer than two pictures: nothing can be said. */
export function staticSceneScore(
  thumbnails: readonly Uint8Array[],
  sameThumbnail = defaultDetectorSettings.sameThumbnail,
): number | null {
  if (thumbnails.length < 2) return null
  const typical = medianPicture(thumbnails)
  return thumbnails.filter((one) => meanDifference(typical, one) <= sameThumbnail).length / thumbnails.length
}

function medianPicture(pictures: readonly Uint8Array[]): Uint8Array {
  const pixels = Math.min(...pictures.map(({ length }) => length))
  const column = new Uint8Array(pictures.length)
  return Uint8Array.from({ length: pixels }, (_, pixel) => {
    for (const [index, picture] of pictures.entries()) column[index] = picture[pixel]!
    return column.toSorted()[column.length >> 1]!
  })
}

function meanDifference(first: Uint8Array, second: Uint8Array): number {
  if (first.length === 0) return 255
  let sum = 0
  for (let at = 0; at < first.length; at++) sum += Math.abs(first[at]! - second[at]!)
  return sum / first.length
}
