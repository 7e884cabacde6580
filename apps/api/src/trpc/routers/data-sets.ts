/** Data sets: immutable versions, what differs between two, the gate on their use, and takedowns (R08, R60). */
import { dataCard, type DataCardFacts } from '@video2roleplay/curation'
import * as z from 'zod'
import { loadCardFacts } from '../../queries/card-facts.js'
import { listVersions } from '../../queries/data-set-versions.js'
import { listBlocked, loadGate } from '../../queries/export-gate.js'
import { PageInput } from '../../queries/pages.js'
import { loadTableOne } from '../../queries/table-one.js'
import { listTakedowns } from '../../queries/takedowns.js'
import { listChanges, summariseChanges } from '../../queries/version-diff.js'
import type {
  BlockedVideo,
  DataSetVersionView,
  ExportGate,
  TableOneRow,
  TakedownView,
  VersionChange,
  VersionDiffSummary,
} from '../../views/data-sets.js'
import type { Page } from '../../views/page.js'
import { removeVideo } from '../../workflows/remove-video.js'
import { RightsInput, setRights } from '../../workflows/set-rights.js'
import { NewVersion, startVersion, type StartedVersion } from '../../workflows/start-version.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const ById = z.object({ id: z.uuid() })
const Split = z.enum(['train', 'heldout', 'all']).default('all')
const Between = z.object({ beforeId: z.uuid(), afterId: z.uuid() })

export const dataSetsRouter = router({
  versions: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional(), dataSetId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<DataSetVersionView>> => listVersions(ctx.services.db, input, input)),

  version: viewerProcedure
    .input(ById)
    .query(async ({ ctx, input }): Promise<DataSetVersionView> =>
      found((await listVersions(ctx.services.db, input, { limit: 1 })).items[0], 'This version'),
    ),

  /** A job makes it, and its result names it: the same dialogues and split give the version that exists already. */
  createVersion: editorProcedure
    .input(NewVersion)
    .mutation(({ ctx, input }): Promise<StartedVersion> => startVersion(ctx.services, input)),

  diff: viewerProcedure
    .input(Between)
    .query(({ ctx, input }): Promise<VersionDiffSummary> => summariseChanges(ctx.services.db, input)),

  changes: viewerProcedure
    .input(PageInput.extend(Between.shape))
    .query(({ ctx, input }): Promise<Page<VersionChange>> => listChanges(ctx.services.db, input, input)),

  /** Whether this part of a version may be exported, and what stands against it. */
  gate: viewerProcedure
    .input(ById.extend({ split: Split }))
    .query(({ ctx, input }): Promise<ExportGate> => loadGate(ctx.services.db, input.id, input.split)),

  blocked: viewerProcedure
    .input(PageInput.extend({ versionId: z.uuid(), split: Split }))
    .query(({ ctx, input }): Promise<Page<BlockedVideo>> => listBlocked(ctx.services.db, input, input)),

  setRights: editorProcedure
    .input(RightsInput)
    .mutation(({ ctx, input }): Promise<{ videos: number }> => setRights(ctx.services, input)),

  /** Markdown: what is in it, how it was made, who may use it, what is wrong with it. */
  card: viewerProcedure
    .input(ById)
    .query(async ({ ctx, input }): Promise<{ markdown: string; facts: DataCardFacts }> => {
      const facts = await loadCardFacts(ctx.services.db, input.id)
      return { markdown: dataCard(facts), facts }
    }),

  /** Table 1, with the newest versions of this house below. */
  tableOne: viewerProcedure
    .input(z.object({ projectId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<TableOneRow[]> => loadTableOne(ctx.services.db, input)),

  /** A video, with everything made from it; what went is written down. */
  takeDown: editorProcedure
    .input(z.object({ videoId: z.uuid(), reason: z.string().trim().min(1).max(2_000) }))
    .mutation(({ ctx, input }): Promise<{ takedownId: string }> =>
      removeVideo(ctx.services, input.videoId, { personId: ctx.person.id, reason: input.reason }),
    ),

  takedowns: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional(), versionId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<TakedownView>> => listTakedowns(ctx.services.db, input, input)),
})
