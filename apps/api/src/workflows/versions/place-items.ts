/** Which side each dialogue goes to, and what is known of that: its hash, its sizes, and whether it leaks. */
import {
  createManifestHash,
  leakReport,
  splitDataset,
  type DatasetSplit,
  type LeakReport,
} from '@video2roleplay/curation'
import type { VideoKeys } from '../video-keys.js'
import type { Item } from './read-kept.js'
import type { VersionSettings } from './settings.js'

export type Side = 'train' | 'heldout'

/** Counts are of videos, as in the paper; a share is of dialogues. */
export function splitItems(items: Item[], keys: VideoKeys, { seed, heldout, counts }: VersionSettings): DatasetSplit {
  const groupBy = (videoId: string) => keys.groupOf(videoId)
  if (counts === undefined)
    return splitDataset(items, {
      seed,
      ratio: { train: 1 - heldout, heldout },
      groupBy: (item) => groupBy(item.videoId),
    })
  const videoIds = [...new Set(items.map((item) => item.videoId))].map((id) => ({ id }))
  return splitDataset(videoIds, { seed, counts, whenUnmet: 'nearest', groupBy: ({ id }) => groupBy(id) })
}

/** The side of each dialogue; those of videos that neither side wanted are not in it. */
export function sidesOf(split: DatasetSplit, items: Item[], { counts }: VersionSettings): Map<string, Side> {
  const assigned = new Map(split.assignments.map(({ id, split: side }) => [id, side as Side]))
  if (counts === undefined) return assigned
  return new Map(
    items.flatMap(({ id, videoId }): [string, Side][] => {
      const side = assigned.get(videoId)
      return side === undefined ? [] : [[id, side]]
    }),
  )
}

export function manifestHashOf(items: Item[], sideOf: Map<string, Side>): string {
  const hash = createManifestHash()
  for (const item of items) hash.add({ ...item, split: sideOf.get(item.id)! })
  return hash.digest()
}

export function leaksOf(items: Item[], sideOf: Map<string, Side>, keys: VideoKeys): LeakReport {
  const placed = items.map((item) => ({
    split: sideOf.get(item.id)!,
    keys: {
      ...keys.keysOf(item.videoId),
      dialogue: `${item.question}\n${item.answer}`.normalize('NFKC').toLowerCase(),
    },
  }))
  return leakReport(placed, ['video', 'creator', 'source', 'near-duplicate', 'dialogue'])
}

export function countsOf(items: Item[], sideOf: Map<string, Side>, split: DatasetSplit): Record<string, number> {
  const of = (side: Side) => items.filter((item) => sideOf.get(item.id) === side)
  const [train, heldout] = [of('train'), of('heldout')]
  const videosOf = (some: Item[]) => new Set(some.map((item) => item.videoId)).size
  return {
    dialogues: items.length,
    videos: videosOf(items),
    train: train.length,
    heldout: heldout.length,
    trainVideos: videosOf(train),
    heldoutVideos: videosOf(heldout),
    unused: split.unused.length,
  }
}
