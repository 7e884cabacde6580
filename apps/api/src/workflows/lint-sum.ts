/** The linter's report over an export too long to hold in memory: line by line, summed as the linter sums. */
import { lintExport, lintLine, type ExportFormat, type LintReport } from '@video2roleplay/curation'

const examplesKept = 20

export interface LintSum {
  report: LintReport
  add(line: string): void
}

export function createLintSum(format: ExportFormat): LintSum {
  const report = lintExport(format, [])
  return {
    report,
    add(line) {
      const verdict = lintLine(format, line)
      report.rows++
      if (verdict.willTrain) report.willTrain++
      else {
        report.willNotTrain++
        if (report.examples.length < examplesKept) report.examples.push({ line: report.rows, verdict })
      }
      count(report.because, verdict.because)
      count(report.warnings, verdict.warnings)
      report.fileIssues = []
    },
  }
}

function count(counts: Record<string, number>, issues: { code: string }[]): void {
  for (const code of new Set(issues.map((issue) => issue.code))) counts[code] = (counts[code] ?? 0) + 1
}
