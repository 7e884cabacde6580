/**
 * A data set version (§5.1, R08): which kept dialogues, word for word, and in which split. The split is by video, so that no
 * video is trained on and tested on; the same dialogues, seed and share give the same manifest, whose version is
 * then found, not made again.
 */
import { createHash } from 'node:crypto'
import { splitDataset } from '@video2roleplay/curation'
import { canonicalJson } from '@video2roleplay/llm'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { dataSets, dataSetVersions, dialogues, videos } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { openingProjectId } from './projects.js'

/** Ours: the paper holds out 3,000 of 60,000 videos, a twentieth. */
const heldoutShare = 0.05

export const NewVersion = z.object({
  name: z.string().trim().min(1).max(200),
  projectId: z.uuid().optional(),
  seed: z.int().min(0).max(2_147_483_647).default(0),
  /** Share of the dialogues that is held out; whole videos, so it is met as nearly as they allow. */
  heldout: z.number().min(0).max(0.9).default(heldoutShare),
  /** Take only what a person has accepted or edited. */
  isReviewedOnly: z.boolean().default(false),
})
export type NewVersion = z.output<typeof NewVersion>

export async function createVersion(services: Services, input: NewVersion): Promise<string> {
  const { db } = services
  const projectId = input.projectId ?? (await openingProjectId(db))
  // PGlite gathers no statistics by itself, and without them this query reads all dialogues once for each video.
  await db.execute(sql`analyze videos, dialogues`)
  const items = await db
    .select({
      id: dialogues.id,
      videoId: dialogues.videoId,
      question: dialogues.question,
      answer: dialogues.answer,
    })
    .from(dialogues)
    .innerJoin(videos, eq(videos.id, dialogues.videoId))
    .where(
      and(
        eq(videos.projectId, projectId),
        eq(dialogues.status, 'kept'),
        inArray(dialogues.review, input.isReviewedOnly ? ['accepted', 'edited'] : ['unreviewed', 'accepted', 'edited']),
      ),
    )
    .orderBy(asc(dialogues.id))
  if (items.length === 0)
    throw new ApiError('invalid-input', 'There is no kept dialogue to make a data set of.', {
      advice: 'Run the dialogues stage first.',
    })
  const split = splitDataset(items, {
    seed: input.seed,
    ratio: { train: 1 - input.heldout, heldout: input.heldout },
    groupBy: (item) => item.videoId,
  })
  const manifestHash = createHash('sha256').update(split.manifestHash).update(canonicalJson(items)).digest('hex')
  const textOf = new Map(items.map(({ id, question, answer }) => [id, { question, answer }]))
  const settings = { heldout: input.heldout, isReviewedOnly: input.isReviewedOnly }

  return db.transaction(async (tx) => {
    await tx.insert(dataSets).values({ projectId, name: input.name }).onConflictDoNothing()
    const [set] = await tx
      .select({ id: dataSets.id })
      .from(dataSets)
      .where(and(eq(dataSets.projectId, projectId), eq(dataSets.name, input.name)))
      .for('update')
    const dataSetId = set!.id
    const versions = await tx
      .select({ id: dataSetVersions.id, version: dataSetVersions.version, manifestHash: dataSetVersions.manifestHash })
      .from(dataSetVersions)
      .where(eq(dataSetVersions.dataSetId, dataSetId))
      .orderBy(desc(dataSetVersions.version))
    const same = versions.find((version) => version.manifestHash === manifestHash)
    if (same) return same.id

    const [version] = await tx
      .insert(dataSetVersions)
      .values({
        dataSetId,
        version: (versions[0]?.version ?? 0) + 1,
        seed: input.seed,
        settings,
        manifestHash,
        counts: {
          dialogues: items.length,
          videos: new Set(items.map((item) => item.videoId)).size,
          train: split.counts['train'] ?? 0,
          heldout: split.counts['heldout'] ?? 0,
        },
      })
      .returning({ id: dataSetVersions.id })
    const rows = split.assignments.map(({ id, group, split: side }) => ({
      dialogue_id: id,
      video_id: group,
      side,
      ...textOf.get(id)!,
    }))
    for (let start = 0; start < rows.length; start += itemsPerInsert)
      await tx.execute(sql`insert into data_set_items (version_id, dialogue_id, video_id, split, question, answer)
        select ${version!.id}::uuid, dialogue_id, video_id, side, question, answer
        from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + itemsPerInsert))}::text::jsonb)
          as item (dialogue_id uuid, video_id uuid, side text, question text, answer text)`)
    return version!.id
  })
}

const itemsPerInsert = 5_000
