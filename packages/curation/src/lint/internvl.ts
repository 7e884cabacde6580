/** InternVL's rules as its own code showed them when it was run (FORMATS §6.1), those that fail without a word included. */
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
  image: z.union([z.string(), z.array(z.string())]).optional(),
  video: z.string().optional(),
  conversations: z.array(z.object({ from: z.string(), value: z.string() })).min(1),
})

export function lintInternVl(row: unknown, settings: LintSettings): LintVerdict {
  const read = Row.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  const { conversations: turns, image, video } = read.data
  const images = typeof image === 'string' ? (image === '' ? 0 : 1) : (image?.length ?? 0)
  const because: LintIssue[] = []
  const warnings: LintIssue[] = []

  for (const [index, turn] of turns.entries()) {
    if (turn.from === 'human' || turn.from === 'gpt' || (turn.from === 'system' && index === 0)) continue
    because.push({
      code: 'role',
      message: `Turn ${index + 1} is from "${turn.from}"; only system (first), human and gpt are known.`,
    })
  }
  const said = (from: string) => turns.filter((turn) => turn.from === from).map((turn) => turn.value)
  if (said('gpt').every((answer) => answer.trim() === ''))
    because.push({ code: 'no-answer', message: 'No gpt turn has text, so there is nothing to learn.' })
  else because.push(...turnIssues(said('human').map(withoutPlaceholders), said('gpt')))
  const paths = images > 0 ? [image!].flat() : video ? [video] : []
  because.push(...missingFiles(paths, settings))
  if (said('gpt').some((answer) => /<image>|<video>/.test(answer)))
    warnings.push({ code: 'literal-placeholder', message: 'An answer says <image> or <video>, and is learnt as that.' })
  if (said('human').length !== said('gpt').length)
    warnings.push({
      code: 'odd-turns',
      message: 'Questions and answers do not alternate; the last question is not learnt from.',
    })
  if (images > 0) lintImages(turns, images, because, warnings)
  else if (video) lintVideo(turns, because, warnings)

  const frames = images > 0 ? images : video ? settings.maxVideoFrames : 0
  const frameTokens =
    frames === 0
      ? 0
      : frames * internVlFrameTokens(video && images === 0 ? settings.maxVideoFrames : frames, settings.maxDynamicPatch)
  const tokens = tokensOf(turns, frameTokens)
  if (tokens.beforeFirstAnswer >= settings.maxTokens) {
    because.push(
      images > 0
        ? {
            code: 'image-tokens-truncated',
            message: `${images} frames and the question need about ${tokens.beforeFirstAnswer} tokens; ${settings.maxTokens} fit.`,
          }
        : {
            code: 'no-label-tokens',
            message: `Up to ${frames} frames need about ${tokens.beforeFirstAnswer} tokens of ${settings.maxTokens}: the answer is cut away and nothing is learnt, without a warning.`,
          },
    )
  } else if (tokens.total > settings.maxTokens) {
    warnings.push({
      code: 'answer-truncated',
      message: `About ${tokens.total} tokens; what goes past ${settings.maxTokens} is cut.`,
    })
  }
  return verdictOf(because, warnings, tokens)
}

const withoutPlaceholders = (text: string) => text.replaceAll(/Frame-?\d+: <image>|<image>|<video>/g, '')

type Turns = { from: string; value: string }[]

function lintImages(turns: Turns, images: number, because: LintIssue[], warnings: LintIssue[]): void {
  const asked = turns
    .filter((turn) => turn.from === 'human')
    .reduce((sum, turn) => sum + countOf(turn.value, '<image>'), 0)
  if (asked < images) {
    because.push({
      code: 'placeholder-count',
      message: `${images} images, but ${asked} <image> in human turns; the loader would take a random other record.`,
    })
  } else if (asked > images) {
    warnings.push({
      code: 'surplus-placeholder',
      message: `${asked} <image> for ${images} images; the rest stays as literal text.`,
    })
  }
}

function lintVideo(turns: Turns, because: LintIssue[], warnings: LintIssue[]): void {
  const first = turns[0]!
  warnings.push({
    code: 'random-frames',
    message: 'The video loader draws frames at random; the sampling of this project is not used.',
  })
  if (first.from === 'system') {
    because.push({
      code: 'video-in-system',
      message: 'The loader puts <video> into the first turn, and the system turn takes no frames.',
    })
  } else if (first.value.includes('<video>') && !first.value.includes('<video>\n')) {
    because.push({
      code: 'video-newline',
      message: '<video> is not followed by a line end, so the loader does not see it.',
    })
  }
  if (!first.value.includes('<video>'))
    warnings.push({ code: 'video-prepended', message: 'No <video> in the first turn; the loader puts one in front.' })
  if (turns.slice(1).some((turn) => turn.value.includes('<video>'))) {
    warnings.push({ code: 'literal-video', message: 'A <video> in a later turn stays as literal text.' })
  }
}

function tokensOf(turns: Turns, frameTokens: number): LintVerdict['tokens'] {
  // Eight for the marks around each turn; the default system sentence is some sixty tokens.
  const hasSystem = turns[0]?.from === 'system'
  let total = frameTokens + (hasSystem ? 0 : 64)
  let beforeFirstAnswer: number | undefined
  for (const turn of turns) {
    if (turn.from === 'gpt') beforeFirstAnswer ??= total + 8
    total += 8 + overestimateTokens(turn.value.replace(/Frame-?\d+: <image>\n|<video>\n/g, ''))
  }
  return { beforeFirstAnswer: beforeFirstAnswer ?? total, total }
}
