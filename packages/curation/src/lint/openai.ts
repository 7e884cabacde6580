/** OpenAI's published limits for fine-tuning with images (FORMATS §6.4). Faces are skipped there, and this project is about people. */
import * as z from 'zod'
import { overestimateTokens } from './token-estimate.js'
import { type LintIssue, type LintSettings, type LintVerdict, turnIssues, verdictOf } from './verdict.js'

const Part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string(), detail: z.string().optional() }) }),
])
const Row = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.union([z.string(), z.array(Part)]) })).min(1),
})

export function lintOpenAi(row: unknown, settings: LintSettings): LintVerdict {
  const read = Row.safeParse(row)
  if (!read.success) return verdictOf([{ code: 'shape', message: z.prettifyError(read.error) }], [])
  const { messages } = read.data
  const because: LintIssue[] = []
  const warnings: LintIssue[] = []
  let images = 0
  for (const [index, message] of messages.entries()) {
    if (!['system', 'developer', 'user', 'assistant', 'tool'].includes(message.role)) {
      because.push({ code: 'role', message: `Message ${index + 1} has the role "${message.role}".` })
    }
    const urls =
      typeof message.content === 'string'
        ? []
        : message.content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : []))
    images += urls.length
    if (urls.length > 0 && message.role === 'assistant')
      because.push({ code: 'image-in-answer', message: 'An assistant message carries an image.' })
    for (const url of urls) {
      if (!url.startsWith('https://') && !/^data:image\/(?:jpeg|png|webp);base64,/.test(url)) {
        because.push({
          code: 'image-url',
          message: `"${url.slice(0, 60)}" is neither an https URL nor a data URL of a JPEG, PNG or WEBP.`,
        })
        break
      }
      if (url.startsWith('data:') && (url.length * 3) / 4 > 10_000_000)
        because.push({ code: 'image-too-large', message: 'An image is larger than 10 MB.' })
    }
  }
  if (images > settings.maxImages)
    because.push({
      code: 'too-many-images',
      message: `${images} images; ${settings.maxImages} are allowed (OpenAI 10, Azure 64).`,
    })
  if (images > 0)
    warnings.push({
      code: 'faces-skipped',
      message:
        'OpenAI skips images that show people, faces or children: records of this project may silently lose their images.',
    })
  const answers = messages.flatMap(({ role, content }) =>
    role === 'assistant' && typeof content === 'string' ? [content] : [],
  )
  because.push(...turnIssues([], answers))
  const last = messages.at(-1)!
  if (last.role !== 'assistant')
    because.push({ code: 'no-answer', message: 'The last message is not the assistant’s.' })
  const text = messages
    .map((message) =>
      typeof message.content === 'string'
        ? message.content
        : message.content.map((part) => (part.type === 'text' ? part.text : '')).join(' '),
    )
    .join('\n')
  const total = overestimateTokens(text) + images * 85 + messages.length * 4
  return verdictOf(because, warnings, { beforeFirstAnswer: total, total })
}
