/**
 * Messages as the ledger keeps them: every image as its hash, nothing that looks like a key, nothing a JSON
 * column would refuse, and not more than 64 KB. The request key, not this, says which question it was.
 */
import { cleanText, redact, type ChatMessage, type ImageInput } from '@video2roleplay/llm'

const maxBytes = 64 * 1024

export function storedMessages(messages: ChatMessage[], secrets: readonly string[]): unknown {
  const stored = messages.map(({ role, content }) => ({
    role,
    content:
      typeof content === 'string'
        ? storedText(content, secrets)
        : content.map((part) =>
            part.type === 'text'
              ? { type: 'text', text: storedText(part.text, secrets) }
              : { type: 'image', ...withoutBytes(part.image) },
          ),
  }))
  const bytes = Buffer.byteLength(JSON.stringify(stored))
  return bytes <= maxBytes ? stored : { isCut: true, bytes, beginning: cleanText(JSON.stringify(stored), maxBytes) }
}

/** Answers are kept whole up to the same size; a longer one ends with a line that says so. */
export function storedText(text: string, secrets: readonly string[]): string {
  const clean = cleanText(redact(text, secrets))
  const bytes = Buffer.byteLength(clean)
  return bytes <= maxBytes ? clean : `${cleanText(clean, maxBytes)}\n[cut: ${bytes} bytes]`
}

/** Everything but the bytes, which are stored under their hash: enough to send the same message again. */
function withoutBytes({ data: _data, ...facts }: ImageInput): Omit<ImageInput, 'data'> {
  return facts
}

export function isKeptWhole(messages: ChatMessage[], secrets: readonly string[]): boolean {
  return Array.isArray(storedMessages(messages, secrets))
}
