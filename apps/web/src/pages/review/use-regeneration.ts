/** Another answer from the teacher, beside the old one until somebody takes it over or leaves it. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RegeneratedAnswer } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { trpc } from '../../trpc.js'

export interface Regeneration {
  proposal: Extract<RegeneratedAnswer, { status: 'proposed' }> | undefined
  /** Why there is none, though it was asked for. */
  refusal: string | undefined
  isPending: boolean
  ask: (reasonCodes: string[]) => void
  drop: () => void
}

const refusals = {
  refused: 'The teacher refused to answer.',
  filtered: "The provider's filter held the answer back.",
  empty: 'The teacher answered nothing.',
}

/** `id` is part of the key of the component that uses this: another item begins without a proposal. */
export function useRegeneration(id: string, reviewer: string): Regeneration {
  const [answer, setAnswer] = useState<RegeneratedAnswer>()
  const regenerate = useMutation(
    trpc.reviews.regenerate.mutationOptions({ onSuccess: setAnswer, onError: notifyFailure }),
  )
  return {
    proposal: answer?.status === 'proposed' ? answer : undefined,
    refusal: answer && answer.status !== 'proposed' ? refusals[answer.status] : undefined,
    isPending: regenerate.isPending,
    ask: (reasonCodes) => {
      if (!regenerate.isPending) regenerate.mutate({ id, reviewer, reasonCodes })
    },
    drop: () => setAnswer(undefined),
  }
}
