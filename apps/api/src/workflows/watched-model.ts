/** A model that remembers, for the report of one job, how many of its answers were new and how many replayed. */
import type { ChatModel, ChatReply } from '@video2roleplay/llm'

export interface CallCount {
  answered: number
  replayed: number
}

export function watchedModel(model: ChatModel, count: CallCount): ChatModel {
  const note = (reply: ChatReply) => {
    if (reply.isReplayed) count.replayed++
    else count.answered++
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
