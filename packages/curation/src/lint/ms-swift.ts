/** ms-swift's traps (FORMATS §6.2). It repairs a lot in silence, so much of this is a warning rather than a refusal. */
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

const roles = ['system', 'user', 'assistant', 'tool', 'tool_call', 'tool_response'] as const
const Row = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string().nullable() })).min(1),
  images: z.array(z.string()).optional(),
  videos: z.array(z.unknown()).optional(),
})

export function lintMsSwift(row: unknown, settings: LintSettings): LintVerdict {
  const read = Row.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  const { messages, images = [], videos = [] } = read.data
  const because: LintIssue[] = []
  const warnings: LintIssue[] = []
  for (const [index, message] of messages.entries()) {
    if (!roles.some((role) => role === message.role))
      because.push({ code: 'role', message: `Message ${index + 1} has the role "${message.role}".` })
    if (message.content === null)
      because.push({ code: 'empty-content', message: `Message ${index + 1} has no content.` })
  }
  const last = messages.at(-1)!
  if (last.role !== 'assistant' || (last.content ?? '').trim() === '') {
    because.push({ code: 'no-answer', message: 'The last message is not an answer of the assistant.' })
  }
  const said = (role: string) =>
    messages.flatMap((message) => (message.role === role && message.content !== null ? [message.content] : []))
  // The last answer was looked at already.
  because.push(...turnIssues(said('user'), said('assistant').slice(0, -1)), ...missingFiles(images, settings))
  const text = messages.map((message) => message.content ?? '').join('\n')
  const tags = countOf(text, '<image>')
  if (tags < images.length)
    warnings.push({
      code: 'missing-tags',
      message: `${tags} <image> for ${images.length} images; the missing ones are put in front.`,
    })
  if (tags > images.length)
    warnings.push({
      code: 'surplus-placeholder',
      message: `${tags} <image> for ${images.length} images; the rest stays as literal text.`,
    })
  if (text.includes('<image>\n'))
    warnings.push({
      code: 'double-newline',
      message: 'Each <image> brings its own line end; the one written here makes two.',
    })
  if (images.length > 0)
    warnings.push({ code: 'max-num', message: 'Train with MAX_NUM=1, or each frame becomes up to thirteen tiles.' })
  if (videos.length > 0)
    warnings.push({ code: 'video-segments', message: 'Videos are cut to VIDEO_SEGMENTS frames, 8 by default.' })
  const total = images.length * internVlFrameTokens(images.length, 1) + overestimateTokens(text) + messages.length * 8
  const beforeFirstAnswer =
    total -
    overestimateTokens(
      messages
        .filter((one) => one.role === 'assistant')
        .map((one) => one.content ?? '')
        .join('\n'),
    )
  if (beforeFirstAnswer >= settings.maxTokens) {
    because.push({
      code: 'too-long',
      message: `Frames and question need about ${beforeFirstAnswer} tokens of ${settings.maxTokens}.`,
    })
  }
  return verdictOf(because, warnings, { beforeFirstAnswer, total })
}
