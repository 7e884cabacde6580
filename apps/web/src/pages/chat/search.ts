import * as z from 'zod/mini'
import { choice, flag, word } from '../../search-params.js'

export const ChatListSearch = z.object({
  /** The video to begin a conversation with. */
  video: word,
  /** The character that is being changed; `new` for one that is being made. */
  character: word,
})

export const ChatSearch = z.object({
  /** The "what the model sees" drawer. */
  seen: flag,
  seenTab: choice(['frames', 'messages']),
  /** The last message of the branch that is shown. */
  leaf: word,
})
export type ChatSearch = z.infer<typeof ChatSearch>
