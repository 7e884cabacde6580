/** Starts the demo project: real footage through the real pipeline, so that every page has content in a minute. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconSparkles } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { readFailure } from '../failure.js'
import { trpc } from '../trpc.js'

export function DemoButton({ variant = 'filled' }: { variant?: 'filled' | 'default' }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const demo = useMutation(
    trpc.projects.startDemo.mutationOptions({
      onSuccess: async ({ projectId }) => {
        await navigate({ to: '.', search: (previous) => ({ ...previous, project: projectId }) })
        await queryClient.invalidateQueries()
      },
      onError: (error) => {
        const failure = readFailure(error)
        notifications.show({ color: 'red', title: failure.message, message: failure.advice ?? failure.code })
      },
    }),
  )
  return (
    <Button
      variant={variant}
      size="sm"
      leftSection={<IconSparkles size={15} />}
      loading={demo.isPending}
      onClick={() => demo.mutate()}
    >
      {demo.isSuccess ? 'Being made…' : 'Make the demo project'}
    </Button>
  )
}
