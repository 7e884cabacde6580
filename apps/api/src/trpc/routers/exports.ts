/** Data set versions and the files made of them (R08, R28). */
import * as z from 'zod'
import { listExports, listVersions } from '../../queries/exports.js'
import { PageInput } from '../../queries/pages.js'
import type { DataSetVersionView, ExportView } from '../../views/exports.js'
import type { Page } from '../../views/page.js'
import { createVersion, NewVersion } from '../../workflows/create-version.js'
import { NewExport, startExport } from '../../workflows/start-export.js'
import { found } from '../found.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

export const exportsRouter = router({
  versions: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<DataSetVersionView>> => listVersions(ctx.services.db, input, input)),

  /** The same dialogues, seed and shares give the version that exists already. */
  createVersion: editorProcedure.input(NewVersion).mutation(async ({ ctx, input }): Promise<DataSetVersionView> => {
    const id = await createVersion(ctx.services, input)
    return found((await listVersions(ctx.services.db, { id }, { limit: 1 })).items[0], 'This version')
  }),

  create: editorProcedure
    .input(NewExport)
    .mutation(({ ctx, input }): Promise<{ id: string; jobId: string }> => startExport(ctx.services, input)),

  list: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional(), versionId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<ExportView>> => listExports(ctx.services.db, input, input)),
})
