/** The models this house knows; each can be asked one small question to see whether it answers. */
import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ModelView } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { span } from '../../format.js'
import { modelColour } from '../../theme/model-colour.js'
import { trpc } from '../../trpc.js'
import classes from './model-list.module.css'

export function ModelList() {
  const models = useQuery(trpc.models.list.queryOptions())
  return (
    <Panel title="Models" note="keys come from the environment and are never shown" isFlush>
      {models.isPending ? <RowsSkeleton rows={2} /> : null}
      {models.error ? <FailureNote error={models.error} onRetry={() => void models.refetch()} /> : null}
      {models.data?.map((model) => (
        <ModelRow key={model.id} model={model} />
      ))}
    </Panel>
  )
}

function ModelRow({ model }: { model: ModelView }) {
  const test = useMutation(trpc.models.test.mutationOptions())
  const { price } = model
  return (
    <div className={classes.row}>
      <span className={classes.dot} style={{ background: modelColour(model.name) }} aria-hidden />
      <div className={classes.words}>
        <div className={classes.name}>
          {model.name} {model.isRehearsal ? <Rehearsal isShort /> : null}
        </div>
        <div className={classes.note}>
          {model.endpoint ? `${model.model} at ${model.endpoint} · ` : ''}
          {price
            ? `$${price.inputPerMillion} in, $${price.outputPerMillion} out per million tokens (${price.asOf})`
            : 'price unknown'}
        </div>
        {test.data ? (
          test.data.failure ? (
            <FailureNote error={test.data.failure} isCompact />
          ) : (
            <div className={classes.good}>
              answers in {test.data.latencyMs === null ? 'no time' : span(test.data.latencyMs / 1000)}
              {test.data.reportedModel ? ` as ${test.data.reportedModel}` : ''}
            </div>
          )
        ) : null}
        {test.error ? <FailureNote error={test.error} isCompact /> : null}
      </div>
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconPlugConnected size={13} />}
        loading={test.isPending}
        onClick={() => test.mutate({ id: model.id })}
      >
        Test
      </Button>
    </div>
  )
}
