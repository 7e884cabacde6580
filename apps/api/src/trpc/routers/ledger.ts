/** What was asked of models, what came back, and what it cost. */
import * as z from 'zod'
import { listCalls, loadCall, summariseCalls } from '../../queries/ledger.js'
import { PageInput } from '../../queries/pages.js'
import type { LedgerDetail, LedgerRow, LedgerSummaryRow } from '../../views/models.js'
import type { Page } from '../../views/page.js'
import { found } from '../found.js'
import { router, viewerProcedure } from '../procedures.js'

const Place = { projectId: z.uuid().optional(), jobId: z.uuid().optional() }

export const ledgerRouter = router({
  list: viewerProcedure
    .input(
      PageInput.extend({
        ...Place,
        purpose: z.string().max(200).optional(),
        state: z.enum(['reserved', 'settled', 'failed', 'unknown']).optional(),
      }),
    )
    .query(({ ctx, input }): Promise<Page<LedgerRow>> => listCalls(ctx.services.db, input, input)),

  get: viewerProcedure
    .input(z.object({ id: z.uuid() }))
    .query(async ({ ctx, input }): Promise<LedgerDetail> =>
      found(await loadCall(ctx.services.db, input.id), 'This call'),
    ),

  summary: viewerProcedure
    .input(z.object(Place))
    .query(({ ctx, input }): Promise<LedgerSummaryRow[]> => summariseCalls(ctx.services.db, input)),
})
