/**
 * How good the bad-case detectors are (A.2): precision and recall of each on the half of a drawn, labelled set that no
 * threshold was tuned on, with Wilson intervals; and how long the search for duplicate videos takes at the paper's size.
 */
import { findDuplicateVideos, type VideoPrint } from '@video2roleplay/curation'
import { createDice } from './detectors/dice.ts'
import { measureDetectors, type DetectorRow, type Share } from './detectors/measure.ts'

export interface DetectorsReport {
  half: 'tuning' | 'measured'
  table: string[]
  rows: DetectorRow[]
  scale?: { videos: number; planted: number; found: number; seconds: number; megabytes: number }
}

export function detectorsSuite(options: { half?: 'tuning' | 'measured'; videos?: number } = {}): DetectorsReport {
  const { half = 'measured', videos } = options
  const rows = measureDetectors(half)
  return { half, table: rows.map(lineOf), rows, ...(videos ? { scale: searchAtScale(videos) } : {}) }
}

function lineOf({ detector, threshold, precision, recall, cases, bad }: DetectorRow): string {
  return [
    detector.padEnd(22),
    `threshold ${threshold}`.padEnd(16),
    `precision ${percents(precision)}`.padEnd(30),
    `recall ${percents(recall)}`.padEnd(28),
    `${bad} bad of ${cases}`,
  ].join('')
}

function percents(one: Share | null): string {
  if (one === null) return 'n/a'
  const [share, low, high] = [one.share, one.low, one.high].map((part) => (100 * part).toFixed(1))
  return `${share} % [${low}, ${high}]`
}

/** Random prints of 64 frames, a hundredth of them copied with a few bits changed. */
function searchAtScale(count: number): NonNullable<DetectorsReport['scale']> {
  const dice = createDice(7)
  const word = (): number => Math.floor(dice.next() * 2 ** 32)
  const hex = (words: number[]): string => words.map((one) => one.toString(16).padStart(8, '0')).join('')
  const frames = Array.from({ length: count }, () => Array.from({ length: 64 }, () => [word(), word(), word(), word()]))
  const copied = dice.some([...frames.keys()].slice(0, Math.floor(count / 10)), Math.floor(count / 100))
  const flipped = (words: number[]): number[] => words.map((one) => (one ^ (1 << dice.between(0, 31))) >>> 0)
  const print = (id: string, hashes: number[][]): VideoPrint => ({
    id,
    frameHashes: hashes.map(hex),
    captionSignature: [],
  })
  const prints = [
    ...frames.map((hashes, at) => print(`v${at}`, hashes)),
    // One bit in each quarter of three frames in four; the others as they were.
    ...copied.map((at) =>
      print(
        `copy of v${at}`,
        frames[at]!.map((one, index) => (index % 4 === 0 ? one : flipped(one))),
      ),
    ),
  ]
  const startedAt = performance.now()
  const found = findDuplicateVideos(prints).length
  const seconds = (performance.now() - startedAt) / 1000
  const megabytes = Math.round(process.memoryUsage().rss / 1e6)
  return { videos: prints.length, planted: copied.length, found, seconds: Number(seconds.toFixed(1)), megabytes }
}
