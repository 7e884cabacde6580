/** Gates held against runs that have ended. A gate that cannot be read is refused before anything is looked up. */
import { checkGate, parseGate, type Gate, type GateResult } from '@video2roleplay/eval'
import type { Database } from '../db/database.js'
import { ApiError } from '../errors.js'
import type { EvalGates } from '../views/evals.js'
import { compareEvalRuns } from './eval-compare.js'
import { loadRun } from './eval-runs.js'

/** @throws EvalError `bad-settings` for a gate, ApiError `not-found` for a run */
export async function checkGates(
  db: Database,
  { runIds, gates, alpha }: { runIds: string[]; gates: string[]; alpha: number },
): Promise<EvalGates> {
  const parsed = gates.map(parseGate)
  const runs = []
  for (const id of runIds) {
    const run = await loadRun(db, id)
    if (run === null) throw new ApiError('not-found', 'One of these runs does not exist (any more).')
    const results: GateResult[] = []
    for (const gate of parsed) results.push(await checkOne(db, gate, run, alpha))
    const seconds = run.finishedAt === null ? null : (Date.parse(run.finishedAt) - Date.parse(run.createdAt)) / 1000
    runs.push({ id, name: run.name, status: run.status, isRehearsal: run.isRehearsal, seconds, gates: results })
  }
  return { runs, isPassed: runs.every((run) => run.gates.every(({ outcome }) => outcome === 'passed')) }
}

async function checkOne(
  db: Database,
  gate: Gate,
  run: NonNullable<Awaited<ReturnType<typeof loadRun>>>,
  alpha: number,
): Promise<GateResult> {
  if (gate.kind === 'threshold') return checkGate(gate, { row: run.row })
  try {
    const { average } = await compareEvalRuns(db, run.id, gate.against)
    return checkGate(gate, { row: run.row, comparison: average, alpha })
  } catch (error) {
    // Runs that were not measured alike are no pass and no failure.
    if (error instanceof ApiError) return { name: gate.text, outcome: 'unmeasured', message: error.message }
    throw error
  }
}
