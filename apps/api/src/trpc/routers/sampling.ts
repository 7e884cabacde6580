/** Samples of a video beside each other, samples with settings of one's own, what fits a model, and where T and τ cut. */
import { framePresetNames, type Calibration } from '@video2roleplay/sampler'
import * as z from 'zod'
import { loadCalibration } from '../../queries/calibration.js'
import { loadSampleById } from '../../queries/video-page.js'
import { listFits, listSamples } from '../../queries/samples.js'
import type { FrameFit, SampleView, VideoSample } from '../../views/videos.js'
import { askForSample, type AskedSample } from '../../workflows/ask-for-sample.js'
import { chooseSample } from '../../workflows/choose-sample.js'
import { AskedSettings, Fit } from '../../workflows/sample-settings.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

const tokens = z.int().min(1).max(10_000_000)

export const samplingRouter = router({
  /** Of one video, newest first. */
  list: viewerProcedure
    .input(z.object({ videoId: z.uuid() }))
    .query(({ ctx, input }): Promise<SampleView[]> => listSamples(ctx.services.db, input.videoId)),

  get: viewerProcedure
    .input(z.object({ id: z.uuid() }))
    .query(async ({ ctx, input }): Promise<VideoSample> =>
      found(await loadSampleById(ctx.services.db, input.id), 'This sample'),
    ),

  /** Samples the video again with other settings; what is there already is found. */
  ask: editorProcedure
    .input(z.object({ videoId: z.uuid(), settings: AskedSettings.default({}), fit: Fit.optional() }))
    .mutation(({ ctx, input }): Promise<AskedSample> => askForSample(ctx.services, input)),

  /** From now on the role is made of this sample. */
  choose: editorProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => {
      await chooseSample(ctx.services.db, input.id)
      return { id: input.id }
    }),

  /** T and τ for a collection, from the stored traces of its documentaries: nothing is decoded. */
  calibration: viewerProcedure
    .input(z.object({ projectId: z.uuid().optional(), videoIds: z.array(z.uuid()).min(1).max(500).optional() }))
    .query(({ ctx, input }): Promise<Calibration> => loadCalibration(ctx.services.db, input)),

  /** What fits each model we know the rule of. */
  fits: viewerProcedure
    .input(
      z.object({
        videoId: z.uuid().optional(),
        textTokens: z.int().min(0).max(10_000_000).default(2048),
        contextTokens: z.partialRecord(z.enum(framePresetNames), tokens).optional(),
        frames: z.int().min(1).max(100_000).optional(),
      }),
    )
    .query(({ ctx, input }): Promise<FrameFit[]> => listFits(ctx.services.db, input)),
})
