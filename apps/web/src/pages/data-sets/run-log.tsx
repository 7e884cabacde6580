/** Feeds a run its trainer's log: a file sent once, or a path on the server's machine that is followed. */
import { Button, FileButton, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TrainingRunView } from '../../api-types.js'
import { isActive } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { trpc } from '../../trpc.js'
import classes from './version.module.css'

export function RunLog({ run }: { run: TrainingRunView }) {
  const queryClient = useQueryClient()
  const [path, setPath] = useState('')
  const read = useMutation(
    trpc.training.readLog.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.training.pathFilter()),
      onError: notifyFailure,
    }),
  )
  const stop = useMutation(trpc.jobs.cancel.mutationOptions({ onError: notifyFailure }))
  const send = async (file: File | null) => {
    if (file) read.mutate({ runId: run.id, text: await file.text() })
  }
  if (run.job && isActive(run.job.state))
    return (
      <div className={classes.bar}>
        <span className="soft">Reading its log.</span>
        <Button
          variant="default"
          size="compact-sm"
          loading={stop.isPending}
          onClick={() => stop.mutate({ id: run.job!.id })}
        >
          Stop
        </Button>
      </div>
    )
  return (
    <div className={classes.bar}>
      <TextInput
        label="Log on the server’s machine"
        placeholder="/runs/v2r/trainer_state.json"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={path.trim() === ''}
        loading={read.isPending}
        onClick={() => read.mutate({ runId: run.id, path: path.trim(), isFollowed: true })}
      >
        Follow
      </Button>
      <FileButton accept=".json,.jsonl,.log,.txt" onChange={(file) => void send(file)}>
        {(props) => (
          <Button variant="default" loading={read.isPending} {...props}>
            Send a log
          </Button>
        )}
      </FileButton>
    </div>
  )
}
