/** Our messages in the words of the chat completions API. Images travel as data: URLs, in order. */
import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { ModelCapabilities } from '../capabilities.js'
import { imagesOf, textOf, type ChatMessage, type ContentPart } from '../chat-model.js'
import { LlmError } from '../errors.js'

/** Pictures are never left out silently: an answer about missing pictures would look like a real one. */
export function assertImagesFit(messages: ChatMessage[], model: string, capabilities: ModelCapabilities): void {
  const count = imagesOf(messages).length
  if (count > 0 && !capabilities.images)
    throw new LlmError('unsupported', `${model} takes no images, and the request carries ${count}.`)
  if (capabilities.maxImages !== null && count > capabilities.maxImages)
    throw new LlmError(
      'unsupported',
      `${model} takes at most ${capabilities.maxImages} images, and the request carries ${count}.`,
    )
}

export function toWireMessage(message: ChatMessage): ChatCompletionMessageParam {
  if (message.role === 'user' && typeof message.content !== 'string')
    return { role: 'user', content: message.content.map(toWirePart) }
  return { role: message.role, content: textOf(message).toWellFormed() }
}

function toWirePart(part: ContentPart): ChatCompletionContentPart {
  if (part.type === 'text') return { type: 'text', text: part.text.toWellFormed() }
  const { mediaType, data, detail, cacheName, maxTiles } = part.image
  const base64 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')
  const image_url = {
    url: `data:${mediaType};base64,${base64}`,
    ...(detail !== undefined && { detail }),
    ...(maxTiles !== undefined && { max_dynamic_patch: maxTiles }),
  }
  return { type: 'image_url', image_url, ...(cacheName !== undefined && { uuid: cacheName }) }
}
