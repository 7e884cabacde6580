/** The natural key of a result: the settings that made it, whatever order they were written in. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '@video2roleplay/llm'

export function settingsHashOf(settings: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(settings)).digest('hex')
}
