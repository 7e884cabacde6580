/**
 * The queue as one reviewer works through it: the item that is open (leased to them), what they put off, and what
 * they decided, so that it can be taken back. The server says what is next; nothing is decided here.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReviewItem, ReviewLook } from '../../api-types.js'
import { isConflict, readTheirs, type TheirText } from '../../components/conflict.js'
import { clearDraft } from '../../components/dialogue-draft.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { trpc } from '../../trpc.js'

export interface QueuePlace {
  reviewer: string
  look: ReviewLook
  isFlagged: boolean
  projectId: string
  videoId: string | undefined
}

export interface Decision {
  decision: 'accept' | 'reject' | 'edit'
  question?: string
  answer?: string
  reasonCodes: string[]
  callId?: string | undefined
}

interface Decided {
  id: string
  /** Since the queue was opened. */
  afterSeconds: number
  version: number
  look: ReviewLook
}

/** The server's leases last ten minutes. */
const renewEveryMs = 120_000

export function useQueue(place: QueuePlace) {
  const queryClient = useQueryClient()
  const [item, setItem] = useState<ReviewItem | null>()
  const [theirs, setTheirs] = useState<TheirText>()
  const [decided, setDecided] = useState<Decided[]>([])
  const skipped = useRef<string[]>([])
  const [startedAt] = useState(() => performance.now())
  const next = useMutation(trpc.reviews.next.mutationOptions({ onError: notifyFailure }))
  const open = useMutation(trpc.reviews.open.mutationOptions({ onError: notifyFailure }))
  const decide = useMutation(trpc.reviews.decide.mutationOptions())
  const renew = useMutation(trpc.reviews.renew.mutationOptions())
  const { reviewer, look, isFlagged, projectId, videoId } = place

  const show = useCallback((shown: ReviewItem | null) => {
    setTheirs(undefined)
    setItem(shown)
  }, [])
  const { mutateAsync: askNext } = next
  const advance = useCallback(async () => {
    show(await askNext({ reviewer, look, isFlagged, projectId, videoId, skip: skipped.current }))
    void queryClient.invalidateQueries(trpc.reviews.progress.pathFilter())
  }, [askNext, reviewer, look, isFlagged, projectId, videoId, show, queryClient])
  useEffect(() => {
    skipped.current = []
    advance().catch(() => undefined) // the mutation has told it
  }, [advance])

  const openId = item?.dialogue.id
  const { mutate: askRenewal } = renew
  useEffect(() => {
    if (openId === undefined) return
    const timer = setInterval(() => {
      askRenewal(
        { reviewer, id: openId },
        { onSuccess: (lease) => setItem((now) => (now?.dialogue.id === openId ? { ...now, lease } : now)) },
      )
    }, renewEveryMs)
    return () => clearInterval(timer)
  }, [openId, reviewer, askRenewal])

  const send = async (decision: Decision) => {
    if (!item || decide.isPending) return
    const { id, version } = item.dialogue
    try {
      const written = await decide.mutateAsync({
        ...decision,
        reviewer,
        id,
        version: theirs?.version ?? version,
        isSecondLook: item.look === 'second',
      })
      clearDraft(id)
      const afterSeconds = (performance.now() - startedAt) / 1000
      setDecided((before) => [...before, { ...written, look: item.look, afterSeconds }])
      await advance()
    } catch (error) {
      if (isConflict(error)) setTheirs(readTheirs(error))
      if (readTheirs(error) === undefined) notifyFailure(error)
    }
  }

  const undo = async () => {
    const last = decided.at(-1)
    if (!last || decide.isPending) return
    try {
      await decide.mutateAsync({ reviewer, id: last.id, version: last.version, decision: 'undo' })
      setDecided((before) => before.slice(0, -1))
      show(await open.mutateAsync({ reviewer, id: last.id, look: last.look }))
      void queryClient.invalidateQueries(trpc.reviews.progress.pathFilter())
    } catch (error) {
      notifyFailure(error)
    }
  }

  const skip = () => {
    if (item) skipped.current.push(item.dialogue.id)
    advance().catch(() => undefined) // as above
  }

  return {
    /** Undefined while it is asked for, null where nothing is left. */
    item,
    theirs,
    decided: decided.length,
    /** How long a decision took, on average; undefined before the first. */
    secondsEach: decided.length === 0 ? undefined : (decided.at(-1)?.afterSeconds ?? 0) / decided.length,
    isBusy: decide.isPending || next.isPending || open.isPending,
    send: (decision: Decision) => void send(decision),
    undo: () => void undo(),
    skip,
  }
}
export type Queue = ReturnType<typeof useQueue>
