/** The sum of verdicts over a file of any length, line by line. */
import type { ExportFormat } from '../exporters/formats.js'
import { lintLine } from './lint-export.js'
import type { LintIssue, LintSettings, LintVerdict } from './verdict.js'

export interface LintReport {
  rows: number
  willTrain: number
  willNotTrain: number
  /** How many records each reason stops. */
  because: Record<string, number>
  warnings: Record<string, number>
  /** Faults of the whole file. */
  fileIssues: LintIssue[]
  /** The first failing lines, from 1, with their reasons. */
  examples: { line: number; verdict: LintVerdict }[]
}

export interface LintSum {
  add(line: string): LintVerdict
  /** Of the lines so far. */
  report(): LintReport
}

const examplesKept = 20

/** OpenAI's guide: a job of fewer is refused. */
const fewestOpenAiExamples = 10

export function createLintSum(format: ExportFormat, settings: Partial<LintSettings> = {}): LintSum {
  const because = new Map<string, number>()
  const warnings = new Map<string, number>()
  const examples: LintReport['examples'] = []
  let rows = 0
  let willTrain = 0
  return {
    add(line) {
      const verdict = lintLine(format, line, settings)
      rows++
      if (verdict.willTrain) willTrain++
      else if (examples.length < examplesKept) examples.push({ line: rows, verdict })
      count(because, verdict.because)
      count(warnings, verdict.warnings)
      return verdict
    },
    report: () => ({
      rows,
      willTrain,
      willNotTrain: rows - willTrain,
      because: Object.fromEntries(because),
      warnings: Object.fromEntries(warnings),
      fileIssues: fileIssues(format, rows),
      examples: [...examples],
    }),
  }
}

function fileIssues(format: ExportFormat, rows: number): LintIssue[] {
  if (rows === 0) return [{ code: 'empty', message: 'The file holds no record.' }]
  if (format !== 'openai' || rows >= fewestOpenAiExamples) return []
  return [{ code: 'too-few-examples', message: `${rows} examples; OpenAI wants at least ${fewestOpenAiExamples}.` }]
}

/** A record counts once for each reason, however often it has it. */
function count(counts: Map<string, number>, issues: readonly LintIssue[]): void {
  for (const code of new Set(issues.map((issue) => issue.code))) counts.set(code, (counts.get(code) ?? 0) + 1)
}
