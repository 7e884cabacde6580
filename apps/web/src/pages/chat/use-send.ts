/** Asks, and shows the answer while it arrives. Stopping keeps what has arrived. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readFailure, type ShownFailure } from '../../failure.js'
import { client, trpc } from '../../trpc.js'

export interface Sending {
  question: string
  parentId: string | null
  text: string
  /** The message that is being answered by the server, once it has a row. */
  assistantMessageId: string | null
  sinceMs: number
  firstTextMs: number | null
}

export function useSend(conversationId: string, onLeaf: (id: string) => void) {
  const queryClient = useQueryClient()
  const [sending, setSending] = useState<Sending | null>(null)
  const [failure, setFailure] = useState<(ShownFailure & { question: string; parentId: string | null }) | null>(null)
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [conversationId])

  const send = useCallback(
    async (question: string, parentId: string | null) => {
      const controller = new AbortController()
      abort.current = controller
      const sinceMs = performance.now()
      setFailure(null)
      setSending({ question, parentId, text: '', assistantMessageId: null, sinceMs, firstTextMs: null })
      let leaf: string | undefined
      try {
        const chunks = await client.chat.send.mutate(
          { conversationId, text: question, parentId },
          { signal: controller.signal },
        )
        for await (const chunk of chunks) {
          if (chunk.type === 'start') {
            leaf = chunk.assistantMessageId
            setSending((now) => now && { ...now, assistantMessageId: chunk.assistantMessageId })
          } else if (chunk.type === 'text')
            setSending(
              (now) =>
                now && {
                  ...now,
                  text: now.text + chunk.text,
                  firstTextMs: now.firstTextMs ?? performance.now() - sinceMs,
                },
            )
          else if (chunk.type === 'failed') setFailure({ ...chunk.failure, question, parentId })
        }
      } catch (error) {
        if (!controller.signal.aborted) setFailure({ ...readFailure(error), question, parentId })
      }
      if (leaf) onLeaf(leaf)
      await queryClient.invalidateQueries(trpc.chat.pathFilter())
      setSending(null)
    },
    [conversationId, onLeaf, queryClient],
  )
  return { sending, failure, send, stop: () => abort.current?.abort() }
}
