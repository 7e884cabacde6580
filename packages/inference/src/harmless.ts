/** Text of others with every control token and every tag of our own blocks spelled harmlessly, so that none can pretend to be a block. */
import { neutralise } from '@video2roleplay/llm'

const ownTag = /<(\/?\s?(?:summary|descriptions|examples))(?=[\s>/])/gi

export function harmless(text: string): string {
  return neutralise(text).replace(ownTag, '‹$1')
}
