/** A verdict for every line of an export, and the sum of them. Reads what was written, so files of others can be checked too. */
import type { ExportFormat } from '../exporters/formats.js'
import { lintParquet, lintVideoFolder, lintWebDataset } from './collections.js'
import { lintInternVl } from './internvl.js'
import { lintLlamaFactory } from './llama-factory.js'
import { lintMsSwift } from './ms-swift.js'
import { lintOpenAi } from './openai.js'
import { lintLlamaFactoryPair, lintLlamaFactoryVerdict, lintMsSwiftPair, lintMsSwiftVerdict } from './preferences.js'
import { createLintSum, type LintReport } from './report.js'
import { defaultLintSettings, type LintSettings, type LintVerdict, verdictOf } from './verdict.js'

const linters: Record<ExportFormat, (row: unknown, settings: LintSettings) => LintVerdict> = {
  internvl: lintInternVl,
  'internvl-video': lintInternVl,
  openai: lintOpenAi,
  'llama-factory': lintLlamaFactory,
  'ms-swift': lintMsSwift,
  'llama-factory-dpo': lintLlamaFactoryPair,
  'llama-factory-kto': lintLlamaFactoryVerdict,
  'ms-swift-dpo': lintMsSwiftPair,
  'ms-swift-kto': lintMsSwiftVerdict,
  videofolder: lintVideoFolder,
  webdataset: lintWebDataset,
  parquet: lintParquet,
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

export function lintExport(
  format: ExportFormat,
  lines: Iterable<string>,
  settings: Partial<LintSettings> = {},
): LintReport {
  const sum = createLintSum(format, settings)
  for (const line of lines) sum.add(line)
  return sum.report()
}
