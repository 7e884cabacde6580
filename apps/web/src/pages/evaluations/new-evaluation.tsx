/** A new run: who answers, who judges, how often, and before it begins, how many calls that makes. */
import { Button, FocusTrap, Modal, MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useProjectId } from '../../shell/project.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { LinesSkeleton } from '../../components/skeletons.js'
import { IconListNumbers } from '@tabler/icons-react'
import type { MetricSetId, ModelView, QuestionSetView } from '../../api-types.js'
import { evaluationsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { EstimateNote } from './estimate-note.js'
import classes from './new-evaluation.module.css'

export function NewEvaluation() {
  const { isNew = false } = evaluationsRoute.useSearch()
  const navigate = evaluationsRoute.useNavigate()
  const close = () => void navigate({ search: (previous) => ({ ...previous, isNew: undefined }), replace: true })
  return (
    <Modal opened={isNew} onClose={close} title="New evaluation" size="lg">
      <FocusTrap.InitialFocus />
      {isNew ? <Prepared onClose={close} /> : null}
    </Modal>
  )
}

function Prepared({ onClose }: { onClose: () => void }) {
  const projectId = useProjectId()
  const navigate = evaluationsRoute.useNavigate()
  const sets = useQuery(trpc.questions.sets.queryOptions({ projectId, limit: 100 }))
  const models = useQuery(trpc.models.list.queryOptions())
  const error = sets.error ?? models.error
  if (error) return <FailureNote error={error} onRetry={() => void Promise.all([sets.refetch(), models.refetch()])} />
  if (!sets.data || !models.data) return <LinesSkeleton lines={6} height={28} />
  if (sets.data.items.length === 0)
    return (
      <Empty
        icon={IconListNumbers}
        title="First, a question set"
        action={
          <Button
            onClick={() => void navigate({ search: (previous) => ({ ...previous, isNew: undefined, isNewSet: true }) })}
          >
            Take questions from dialogues
          </Button>
        }
      />
    )
  return <EvaluationForm sets={sets.data.items} models={models.data} onClose={onClose} />
}

interface Values {
  name: string
  questionSetId: string
  responderModelIds: string[]
  judgeModelIds: string[]
  metricSet: MetricSetId
  rounds: number
}

function EvaluationForm({
  sets,
  models,
  onClose,
}: {
  sets: QuestionSetView[]
  models: ModelView[]
  onClose: () => void
}) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const withRole = (role: ModelView['roles'][number]) =>
    models.filter((model) => model.roles.includes(role)).map(({ id }) => id)
  const form = useForm<Values>({
    initialValues: {
      name: '',
      questionSetId: sets[0]?.id ?? '',
      responderModelIds: withRole('responder').slice(0, 1),
      judgeModelIds: withRole('judge'),
      metricSet: 'main7',
      rounds: 3,
    },
    validate: {
      questionSetId: (value) => (value ? null : 'Choose the questions'),
      responderModelIds: (value) => (value.length > 0 ? null : 'Choose at least one model that answers'),
      judgeModelIds: (value) => (value.length > 0 ? null : 'Choose at least one judge'),
    },
  })
  const create = useMutation(
    trpc.evals.create.mutationOptions({
      onSuccess: async ({ runIds }) => {
        const [runId] = runIds
        if (runId) await navigate({ to: '/evaluations/$runId', params: { runId } })
        else onClose()
        await queryClient.invalidateQueries(trpc.evals.pathFilter())
      },
      onError: notifyFailure,
    }),
  )
  const { name, ...rest } = form.values
  const input = { ...rest, ...(name.trim() ? { name: name.trim() } : {}) }
  const data = models.map((model) => ({
    value: model.id,
    label: model.isRehearsal ? `${model.name} (rehearsal)` : model.name,
  }))
  return (
    <form className={classes.form} onSubmit={form.onSubmit(() => create.mutate(input))}>
      <Select
        label="Questions"
        data={sets.map((set) => ({ value: set.id, label: `${set.name} v${set.version} · ${set.questions} questions` }))}
        {...form.getInputProps('questionSetId')}
      />
      <MultiSelect
        label="Answered by"
        description="One run for each"
        data={data}
        {...form.getInputProps('responderModelIds')}
      />
      <MultiSelect label="Judged by" data={data} {...form.getInputProps('judgeModelIds')} />
      <div className={classes.pair}>
        <div>
          <div className={classes.label} id="metric-set">
            Metrics
          </div>
          <SegmentedControl
            aria-labelledby="metric-set"
            data={[
              { value: 'main7', label: 'Seven (Avg₇)' },
              { value: 'ablation8', label: 'Eight (Avg₈)' },
            ]}
            {...form.getInputProps('metricSet')}
          />
        </div>
        <NumberInput label="Rounds" min={1} max={10} w={88} allowDecimal={false} {...form.getInputProps('rounds')} />
        <TextInput
          className={classes.grow ?? ''}
          label="Name"
          placeholder="Named after model and questions"
          {...form.getInputProps('name')}
        />
      </div>
      <EstimateNote input={input} isReady={form.isValid()} />
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Start
        </Button>
      </div>
    </form>
  )
}
