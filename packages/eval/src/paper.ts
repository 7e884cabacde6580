/**
 * Every number of §5 and A.3 that this package knows, once, as printed (arXiv 2509.15233). Known slips are kept as
 * they are; `audit-tables.ts` finds them. What the paper leaves open stands at the end, marked `Ours:`.
 */
import { metricSets, type MetricId, type MetricSetId } from './metrics.js'
import type { PublishedRow } from './published-row.js'

const source = 'arXiv 2509.15233'

/** §5.1 */
export const paperJudges = ['gpt-4o', 'o3-mini'] as const
export const paperRounds = 3
/** o3-mini takes no temperature at all, so for that judge it is requested and dropped (D12). */
export const paperTemperature = 0
export const paperQuestionCount = 328
/** A.3: the scale of judges and raters alike. */
export const scoreRange = { min: 0, max: 100 } as const

const general = 'General Baselines'
const expert = 'Role-playing Expertise Models'
const ours = 'Ours'

/** Cons. Hall. Adh. Flu. Hum. Acc. Ton., then the printed average. */
type PrintedRow = [model: string, scores: number[], printedAverage: number, group: string]

const table2: PrintedRow[] = [
  ['llama3.1-8B-Instruct', [64.48, 53.93, 47.67, 72.04, 46.72, 48.24, 46.96], 54.29, general],
  ['qwen3-8B', [60.46, 55.27, 37.36, 79.24, 48.2, 52.98, 50.72], 54.89, general],
  ['InternVL2.5-8B', [53.12, 51.56, 37.43, 71.4, 32.46, 44.48, 36.25], 46.67, general],
  ['Yi-Large', [74.38, 68.4, 61.91, 84.15, 51.23, 63.58, 66.41], 67.15, general],
  ['GPT3.5 Turbo', [68.75, 66.22, 57.34, 84.55, 52.16, 58.61, 59.75], 63.91, general],
  ['GPT-4-Turbo', [75.73, 70.76, 60.34, 86.38, 54.67, 63.08, 63.62], 67.79, general],
  ['GPT-4.1', [79.31, 74.56, 71.91, 88.05, 58.27, 68.89, 71.45], 73.21, general],
  ['GPT-4o', [76.74, 71.42, 68.77, 86.31, 49.94, 64.87, 65.98], 69.14, general],
  ['GPT-4o Mini', [74.73, 67.27, 62.15, 85.91, 46.9, 60.13, 62.39], 65.64, general],
  ['GPT-o4 Mini', [81.12, 74.12, 74.17, 85.03, 49.85, 66.94, 66.51], 71.11, general],
  ['GPT-o1', [78.48, 74.44, 72.98, 87.57, 62.93, 69.86, 71.88], 74.02, general],
  ['Gemini-2.5-Pro-Exp', [82.12, 75.48, 80.85, 88.11, 62.7, 69.14, 78.26], 76.67, general],
  ['Claude3.5 Sonnet', [80.87, 74.33, 60.27, 85.23, 49.32, 64.53, 69.22], 69.11, general],
  ['Claude3.7 Sonnet-thinking', [83.66, 78.31, 77.93, 86.8, 59.19, 71.73, 78.03], 76.52, general],
  ['Deepseek-V3', [72.38, 67.95, 65.22, 86.04, 43.09, 60.29, 66.28], 65.89, general],
  ['Deepseek-R1', [80.68, 78.69, 77.13, 86.58, 47.86, 69.47, 74.33], 73.53, general],
  ['Qwen-max', [81.89, 70.75, 66.17, 88.44, 57.56, 64.29, 71.43], 71.5, general],
  ['Doubao-1.5-pro', [71.19, 70.74, 65.11, 83.29, 46.12, 59.94, 57.15], 64.79, general],
  ['Baichuan-4-Turbo', [73.03, 68.75, 56.33, 83.46, 51.33, 60.22, 61.34], 64.92, general],
  ['CharGLM4', [71.8, 69.51, 60.45, 86.22, 52.87, 59.88, 61.31], 66.01, expert],
  ['Ernie-char-8k', [72.18, 65.13, 58.26, 84.68, 54.28, 56.09, 63.48], 64.87, expert],
  ['Qwen-plus-character', [76.52, 70.3, 63.11, 87.57, 54.29, 60.28, 62.76], 67.83, expert],
  ['InternVL2.5-8B w/ Video SFT (Ours)', [72.17, 74.38, 70.52, 87.93, 69.98, 69.26, 61.75], 72.28, ours],
]

const withSummary = 'W/ Video Inference + W/ Summary Context'
const withVideo = 'W/ Video SFT + W/ Video Inference'

/** As above, with Rel. before the average. The text's single-random-frame ablation has no row (D10). */
const table3: PrintedRow[] = [
  ['8B w/ Video SFT', [72.17, 74.38, 70.52, 87.93, 69.98, 69.26, 61.75, 23.43], 66.18, withSummary],
  ['8B w/ Text SFT', [69.41, 67.56, 68.09, 82.37, 65.17, 60.41, 58.74, 14.2], 60.74, withSummary],
  ['8B w/o SFT', [53.12, 51.56, 37.43, 71.4, 32.46, 44.48, 36.25, 11.61], 42.29, withSummary],
  ['8B w/ Summary Context', [72.17, 74.38, 70.52, 87.93, 69.98, 69.26, 61.75, 23.43], 66.18, withVideo],
  ['8B w/o Summary Context', [70.38, 72.46, 69.66, 85.74, 68.51, 65.89, 61.03, 19.37], 64.13, withVideo],
]

