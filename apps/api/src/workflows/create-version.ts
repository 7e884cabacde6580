/**
 * A data set version (§5.1, R08): which kept dialogues, word for word, and in which split. What belongs together
 * (a video; by default also a creator, a source, near-duplicates) is on one side, so that nothing trained on is
 * tested on. The same dialogues and split give the same manifest, whose version is then found, not made again. It is
 * shown when its last row is in.
 */
import { setImmediate } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { dataSetVersions } from '../db/schema.js'
import { ApiError } from '../errors.js'
import type { JobContext } from '../jobs/job.js'
import type { Services } from '../services.js'
import { ensurePictureHashes } from './picture-hashes.js'
import { countsOf, leaksOf, manifestHashOf, sidesOf, splitItems } from './versions/place-items.js'
import { readKept } from './versions/read-kept.js'
import type { VersionSettings } from './versions/settings.js'
import { beginVersion, writeItems } from './versions/write-items.js'
import { loadVideoKeys } from './video-keys.js'

export type VersionMaker = Pick<JobContext, 'services' | 'job' | 'signal' | 'fenced' | 'progress'>

export async function createVersion(
  maker: VersionMaker,
  dataSetId: string,
  settings: VersionSettings,
): Promise<{ versionId: string; isNew: boolean }> {
  const { projectId } = maker.job
  const { items, isRehearsal } = await readKept(maker, projectId, settings)
  await ensurePictureHashes(maker, projectId)
  maker.progress(0, null, 'comparing pictures')
  const keys = await loadVideoKeys(maker.services, projectId, settings.groupBy, maker.signal)
  const split = splitItems(items, keys, settings)
  await setImmediate() // each of these steps takes its share of a second, and others want to be answered
  const sideOf = sidesOf(split, items, settings)
  const taken = items.filter((item) => sideOf.has(item.id))
  if (taken.length === 0) throw new ApiError('invalid-input', 'No dialogue is left for either side of the split.')
  const manifestHash = manifestHashOf(taken, sideOf)
  await setImmediate()
  const same = await findReady(maker.services, dataSetId, manifestHash)
  if (same) return { versionId: same, isNew: false }
  const leaks = leaksOf(taken, sideOf, keys)
  const facts = { settings: { ...settings, deviation: split.deviation }, manifestHash, leaks, isRehearsal }
  const versionId = await beginVersion(maker, dataSetId, settings.seed, {
    ...facts,
    counts: countsOf(taken, sideOf, split),
  })
  await writeItems(maker, versionId, taken, sideOf)
  await maker.fenced((tx) =>
    tx.update(dataSetVersions).set({ status: 'ready' }).where(eq(dataSetVersions.id, versionId)),
  )
  return { versionId, isNew: true }
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
