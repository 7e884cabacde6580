/**
 * A data set version (§5.1, R08): which kept dialogues, word for word, and in which split. What belongs together
 * (a video; by default also a creator, a source, near-duplicates) is on one side, so that nothing trained on is
 * tested on. The same dialogues and split give the same manifest, whose version is then found, not made again. Rows
 * are written in portions, and the version is shown when the last is in.
 */
import {
  createManifestHash,
  leakReport,
  splitDataset,
  type DatasetSplit,
  type LeakReport,
} from '@video2roleplay/curation'
import { and, asc, count, desc, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { dataSets, dataSetVersions, dialogues, generations, jobs, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { JobContext } from '../jobs/job.js'
import type { Services } from '../services.js'
import { ensurePictureHashes } from './picture-hashes.js'
import { loadVideoKeys, type VideoKeys } from './video-keys.js'

/** Ours: the paper holds out 3,000 of 60,000 videos, a twentieth. */
const heldoutShare = 0.05

export const VersionSettings = z.object({
  seed: z.int().min(0).max(2_147_483_647).default(0),
  /** Share of the dialogues that is held out; whole groups, so it is met as nearly as they allow. */
  heldout: z.number().min(0).max(0.9).default(heldoutShare),
  /** Videos on each side, exactly, instead of a share: the paper's 57,000 and 3,000. */
  counts: z.object({ train: z.int().min(0), heldout: z.int().min(0) }).optional(),
  /** What may not be on both sides. `cluster`: whatever is linked by creator, source or likeness. */
  groupBy: z.enum(['video', 'creator', 'cluster']).default('cluster'),
  /** Take only what a person has accepted or edited. */
  isReviewedOnly: z.boolean().default(false),
})
export type VersionSettings = z.output<typeof VersionSettings>

export type VersionMaker = Pick<JobContext, 'services' | 'job' | 'signal' | 'fenced' | 'progress'>

interface Item {
  id: string
  videoId: string
  question: string
  answer: string
}

export async function createVersion(
  maker: VersionMaker,
  dataSetId: string,
  settings: VersionSettings,
): Promise<{ versionId: string; isNew: boolean }> {
  const { projectId } = maker.job
  const { items, isRehearsal } = await readDialogues(maker, projectId, settings)
  await ensurePictureHashes(maker, projectId)
  const keys = await loadVideoKeys(maker.services, projectId, settings.groupBy)
  const split = splitItems(items, keys, settings)
  const sideOf = sidesOf(split, items, settings)
  const taken = items.filter((item) => sideOf.has(item.id))
  if (taken.length === 0) throw new ApiError('invalid-input', 'No dialogue is left for either side of the split.')
  const manifestHash = manifestHashOf(taken, sideOf)
  const same = await findReady(maker.services, dataSetId, manifestHash)
  if (same) return { versionId: same, isNew: false }
  const leaks = leaksOf(taken, sideOf, keys)
  const facts = { settings: { ...settings, deviation: split.deviation }, manifestHash, leaks, isRehearsal }
  const versionId = await begin(maker, dataSetId, settings.seed, { ...facts, counts: countsOf(taken, sideOf, split) })
  await writeItems(maker, versionId, taken, sideOf)
  await maker.fenced((tx) =>
    tx.update(dataSetVersions).set({ status: 'ready' }).where(eq(dataSetVersions.id, versionId)),
  )
  return { versionId, isNew: true }
}

const itemsPerPage = 5_000

async function readDialogues(
  { services: { db }, signal, progress }: VersionMaker,
  projectId: string,
  settings: VersionSettings,
): Promise<{ items: Item[]; isRehearsal: boolean }> {
  // PGlite gathers no statistics by itself, and without them this query reads all dialogues once for each video.
  await db.execute(sql`analyze videos, dialogues`)
  const wanted = and(
    eq(videos.projectId, projectId),
    eq(dialogues.status, 'kept'),
    inArray(dialogues.review, settings.isReviewedOnly ? ['accepted', 'edited'] : ['unreviewed', 'accepted', 'edited']),
  )
  const [total] = await db
    .select({ dialogues: count() })
    .from(dialogues)
    .innerJoin(videos, eq(videos.id, dialogues.videoId))
    .where(wanted)
  const items: Item[] = []
  let isRehearsal = false
  for (let after: string | undefined; ;) {
    signal.throwIfAborted()
    const page = await db
      .select({
        id: dialogues.id,
        videoId: dialogues.videoId,
        question: dialogues.question,
        answer: dialogues.answer,
        isRehearsal: generations.isRehearsal,
      })
      .from(dialogues)
      .innerJoin(videos, eq(videos.id, dialogues.videoId))
      .innerJoin(generations, eq(generations.id, dialogues.generationId))
      .where(and(wanted, after === undefined ? undefined : gt(dialogues.id, after)))
      .orderBy(asc(dialogues.id))
      .limit(itemsPerPage)
    for (const { isRehearsal: isOne, ...item } of page) {
      items.push(item)
      isRehearsal ||= isOne
    }
    progress(items.length, total!.dialogues * 2, 'reading dialogues')
    if (page.length < itemsPerPage) break
    after = page.at(-1)!.id
  }
  if (items.length > 0) return { items, isRehearsal }
  throw new ApiError('invalid-input', 'There is no kept dialogue to make a data set of.', {
    advice: settings.isReviewedOnly
      ? 'Accept some in the review queue, or take the unreviewed ones too.'
      : 'Run the dialogues stage first.',
  })
}

/** Counts are of videos, as in the paper; a share is of dialogues. */
function splitItems(items: Item[], keys: VideoKeys, { seed, heldout, counts }: VersionSettings): DatasetSplit {
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

type Side = 'train' | 'heldout'

/** The side of each dialogue; those of videos that neither side wanted are not in it. */
function sidesOf(split: DatasetSplit, items: Item[], { counts }: VersionSettings): Map<string, Side> {
  const assigned = new Map(split.assignments.map(({ id, split: side }) => [id, side as Side]))
  if (counts === undefined) return assigned
  return new Map(
    items.flatMap(({ id, videoId }): [string, Side][] => {
      const side = assigned.get(videoId)
      return side === undefined ? [] : [[id, side]]
    }),
  )
}

function manifestHashOf(items: Item[], sideOf: Map<string, Side>): string {
  const hash = createManifestHash()
  for (const item of items) hash.add({ ...item, split: sideOf.get(item.id)! })
  return hash.digest()
}

function leaksOf(items: Item[], sideOf: Map<string, Side>, keys: VideoKeys): LeakReport {
  const placed = items.map((item) => ({
    split: sideOf.get(item.id)!,
    keys: {
      ...keys.keysOf(item.videoId),
      dialogue: `${item.question}\n${item.answer}`.normalize('NFKC').toLowerCase(),
    },
  }))
  return leakReport(placed, ['video', 'creator', 'source', 'near-duplicate', 'dialogue'])
}

function countsOf(items: Item[], sideOf: Map<string, Side>, split: DatasetSplit): Record<string, number> {
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

async function findReady({ db }: Services, dataSetId: string, manifestHash: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: dataSetVersions.id })
    .from(dataSetVersions)
    .where(
      and(
        eq(dataSetVersions.dataSetId, dataSetId),
        eq(dataSetVersions.manifestHash, manifestHash),
        eq(dataSetVersions.status, 'ready'),
      ),
    )
  return row?.id
}

/** The next number of its data set, after whatever an earlier try left unfinished is gone. */
async function begin(
  { fenced, job }: VersionMaker,
  dataSetId: string,
  seed: number,
  facts: Pick<typeof dataSetVersions.$inferInsert, 'settings' | 'manifestHash' | 'leaks' | 'isRehearsal' | 'counts'>,
): Promise<string> {
  return fenced(async (tx) => {
    await tx.select({ id: dataSets.id }).from(dataSets).where(eq(dataSets.id, dataSetId)).for('update')
    const busy = tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(inArray(jobs.state, ['queued', 'running', 'waiting']), ne(jobs.id, job.id)))
    await tx
      .delete(dataSetVersions)
      .where(
        and(
          eq(dataSetVersions.dataSetId, dataSetId),
          eq(dataSetVersions.status, 'making'),
          notInArray(dataSetVersions.jobId, busy),
        ),
      )
    const [last] = await tx
      .select({ version: dataSetVersions.version })
      .from(dataSetVersions)
      .where(eq(dataSetVersions.dataSetId, dataSetId))
      .orderBy(desc(dataSetVersions.version))
      .limit(1)
    const [row] = await tx
      .insert(dataSetVersions)
      .values({ ...facts, dataSetId, seed, version: (last?.version ?? 0) + 1, status: 'making', jobId: job.id })
      .returning({ id: dataSetVersions.id })
    return row!.id
  })
}

async function writeItems(maker: VersionMaker, versionId: string, items: Item[], sideOf: Map<string, Side>) {
  for (let start = 0; start < items.length; start += itemsPerPage) {
    maker.signal.throwIfAborted()
    const rows = items.slice(start, start + itemsPerPage).map(({ id, videoId, question, answer }) => ({
      dialogue_id: id,
      video_id: videoId,
      side: sideOf.get(id),
      question,
      answer,
    }))
    await maker.fenced((tx) =>
      tx.execute(sql`insert into data_set_items (version_id, dialogue_id, video_id, split, question, answer)
        select ${versionId}::uuid, dialogue_id, video_id, side, question, answer
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as item (dialogue_id uuid, video_id uuid, side text, question text, answer text)`),
    )
    maker.progress(items.length + start + rows.length, items.length * 2, 'writing the version')
  }
}
