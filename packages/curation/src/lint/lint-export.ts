/** A verdict for every line of an export, and the sum of them. Reads what was written, so files of others can be checked too. */
import type { ExportFormat } from '../exporters/exporter.js'
import { lintInternVl } from './internvl.js'
import { lintLlamaFactory } from './llama-factory.js'
import { lintMsSwift } from './ms-swift.js'
import { lintOpenAi } from './openai.js'
import { defaultLintSettings, type LintSettings, type LintVerdict, verdictOf } from './verdict.js'

const linters: Record<ExportFormat, (row: unknown, settings: LintSettings) => LintVerdict> = {
  internvl: lintInternVl,
  'internvl-video': lintInternVl,
  openai: lintOpenAi,
  'llama-factory': lintLlamaFactory,
  'ms-swift': lintMsSwift,
}

export function lintLine(format: ExportFormat, line: string, settings: Partial<LintSettings> = {}): LintVerdict {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch (error) {
    return verdictOf([{ code: 'not-json', message: String(error) }], [])
  }
  return linters[format](row, { ...defaultLintSettings, ...settings })
}

export interface LintReport {
  rows: number
  willTrain: number
  willNotTrain: number
  /** How many records each reason stops. */
  because: Record<string, number>
  warnings: Record<string, number>
  /** Faults of the whole file. */
  fileIssues: { code: string; message: string }[]
  /** The first failing lines, from 1, with their reasons. */
  examples: { line: number; verdict: LintVerdict }[]
}

export function lintExport(
  format: ExportFormat,
  lines: Iterable<string>,
  settings: Partial<LintSettings> = {},
): LintReport {
  const report: LintReport = {
    rows: 0,
    willTrain: 0,
    willNotTrain: 0,
    because: {},
    warnings: {},
    fileIssues: [],
    examples: [],
  }
  for (const line of lines) {
    const verdict = lintLine(format, line, settings)
    report.rows++
    if (verdict.willTrain) report.willTrain++
    else {
      report.willNotTrain++
      if (report.examples.length < 20) report.examples.push({ line: report.rows, verdict })
    }
    for (const code of new Set(verdict.because.map((one) => one.code)))
      report.because[code] = (report.because[code] ?? 0) + 1
    for (const code of new Set(verdict.warnings.map((one) => one.code)))
      report.warnings[code] = (report.warnings[code] ?? 0) + 1
  }
  if (report.rows === 0) report.fileIssues.push({ code: 'empty', message: 'The file holds no record.' })
  if (format === 'openai' && report.rows > 0 && report.rows < 10) {
    report.fileIssues.push({ code: 'too-few-examples', message: `${report.rows} examples; OpenAI wants at least 10.` })
  }
  return report
}
