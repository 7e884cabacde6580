/** Conversations with a video's character, and what the model sees. */
import type { Failure } from './page.js'
import type { SampledFrame, VideoCard } from './videos.js'

export type ChatMessageStatus = 'complete' | 'streaming' | 'interrupted' | 'truncated' | 'refused' | 'empty' | 'failed'

export interface ConversationView {
  id: string
  projectId: string
  videoId: string
  videoName: string
  posterUrl: string | null
  /** Null where somebody talks to a video as it is. */
  character: { id: string; name: string } | null
  title: string
  responder: { id: string; name: string; isRehearsal: boolean }
  settings: Record<string, unknown>
  messages: number
  createdAt: string
}

export interface ChatMessageView {
  id: string
  conversationId: string
  parentId: string | null
  role: 'user' | 'assistant'
  text: string
  status: ChatMessageStatus
  failure: Failure | null
  callId: string | null
  firstTokenMs: number | null
  latencyMs: number | null
  isRehearsal: boolean
  context: Record<string, unknown> | null
  createdAt: string
}

/** What the model would see: frames, summary, the messages as they go out, and what had to be left out. */
export interface ChatContext {
  videoId: string
  responder: { id: string; name: string; isRehearsal: boolean }
  /** `frames`: pictures; `caption only`: words, because the model takes no pictures or there are none. */
  grounding: 'frames' | 'caption only' | 'nothing'
  /** What was asked for and is not there yet, as sentences. */
  missing: string[]
  /** The frames that would be sent. */
  frames: SampledFrame[]
  summary: string | null
  summaryIsRehearsal: boolean
  layout: string
  promptId: string
  messages: { role: 'system' | 'user' | 'assistant'; text: string; images: number }[]
  /** An estimate on the large side; the endpoint's own count is in every reply. */
  tokens: { total: number; limit: number | null }
  dropped: { what: 'frames' | 'turns'; count: number; reason: string }[]
  warnings: string[]
}

export interface ChatDetail {
  conversation: ConversationView
  video: VideoCard
  messages: ChatMessageView[]
  context: ChatContext
}

export type ChatSendChunk =
  | { type: 'start'; userMessageId: string; assistantMessageId: string }
  | { type: 'text'; text: string }
  | { type: 'done'; message: ChatMessageView }
  | { type: 'failed'; failure: Failure; message: ChatMessageView | null }
