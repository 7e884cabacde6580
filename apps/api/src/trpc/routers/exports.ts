/** Files made of data set versions (R28, R40). */
import { exportFormats, type ExportFormat, type FormatInfo } from '@video2roleplay/curation'
import * as z from 'zod'
import { listExports } from '../../queries/exports.js'
import { PageInput } from '../../queries/pages.js'
import type { ExportView } from '../../views/exports.js'
import type { Page } from '../../views/page.js'
import { NewExport, startExport } from '../../workflows/start-export.js'
import { editorProcedure, router, viewerProcedure } from '../procedures.js'

export const exportsRouter = router({
  /** Everything that `create` makes. */
  formats: viewerProcedure.query((): (FormatInfo & { format: ExportFormat })[] =>
    Object.entries(exportFormats).map(([format, info]) => ({ format: format as ExportFormat, ...info })),
  ),

  /** Refused with `export-blocked` where licence, consent or safety stand against it and nobody lets it pass. */
  create: editorProcedure
    .input(NewExport)
    .mutation(({ ctx, input }): Promise<{ id: string; jobId: string }> => startExport(ctx.services, input, ctx.person)),

  list: viewerProcedure
    .input(PageInput.extend({ projectId: z.uuid().optional(), versionId: z.uuid().optional() }))
    .query(({ ctx, input }): Promise<Page<ExportView>> => listExports(ctx.services.db, input, input)),
})
