/** The library and the video page. */
import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { savedViews, videos } from '../../db/schema.js'
import { PageInput } from '../../queries/pages.js'
import { loadDuplicates } from '../../queries/duplicate-videos.js'
import { loadCaption, loadSample, loadVideo } from '../../queries/video-page.js'
import { loadFacets } from '../../queries/video-facets.js'
import { VideoChoice, VideoFilter } from '../../queries/video-filter.js'
import { listVideos, loadVideoCard } from '../../queries/videos.js'
import type { Page } from '../../views/page.js'
import type {
  DuplicateVideo,
  ImportedPath,
  SavedView,
  VideoCaption,
  VideoCard,
  VideoDetail,
  VideoFacets,
  VideoSample,
} from '../../views/videos.js'
import { importPaths } from '../../workflows/import-paths.js'
import { removeVideo } from '../../workflows/remove-video.js'
import { listSavedViews, saveView } from '../../queries/saved-views.js'
import { tagVideos } from '../../workflows/tag-videos.js'
import { retryVideo } from '../../workflows/retry-video.js'
import { Stage } from '../../workflows/stages.js'
import { found } from '../found.js'
import { editorProcedure, ownerProcedure, router, viewerProcedure } from '../procedures.js'

const Tags = z.array(z.string().trim().min(1).max(100)).max(20)
const Kind = z.enum(['live', 'vlog', 'documentary'])
const ById = z.object({ id: z.uuid() })

export const videosRouter = router({
  list: viewerProcedure
    .input(
      PageInput.extend({
        ...VideoFilter.shape,
        sort: z.enum(['newest', 'oldest', 'longest', 'shortest']).default('newest'),
      }),
    )
    .query(({ ctx, input }): Promise<Page<VideoCard>> => listVideos(ctx.services.db, input, input)),

  facets: viewerProcedure
    .input(z.object({ projectId: z.uuid().optional(), search: z.string().trim().max(200).optional() }))
    .query(({ ctx, input }): Promise<VideoFacets> => loadFacets(ctx.services.db, input)),

  get: viewerProcedure
    .input(ById)
    .query(async ({ ctx, input }): Promise<VideoDetail> =>
      found(await loadVideo(ctx.services.db, input.id), 'This video'),
    ),

  /** Files and folders of the machine the server runs on, which listens to this machine only. */
  importPaths: ownerProcedure
    .input(
      z.object({
        paths: z.array(z.string().min(1).max(4_096)).min(1).max(1_000),
        projectId: z.uuid().optional(),
        then: z.array(Stage).default([]),
      }),
    )
    .mutation(({ ctx, input }): Promise<{ items: ImportedPath[] }> =>
      importPaths(ctx.services, { ...input, stages: input.then }),
    ),

  /** R01: a person knows better than the length. */
  setKind: editorProcedure.input(ById.extend({ kind: Kind })).mutation(async ({ ctx, input }): Promise<VideoCard> => {
    await ctx.services.db
      .update(videos)
      .set({ kind: input.kind, kindSource: 'manual' })
      .where(and(eq(videos.id, input.id)))
    return found(await loadVideoCard(ctx.services.db, input.id), 'This video')
  }),

  /** Many at once; a tag that is there already stays once. */
  tag: editorProcedure
    .input(z.object({ choice: VideoChoice, add: Tags.default([]), remove: Tags.default([]) }))
    .mutation(({ ctx, input }): Promise<{ videos: number }> => tagVideos(ctx.services, input)),

  views: viewerProcedure
    .input(z.object({ projectId: z.uuid() }))
    .query(({ ctx, input }): Promise<SavedView[]> => listSavedViews(ctx.services.db, input.projectId)),

  /** Under a name that is taken, the new address replaces the old one. */
  saveView: editorProcedure
    .input(z.object({ projectId: z.uuid(), name: z.string().trim().min(1).max(100), query: z.string().max(2_000) }))
    .mutation(({ ctx, input }): Promise<SavedView> => saveView(ctx.services.db, input)),

  removeView: editorProcedure.input(ById).mutation(async ({ ctx, input }): Promise<void> => {
    await ctx.services.db.delete(savedViews).where(eq(savedViews.id, input.id))
  }),

  remove: editorProcedure.input(ById).mutation(async ({ ctx, input }): Promise<{ id: string }> => {
    await removeVideo(ctx.services, input.id, { personId: ctx.person.id, reason: 'Removed from the library.' })
    return { id: input.id }
  }),

  /** Tries again what failed about it. */
  retry: editorProcedure
    .input(ById)
    .mutation(({ ctx, input }): Promise<{ jobIds: string[] }> => retryVideo(ctx.services, input.id)),

  sample: viewerProcedure
    .input(ById.extend({ strategy: z.enum(['profile', 'segments']).default('profile') }))
    .query(({ ctx, input }): Promise<VideoSample | null> => loadSample(ctx.services.db, input.id, input.strategy)),

  caption: viewerProcedure
    .input(ById.extend({ purpose: z.enum(['training', 'inference']).optional() }))
    .query(({ ctx, input }): Promise<VideoCaption | null> =>
      loadCaption(ctx.services.db, input.id, input.purpose, ctx.services.env.language),
    ),

  /** Others that look like it; null where nobody has compared pictures yet. */
  duplicates: viewerProcedure
    .input(ById)
    .query(({ ctx, input }): Promise<DuplicateVideo[] | null> => loadDuplicates(ctx.services.db, input.id)),
})
