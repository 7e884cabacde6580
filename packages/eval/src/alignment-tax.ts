/**
 * §5.5, Table 5: what fine-tuning costs on general benchmarks. The benchmarks are run by OpenCompass, whose
 * `summary_*.csv` (dataset, version, metric, mode, then one column for each model) is read here.
 */
import * as z from 'zod'

export const TaxRow = z.object({
  benchmark: z.string(),
  withSft: z.number(),
  withoutSft: z.number(),
  /** Points; negative where fine-tuning costs. */
  delta: z.number(),
  /** The same in percent of the score without fine-tuning; absent where that score is 0. */
  relativePercent: z.number().optional(),
})
export type TaxRow = z.infer<typeof TaxRow>

export const AlignmentTax = z.object({
  rows: z.array(TaxRow),
  /** Absent without rows. */
  means: z.object({ withSft: z.number(), withoutSft: z.number(), delta: z.number() }).optional(),
})
export type AlignmentTax = z.infer<typeof AlignmentTax>

export function alignmentTax(
  results: readonly { benchmark: string; withSft: number; withoutSft: number }[],
): AlignmentTax {
  const rows = results.map(({ benchmark, withSft, withoutSft }) => {
    const delta = withSft - withoutSft
    return {
      benchmark,
      withSft,
      withoutSft,
      delta,
      ...(withoutSft !== 0 && { relativePercent: (delta / withoutSft) * 100 }),
    }
  })
  if (rows.length === 0) return { rows }
  const mean = (of: (row: TaxRow) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length
  return {
    rows,
    means: {
      withSft: mean((row) => row.withSft),
      withoutSft: mean((row) => row.withoutSft),
      delta: mean((row) => row.delta),
    },
  }
}

export interface BenchmarkResult {
  dataset: string
  metric: string
  /** By model; a model that was not run on the data set is left out. */
  scores: Record<string, number>
}

export type OpenCompassSummary =
  | { status: 'read'; models: string[]; results: BenchmarkResult[] }
  | { status: 'unreadable'; reason: string }

export function readOpenCompassSummary(csv: string): OpenCompassSummary {
  const [head, ...lines] = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(fieldsOf)
  const models = head?.slice(4) ?? []
  if (head?.slice(0, 4).join() !== 'dataset,version,metric,mode' || models.length === 0)
    return { status: 'unreadable', reason: 'The first line is not dataset,version,metric,mode and at least one model.' }
  const wrong = lines.findIndex((fields) => fields.length !== head.length)
  if (wrong !== -1)
    return {
      status: 'unreadable',
      reason: `Row ${wrong + 1} has ${lines[wrong]?.length} fields instead of ${head.length}.`,
    }
  const results = lines.map(([dataset = '', , metric = '', , ...values]) => ({
    dataset,
    metric,
    scores: Object.fromEntries(
      models.flatMap((model, index) => {
        const value = values[index]?.trim() ?? ''
        return /^-?\d+(?:\.\d+)?$/.test(value) ? [[model, Number(value)]] : []
      }),
    ),
  }))
  return { status: 'read', models, results }
}

/** Fields in quotes may hold commas; OpenCompass writes no line breaks inside a field. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'),
  )
}
