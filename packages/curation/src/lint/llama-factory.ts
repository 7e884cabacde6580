/** LLaMA-Factory's converter and message checks (FORMATS §6.3): counts must agree exactly, and columns be declared. */
import * as z from 'zod'
import { internVlFrameTokens, overestimateTokens } from './token-estimate.js'
import {
  countOf,
  type LintIssue,
  type LintSettings,
  type LintVerdict,
  missingFiles,
  turnIssues,
  verdictOf,
} from './verdict.js'

const Row = z.object({
  conversations: z.array(z.object({ from: z.string(), value: z.string() })),
  system: z.string().optional(),
  images: z.union([z.string(), z.array(z.string())]).optional(),
  videos: z.array(z.union([z.string(), z.array(z.string())])).optional(),
})

export function lintLlamaFactory(row: unknown, settings: LintSettings): LintVerdict {
  const read = Row.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  const { images, videos = [], system } = read.data
  const because: LintIssue[] = []
  const warnings: LintIssue[] = []
  const isSystemFirst = read.data.conversations[0]?.from === 'system'
  const turns = isSystemFirst ? read.data.conversations.slice(1) : read.data.conversations

  for (const column of ['conversations', 'system', 'images', 'videos'] as const) {
    const value = read.data[column]
    if (value !== undefined && value.length > 0 && !settings.declaredColumns.includes(column)) {
      because.push({
        code: 'undeclared-column',
        message: `"${column}" is not declared in dataset_info.json, so it is not read.`,
      })
    }
  }
  if (turns.length === 0 || turns.length % 2 === 1) {
    because.push({
      code: 'odd-turns',
      message: `${turns.length} turns; questions and answers must alternate, and the record is dropped.`,
    })
  }
  for (const [index, turn] of turns.entries()) {
    const expected = index % 2 === 0 ? 'human' : 'gpt'
    if (turn.from !== expected)
      because.push({ code: 'role', message: `Turn ${index + 1} is from "${turn.from}" where ${expected} belongs.` })
  }
  const said = (from: string) => turns.filter((turn) => turn.from === from).map((turn) => turn.value)
  because.push(
    ...turnIssues(
      said('human').map((text) => text.replaceAll('<video>', '')),
      said('gpt'),
    ),
  )
  because.push(...missingFiles([images ?? [], videos.flat()].flat(), settings))
  const everything = turns.map((turn) => turn.value).join('\n')
  const imageCount = typeof images === 'string' ? 1 : (images?.length ?? 0)
  for (const [placeholder, count] of [
    ['<image>', imageCount],
    ['<video>', videos.length],
    ['<audio>', 0],
  ] as const) {
    const found = countOf(everything, placeholder)
    if (found !== count)
      because.push({ code: 'placeholder-count', message: `${found} ${placeholder} in the text for ${count} given.` })
  }
  const frames = imageCount + videos.reduce((sum, video) => sum + (typeof video === 'string' ? 0 : video.length), 0)
  const total =
    frames * internVlFrameTokens(frames, 1) + overestimateTokens(`${system ?? ''}${everything}`) + turns.length * 8
  const beforeFirstAnswer =
    total -
    overestimateTokens(
      turns
        .slice(1)
        .map((turn) => turn.value)
        .join('\n'),
    )
  if (beforeFirstAnswer >= settings.maxTokens) {
    because.push({
      code: 'no-label-tokens',
      message: `Frames and question need about ${beforeFirstAnswer} tokens; cutoff_len is ${settings.maxTokens}.`,
    })
  } else if (total > settings.maxTokens) {
    warnings.push({ code: 'answer-truncated', message: `About ${total} tokens; cutoff_len is ${settings.maxTokens}.` })
  }
  return verdictOf(because, warnings, { beforeFirstAnswer, total })
}
