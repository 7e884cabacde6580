/**
 * A model that remembers, for the report of one attempt of a job, which calls it made and which were there before it
 * began. An answer that this attempt paid for and then used again is one call, not a replay.
 */
import type { ChatModel, ChatReply } from '@video2roleplay/llm'

export interface CallLog {
  answered: Set<string>
  replayed: Set<string>
}

export function createCallLog(): CallLog {
  return { answered: new Set(), replayed: new Set() }
}

export function countCalls({ answered, replayed }: CallLog): { answered: number; replayed: number } {
  return { answered: answered.size, replayed: [...replayed].filter((id) => !answered.has(id)).length }
}

export function watchedModel(model: ChatModel, log: CallLog): ChatModel {
  const note = ({ callId, isReplayed }: ChatReply) => {
    if (callId !== undefined) log[isReplayed === true ? 'replayed' : 'answered'].add(callId)
  }
  return {
    id: model.id,
    model: model.model,
    capabilities: model.capabilities,
    isRehearsal: model.isRehearsal,
    async complete(request) {
      const reply = await model.complete(request)
      note(reply)
      return reply
    },
    async *stream(request) {
      for await (const chunk of model.stream(request)) {
        if (chunk.type === 'done') note(chunk.reply)
        yield chunk
      }
    },
  }
}
