/** Runs as a file to keep: a table for a paper, rows for a spreadsheet, gates for a CI, everything as JSON. */
import { renderJunit, renderLeaderboard, type LeaderboardRow } from '@video2roleplay/eval'
import type { Database } from '../db/database.js'
import { ApiError } from '../errors.js'
import type { EvalReport } from '../views/evals.js'
import { checkGates } from './eval-gates.js'
import { loadRun } from './eval-runs.js'
import { withIntervals, withTieGroups } from './eval-uncertainty.js'

export const reportFormats = ['markdown', 'latex', 'csv', 'json', 'junit'] as const
export type ReportFormat = (typeof reportFormats)[number]

const kinds: Record<ReportFormat, { extension: string; mediaType: string }> = {
  markdown: { extension: 'md', mediaType: 'text/markdown' },
  latex: { extension: 'tex', mediaType: 'application/x-tex' },
  csv: { extension: 'csv', mediaType: 'text/csv' },
  json: { extension: 'json', mediaType: 'application/json' },
  junit: { extension: 'xml', mediaType: 'application/xml' },
}

/** @throws ApiError, EvalError where metric sets are mixed */
export async function reportRuns(
  db: Database,
  { runIds, format, gates, alpha }: { runIds: string[]; format: ReportFormat; gates: string[]; alpha: number },
): Promise<EvalReport> {
  return { ...kinds[format], format, text: await textOf(db, { runIds, format, gates, alpha }) }
}

async function textOf(
  db: Database,
  { runIds, format, gates, alpha }: { runIds: string[]; format: ReportFormat; gates: string[]; alpha: number },
): Promise<string> {
  if (format === 'junit') {
    const checked = await checkGates(db, { runIds, gates, alpha })
    return renderJunit(checked.runs.map(({ seconds, ...run }) => ({ ...run, ...(seconds !== null && { seconds }) })))
  }
  const runs = await Promise.all(runIds.map((id) => loadRun(db, id)))
  const views = runs.flatMap((run) => run ?? [])
  if (views.length < runIds.length) throw new ApiError('not-found', 'One of these runs does not exist (any more).')
  if (format === 'json') return `${JSON.stringify(await withTieGroups(db, await withIntervals(db, views)), null, 2)}\n`
  const rows = views.flatMap(({ row }): LeaderboardRow[] => (row === null ? [] : [row]))
  if (rows.length === 0) throw new ApiError('invalid-input', 'None of these runs has a score yet.')
  return `${renderLeaderboard(rows, format)}\n`
}
