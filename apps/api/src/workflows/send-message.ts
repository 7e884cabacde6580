/**
 * One question to the character, answered in pieces. The question is a row before the model is asked, the answer
 * is a row while it arrives; whatever arrived before a failure is kept and marked, and a question can be asked again.
 */
import { respond, type HistoryTurn, type RoleResponse } from '@video2roleplay/inference'
import { eq } from 'drizzle-orm'
import { chatMessages, conversations } from '../db/schema.js'
import { ApiError } from '../errors.js'
import { toFailure } from '../failure.js'
import { loadMessages } from '../queries/conversations.js'
import type { Services } from '../services.js'
import type { ChatMessageView, ChatSendChunk } from '../views/chat.js'
import { openingQuestion } from './opening-turn.js'
import { prepareProfile, responseOptionsOf } from './prepare-profile.js'
import { ProfileSettings } from './profile-settings.js'
import { castFor } from './start-conversation.js'

export interface NewMessage {
  conversationId: string
  text: string
  parentId?: string | null
}

type MessageRow = typeof chatMessages.$inferSelect

/** How often an answer that is still arriving is written down. */
const savedEveryMs = 1_000

interface Turn {
  conversation: typeof conversations.$inferSelect
  earlier: MessageRow[]
  parentId: string | null
  text: string
}

/** @throws ApiError before anything is written, where the conversation or the message answered does not exist */
export async function sendMessage(
  services: Services,
  input: NewMessage,
  signal?: AbortSignal,
): Promise<AsyncGenerator<ChatSendChunk, void, undefined>> {
  const { db } = services
  const [conversation] = await db.select().from(conversations).where(eq(conversations.id, input.conversationId))
  if (!conversation) throw new ApiError('not-found', 'This conversation does not exist (any more).')
  const earlier = await db.select().from(chatMessages).where(eq(chatMessages.conversationId, conversation.id))
  const parentId = input.parentId === undefined ? newestId(earlier) : input.parentId
  if (parentId !== null && !earlier.some((message) => message.id === parentId))
    throw new ApiError('not-found', 'The message that this one answers does not exist.')
  return answerInPieces(services, { conversation, earlier, parentId, text: input.text }, signal)
}

async function* answerInPieces(
  services: Services,
  { conversation, earlier, parentId, text }: Turn,
  signal?: AbortSignal,
): AsyncGenerator<ChatSendChunk, void, undefined> {
  const { db } = services
  const place = { conversationId: conversation.id }
  const [question] = await db
    .insert(chatMessages)
    .values({ ...place, parentId, role: 'user', text, status: 'complete' })
    .returning()
  const [answer] = await db
    .insert(chatMessages)
    .values({ ...place, parentId: question!.id, role: 'assistant', text: '', status: 'streaming' })
    .returning()
  const answerId = answer!.id
  yield { type: 'start', userMessageId: question!.id, assistantMessageId: answerId }

  const save = (set: Partial<MessageRow>) => db.update(chatMessages).set(set).where(eq(chatMessages.id, answerId))
  let arrived = ''
  let isOver = false
  try {
    const settings = ProfileSettings.parse(conversation.settings)
    const { responder: row, material } = await castFor(services, {
      videoId: conversation.videoId,
      characterId: conversation.characterId ?? undefined,
      responderModelId: conversation.responderModelId,
      settings,
    })
    const { profile, missing } = prepareProfile(material, settings, row)
    const pieces = respond(
      { profile, question: text, history: historyBefore(earlier, parentId) },
      services.models.open(row, { projectId: conversation.projectId }),
      // A second try of the same words is a new call, not the stored answer again.
      { ...responseOptionsOf(row, settings), signal, round: 1 + siblingsOf(earlier, parentId, text) },
    )
    let savedAt = performance.now()
    for await (const piece of pieces) {
      if (piece.type === 'text') {
        arrived += piece.text
        yield piece
        if (performance.now() - savedAt > savedEveryMs) {
          savedAt = performance.now()
          await save({ text: arrived })
        }
        continue
      }
      isOver = true
      await save({ ...answered(piece.response), context: contextOf(piece.response, material, missing) })
      yield { type: 'done', message: await loadMessage(services, answerId) }
    }
  } catch (error) {
    isOver = true
    const { code, message, advice } = toFailure(error)
    await save({
      text: arrived,
      status: arrived === '' ? 'failed' : 'interrupted',
      errorCode: code,
      errorMessage: message,
      errorAdvice: advice,
    })
    yield { type: 'failed', failure: { code, message, advice }, message: await loadMessage(services, answerId) }
  } finally {
    // The reader left in mid-answer.
    if (!isOver) await save({ text: arrived, status: 'interrupted' })
  }
}

function answered({ text, outcome, reply }: RoleResponse): Partial<MessageRow> {
  const { callId, firstTokenMs, latencyMs } = reply
  return { text, status: statusOf[outcome], callId, firstTokenMs, latencyMs }
}

const statusOf: Record<RoleResponse['outcome'], MessageRow['status']> = {
  answered: 'complete',
  truncated: 'truncated',
  refused: 'refused',
  filtered: 'refused',
  empty: 'empty',
}

function contextOf(
  { sees, reply }: RoleResponse,
  material: { sampleId: string | null; captionId: string | null },
  missing: string[],
): Record<string, unknown> {
  const { sampleId, captionId } = material
  return { ...sees, sampleId, captionId, missing, isRehearsal: reply.isRehearsal }
}

/** From the root to `parentId`, questions paired with the answers that have words. */
function historyBefore(messages: MessageRow[], parentId: string | null): HistoryTurn[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const turns: HistoryTurn[] = []
  let answer: MessageRow | undefined
  for (
    let one = parentId === null ? undefined : byId.get(parentId);
    one;
    one = one.parentId === null ? undefined : byId.get(one.parentId)
  ) {
    if (one.role === 'assistant') {
      answer = one
      // A greeting answers nobody.
      if (one.parentId === null && one.text !== '') turns.unshift({ question: openingQuestion, answer: one.text })
    } else if (answer && answer.text !== '') turns.unshift({ question: one.text, answer: answer.text })
  }
  return turns
}

function siblingsOf(messages: MessageRow[], parentId: string | null, text: string): number {
  return messages.filter((one) => one.role === 'user' && one.parentId === parentId && one.text === text).length
}

function newestId(messages: MessageRow[]): string | null {
  return (
    messages
      .map(({ id }) => id)
      .toSorted()
      .at(-1) ?? null
  )
}

async function loadMessage(services: Services, id: string): Promise<ChatMessageView> {
  const [message] = await loadMessages(services.db, { id })
  return message!
}
