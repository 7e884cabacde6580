/** Characters, as pages and other services see them. */
import type { ResponseStyle } from '@video2roleplay/eval'

export interface CharacterView {
  id: string
  projectId: string
  name: string
  persona: string | null
  greeting: string | null
  examples: { question: string; answer: string }[]
  settings: Record<string, unknown>
  responder: { id: string; name: string; isRehearsal: boolean } | null
  videos: { id: string; name: string; posterUrl: string | null; durationSeconds: number | null }[]
  /** As clients of `/v1` call it. */
  model: string
  createdAt: string
}

export interface CharacterDetail extends CharacterView {
  /** Of the kept answers of its videos (R49); null where there is none. */
  style: ResponseStyle | null
}
