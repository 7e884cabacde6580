/** What the model would see if the next question were asked now. Nothing is asked, nothing is paid. */
import { prepareResponse, type WhatTheModelSees } from '@video2roleplay/inference'
import { imagesOf, textOf } from '@video2roleplay/llm'
import { loadFrames } from '../queries/video-page.js'
import type { Services } from '../services.js'
import type { ChatContext } from '../views/chat.js'
import { prepareProfile, responseOptionsOf } from './prepare-profile.js'
import { castFor, type ConversationStart } from './start-conversation.js'

/** Stands where the question will be. */
const nextQuestion = '…'

export async function loadChatContext(services: Services, input: ConversationStart): Promise<ChatContext> {
  const { material, responder: row, settings } = await castFor(services, input)
  const { profile, missing } = prepareProfile(material, settings, row)
  const responder = services.models.open(row)
  const { request, sees } = prepareResponse(
    { profile, question: nextQuestion },
    responder,
    responseOptionsOf(row, settings),
  )
  const sampled = material.sampleId === null ? [] : await loadFrames(services.db, material.sampleId)
  const shown = new Set(sees.frames.map((frame) => frame.timestampSeconds))
  return {
    videoId: material.video.id,
    responder: { id: row.id, name: row.name, isRehearsal: row.provider === 'rehearsal' },
    grounding: sees.grounding,
    missing,
    frames: sampled.filter((frame) => shown.has(frame.timestampSeconds)),
    summary: material.summary,
    summaryIsRehearsal: material.isCaptionRehearsal,
    layout: sees.layout,
    promptId: sees.promptId,
    messages: request.messages.map((message) => ({
      role: message.role,
      text: textOf(message),
      images: imagesOf([message]).length,
    })),
    tokens: { total: sees.estimatedTokens, limit: responder.capabilities.contextTokens },
    dropped: droppedOf(sees),
    warnings: sees.warnings,
  }
}

function droppedOf(sees: WhatTheModelSees): ChatContext['dropped'] {
  return [
    ...(sees.droppedFrames.length > 0
      ? [{ what: 'frames' as const, count: sees.droppedFrames.length, reason: sees.droppedFramesReason ?? 'context' }]
      : []),
    ...(sees.droppedTurns > 0 ? [{ what: 'turns' as const, count: sees.droppedTurns, reason: 'context' }] : []),
  ]
}
