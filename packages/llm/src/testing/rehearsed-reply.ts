/** The endpoint's answer when a test does not care: what the rehearsal model would say to the same prompt. */
import { createHash } from 'node:crypto'
import type { ChatMessage, ImageInput } from '../chat-model.js'
import { rehearsalAnswer } from '../rehearsal/answer.js'
import type { ReceivedRequest } from './scripted-endpoint.js'

export function rehearsedReply({ body, promptId }: ReceivedRequest): Promise<string> {
  const messages = body.messages.map((message): ChatMessage => {
    if (typeof message.content === 'string') return { role: message.role, content: message.content }
    const content = message.content.map((part) =>
      part.type === 'text' ? part : { type: 'image' as const, image: imageOf(part.image_url.url) },
    )
    return { role: message.role, content }
  })
  return rehearsalAnswer(messages, promptId ?? '', body.model)
}

function imageOf(url: string): ImageInput {
  const [head, base64 = ''] = url.split(',')
  const data = Buffer.from(base64, 'base64')
  const mediaType = head?.slice('data:'.length, head.indexOf(';')) as ImageInput['mediaType']
  return { mediaType, data, sha256: createHash('sha256').update(data).digest('hex') }
}
