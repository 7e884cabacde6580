/**
 * Videos that are one video: uploaded twice, encoded again, shortened, with a logo on it. Two sides of a split may
 * not share them. Compared by the hashes of their frames,
 * and by their captions where the pictures leave doubt. Only pairs that share a part of a hash are compared, so that
 * sixty thousand videos take seconds to minutes, not days.
 */
import type { Flag } from '../dialogue.js'
import { candidatePairs } from './candidate-pairs.js'
import { likeness, minhash } from './minhash.js'
import { hashDistance, hashWords } from './picture-hash.js'
import { defaultDetectorSettings, flag, percent } from './settings.js'
import { gramsOf } from './word-grams.js'

export interface VideoPrint {
  id: string
  /** Of frames in their order; null for those without anything in them. */
  frameHashes: readonly (string | null)[]
  /** From `captionSignature`; empty where there is no caption. */
  captionSignature: readonly number[]
}

export interface DuplicateVideos {
  first: string
  second: string
  /** Share of the pictures of the video that has fewer. */
  pictures: number
  /** Likeness of the captions; null where one has none. */
  captions: number | null
  flag: Flag
}

/** Ours: at 64 segments a quarter of the frames is enough to meet, and all are compared. */
const framesAsKeys = 16
/** Bits of 128 that may differ between two pictures of one moment. */
const sameBits = 14
/** One picture alone, as of a static video, proves nothing without the caption's help. */
const mostOfOnePicture = 0.4
const rowsPerBand = 4

export function captionSignature(caption: string): number[] {
  const grams = gramsOf(caption, 3)
  return grams.length === 0 ? [] : [...minhash(grams)]
}

export function findDuplicateVideos(
  prints: readonly VideoPrint[],
  threshold = defaultDetectorSettings.duplicateVideo,
): DuplicateVideos[] {
  const pictures = prints.map(({ frameHashes }) => distinct(frameHashes).map(hashWords))
  const signatures = prints.map(({ captionSignature: one }) => Uint32Array.from(one))
  return candidatePairs(prints.map((_, index) => keysOf(pictures[index]!, signatures[index]!))).flatMap(
    ([first, second]) => {
      const shared = sharedPictures(pictures[first]!, pictures[second]!)
      const captions =
        signatures[first]!.length > 0 && signatures[second]!.length > 0
          ? likeness(signatures[first]!, signatures[second]!)
          : null
      // A caption speaks up only for pictures that say something themselves: two unboxings read alike.
      const score = captions === null || shared < 0.2 ? shared : Math.max(shared, (shared + captions) / 2)
      if (score < threshold) return []
      const reason = `${percent(shared)} of the pictures are the same${captions === null ? '' : `, ${percent(captions)} of the caption`}`
      return [
        {
          first: prints[first]!.id,
          second: prints[second]!.id,
          pictures: shared,
          captions,
          flag: flag('duplicate-video', score, threshold, reason),
        },
      ]
    },
  )
}

function distinct(hashes: readonly (string | null)[]): string[] {
  return [...new Set(hashes.filter((hash) => hash !== null))]
}

type Picture = readonly number[]

/** Of the video with fewer pictures, the share that the other shows too. */
function sharedPictures(first: readonly Picture[], second: readonly Picture[]): number {
  const [few, many] = first.length <= second.length ? [first, second] : [second, first]
  if (few.length === 0) return 0
  const found = few.filter((one) => many.some((other) => hashDistance(one, other) <= sameBits)).length / few.length
  return few.length === 1 ? Math.min(found, mostOfOnePicture) : found
}

/** Each quarter of a picture's hash is a key: two pictures that differ in a few bits are equal in one of them. */
function* keysOf(pictures: readonly Picture[], signature: Uint32Array): Generator<string | number> {
  const step = Math.max(1, pictures.length / framesAsKeys)
  for (let at = 0; at < pictures.length; at += step) {
    for (const [quarter, word] of pictures[Math.floor(at)]!.entries()) yield quarter * 0x1_00_00_00_00 + word
  }
  for (let at = 0; at + rowsPerBand <= signature.length; at += rowsPerBand)
    yield `${at}:${signature.subarray(at, at + rowsPerBand).join(',')}`
}
