/** A person's decision about a dialogue. It says which version it saw; a newer one is shown, never overwritten. */
import { TRPCClientError } from '@trpc/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { trpc } from '../trpc.js'
import { notifyFailure } from './notify-failure.js'

const isConflict = (error: unknown): boolean => error instanceof TRPCClientError && error.data?.code === 'CONFLICT'

export function useReview() {
  const queryClient = useQueryClient()
  const review = useMutation(
    trpc.dialogues.review.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.dialogues.pathFilter()),
          queryClient.invalidateQueries(trpc.videos.pathFilter()),
        ]),
      onError: (error) => {
        if (isConflict(error)) void queryClient.invalidateQueries(trpc.dialogues.pathFilter())
        else notifyFailure(error)
      },
    }),
  )
  return { ...review, isConflict: isConflict(review.error) }
}
