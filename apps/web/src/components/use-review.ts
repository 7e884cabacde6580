/** A person's decision about a dialogue. It says which version it saw; a newer one is shown, never overwritten. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isConflict, readTheirs } from './conflict.js'
import { notifyFailure } from './notify-failure.js'
import { trpc } from '../trpc.js'

export function useReview() {
  const queryClient = useQueryClient()
  const review = useMutation(
    trpc.dialogues.review.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.dialogues.pathFilter()),
          queryClient.invalidateQueries(trpc.reviews.pathFilter()),
          queryClient.invalidateQueries(trpc.videos.pathFilter()),
        ]),
      onError: (error) => {
        if (isConflict(error)) void queryClient.invalidateQueries(trpc.dialogues.pathFilter())
        else notifyFailure(error)
      },
    }),
  )
  return { ...review, isConflict: isConflict(review.error), theirs: readTheirs(review.error) }
}