/** One model, several spellings (D19). */
const aliases: Record<string, string[]> = {
  'Gemini-2.5-Pro-Exp': ['Gemini2.5-Pro-Exp', 'Gemini2.5-pro', 'Gemini 2.5 Pro Preview 0325'],
  'Ernie-char-8k': ['Erine-char-8k'],
  CharGLM4: ['CharGLM-4'],
}

function published(table: string, metricSet: MetricSetId, rows: PrintedRow[]): PublishedRow[] {
  return rows.map(([model, values, printedAverage, group]) => ({
    source,
    table,
    model,
    aliases: aliases[model] ?? [],
    group,
    metricSet,
    scores: scoresOf(metricSet, values),
    printedAverage,
  }))
}

function scoresOf(metricSet: MetricSetId, values: number[]): Partial<Record<MetricId, number>> {
  return Object.fromEntries(metricSets[metricSet].metrics.map((metric, index) => [metric, values[index]]))
}

/** Table 2: 19 general baselines (the text says sixteen, D11), 3 role-play experts, and the paper's model. */
export const publishedTable2: readonly PublishedRow[] = published('2', 'main7', table2)
/** Table 3: the ablations, over eight metrics. */
export const publishedTable3: readonly PublishedRow[] = published('3', 'ablation8', table3)

/** Table 4: inference time and memory on one case, two RTX A6000 with FlashAttention 2.7.4. */
export const publishedTable4 = [
  { frames: 0, seconds: 1.95, gpu0MiB: 7825, gpu1MiB: 9097 },
  { frames: 1, seconds: 2.72, gpu0MiB: 7899, gpu1MiB: 9123 },
  { frames: 8, seconds: 5.05, gpu0MiB: 8509, gpu1MiB: 9359 },
  { frames: 16, seconds: 5.87, gpu0MiB: 8733, gpu1MiB: 9593 },
  { frames: 32, seconds: 7.58, gpu0MiB: 10_637, gpu1MiB: 10_037 },
  { frames: 64, seconds: 17.49, gpu0MiB: 13_625, gpu1MiB: 11_377 },
] as const

/** Table 5: the alignment tax. */
export const publishedTable5 = [
  { benchmark: 'MMLU', withSft: 73.27, withoutSft: 73.67 },
  { benchmark: 'SuperGLUE-WiC', withSft: 73.2, withoutSft: 73.82 },
  { benchmark: 'SuperGLUE-WSC', withSft: 70.19, withoutSft: 73.08 },
  { benchmark: 'TriviaQA', withSft: 60.76, withoutSft: 62.07 },
  { benchmark: 'GSM8K', withSft: 75.36, withoutSft: 76.27 },
  { benchmark: 'RACE-Middle', withSft: 92.76, withoutSft: 93.04 },
  { benchmark: 'RACE-High', withSft: 90.91, withoutSft: 90.85 },
  { benchmark: 'MMMLU-Lite', withSft: 48.92, withoutSft: 49.89 },
] as const

export interface PublishedCorrelations {
  table: string
  model: string
  coefficient: 'pearson' | 'spearman' | 'kendall'
  scores: Partial<Record<MetricId, number>>
  printedAverage: number
}

function correlations(
  table: string,
  model: string,
  coefficient: PublishedCorrelations['coefficient'],
  values: number[],
  printedAverage: number,
): PublishedCorrelations {
  return { table, model, coefficient, scores: scoresOf('main7', values), printedAverage }
}

const gemini = 'Gemini-2.5-Pro-Exp'
const oursName = 'InternVL2.5-8B w/ Video SFT (Ours)'

/** Tables 6 and 7: human scores against judge scores. The number of items is not given. */
export const publishedTables6And7: readonly PublishedCorrelations[] = [
  correlations('6', gemini, 'pearson', [0.5684, 0.5015, 0.5845, 0.5903, 0.4713, 0.5893, 0.5202], 0.5465),
  correlations('6', gemini, 'spearman', [0.5018, 0.6488, 0.5473, 0.5327, 0.348, 0.5346, 0.5203], 0.5191),
  correlations('6', gemini, 'kendall', [0.269, 0.4534, 0.4085, 0.4327, 0.2537, 0.4294, 0.3785], 0.375),
  correlations('7', oursName, 'pearson', [0.646, 0.5207, 0.5878, 0.6392, 0.6655, 0.5823, 0.5293], 0.5958),
  correlations('7', oursName, 'spearman', [0.5185, 0.4816, 0.5548, 0.5907, 0.6437, 0.6078, 0.5496], 0.5638),
  correlations('7', oursName, 'kendall', [0.4337, 0.3513, 0.4989, 0.4728, 0.4928, 0.4643, 0.4255], 0.4485),
]

/** A.3. The text says participants; 84 + 52 + 11 = 147 = 7 × 21 questions, so they are votes (D13). */
export const publishedUserStudy = {
  questions: 21,
  raters: 8,
  meanMinutes: 52.43,
  votes: [
    { option: 'ours', votes: 84, printedPercent: 57 },
    { option: 'closed-source', votes: 52, printedPercent: 35 },
    { option: 'not sure', votes: 11, printedPercent: 8 },
  ],
} as const

/** Figure 7: shares of the video kinds, in percent. */
export const publishedKindShares = { live: 59.5, vlog: 33.8, documentary: 6.6 } as const

/** Ours: enough for a rationale with quotes; the paper names no limit. */
export const judgeMaxTokens = 1024
/** Ours: a reasoning judge spends its budget before it writes, and a short one comes back empty. */
export const reasoningJudgeMaxTokens = 8192
/** Ours: frames shown to a judge of video-text relevance, thinned evenly; the paper does not say what it showed. */
export const judgeMaxFrames = 16
/** Ours: draws of a bootstrap or a permutation test. */
export const resamplingDraws = 2000
/** Ours: one seed, so that the same rows always give the same interval. */
export const defaultSeed = 20250915
