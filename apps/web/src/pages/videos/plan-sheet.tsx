/** What the work will take, before it begins: calls, tokens, cost and time with their ranges, and whether the budget holds it. */
import { Alert, Button, Modal, NumberInput, Table } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlannedRange, Stage, WorkPlan } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { MISSING, money, plural, shortCount, span } from '../../format.js'
import { trpc, type RouterInputs } from '../../trpc.js'
import classes from './plan-sheet.module.css'

export type PlannedWork = RouterInputs['pipeline']['plan']

const stageWords: Record<Stage, string> = { sample: 'Frames', caption: 'Captions', dialogues: 'Dialogues' }

export function PlanSheet({ work, onClose }: { work: PlannedWork | undefined; onClose: (started: boolean) => void }) {
  return (
    <Modal opened={work !== undefined} onClose={() => onClose(false)} title="Before it begins" size="lg">
      {work ? <Plan work={work} onClose={onClose} /> : null}
    </Modal>
  )
}

function Plan({ work, onClose }: { work: PlannedWork; onClose: (started: boolean) => void }) {
  const queryClient = useQueryClient()
  const plan = useQuery(trpc.pipeline.plan.queryOptions(work, { staleTime: 0, refetchInterval: 5000 }))
  const start = useMutation(
    trpc.pipeline.start.mutationOptions({
      onSuccess: ({ jobIds }) => {
        notifications.show({
          title: `${plural(jobIds.length, 'job')} queued`,
          message: 'What is finished already is recognised and costs no call.',
        })
        void queryClient.invalidateQueries()
        onClose(true)
      },
      onError: notifyFailure,
    }),
  )
  const probe = useMutation(
    trpc.pipeline.probe.mutationOptions({
      onSuccess: ({ jobIds }) => {
        notifications.show({
          title: `${plural(jobIds.length, 'video')} sent ahead`,
          message: 'The plan is made anew as they finish. What they cost is spent, and not twice.',
        })
        void queryClient.invalidateQueries()
      },
      onError: notifyFailure,
    }),
  )
  if (plan.isPending) return <RowsSkeleton rows={4} height={30} />
  if (plan.error) return <FailureNote error={plan.error} onRetry={() => void plan.refetch()} />
  const { data } = plan
  const isGuess = data.stages.some(({ measured, videos, stage }) => measured < 2 && videos > 0 && stage !== 'sample')
  return (
    <div className={classes.sheet}>
      <p>
        <strong>{plural(data.videos.starting, 'video')}</strong> of {data.videos.chosen} would start
        {data.videos.busy > 0 ? `, ${data.videos.busy} are at work or paused already` : ''}
        {data.videos.notReady > 0 ? `, ${data.videos.notReady} were not imported` : ''}.
      </p>
      <Ranges plan={data} />
      {isGuess ? (
        <Alert color="yellow" title="Nothing like this was measured yet">
          The upper ends are the most that the settings allow; the truth is usually far below. A probe of three videos
          makes it a prediction.
          <div className={classes.alertAction}>
            <Button variant="default" loading={probe.isPending} onClick={() => probe.mutate(work)}>
              Send three ahead
            </Button>
          </div>
        </Alert>
      ) : null}
      <Budget plan={data} />
      <div className={classes.actions}>
        <Button variant="default" onClick={() => onClose(false)}>
          Cancel
        </Button>
        <Button
          data-autofocus
          loading={start.isPending}
          disabled={data.videos.starting === 0}
          onClick={() => start.mutate(work)}
        >
          Start {plural(data.videos.starting, 'video')}
        </Button>
      </div>
    </div>
  )
}

function Ranges({ plan }: { plan: WorkPlan }) {
  const rows = [
    ...plan.stages.map((stage) => ({ ...stage, name: stageWords[stage.stage], note: noteOf(stage) })),
    { ...plan, name: 'Together', note: '', isRehearsal: false },
  ]
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th ta="right">Calls</Table.Th>
            <Table.Th ta="right">Tokens in / out</Table.Th>
            <Table.Th ta="right">Cost</Table.Th>
            <Table.Th ta="right">Time</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.name}>
              <Table.Td>
                <strong>{row.name}</strong> {row.isRehearsal ? <Rehearsal isShort /> : null}
                <div className="faint">{row.note}</div>
              </Table.Td>
              <Table.Td ta="right">{rangeText(row.calls, shortCount)}</Table.Td>
              <Table.Td ta="right">
                {rangeText(row.inputTokens, shortCount)}
                <br />
                {rangeText(row.outputTokens, shortCount)}
              </Table.Td>
              <Table.Td ta="right">{row.microUsd === null ? 'price unknown' : rangeText(row.microUsd, money)}</Table.Td>
              <Table.Td ta="right">{row.seconds === null ? MISSING : rangeText(row.seconds, span)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const noteOf = ({ videos, measured, model }: WorkPlan['stages'][number]): string =>
  [plural(videos, 'video'), model, measured > 0 ? `measured on ${measured}` : 'not measured']
    .filter(Boolean)
    .join(' · ')

function rangeText({ low, expected, high }: PlannedRange, format: (value: number) => string): string {
  const [from, to] = [format(rounded(low)), format(rounded(high))]
  if (from === to) return from
  return expected === null ? `up to ${to}` : `${format(rounded(expected))} (${from}–${to})`
}

const rounded = (value: number): number => (value >= 10 ? Math.round(value) : value)

const fitWords: Record<WorkPlan['fits'], string> = {
  'no-limit': 'No budget is set: nothing stops this work.',
  fits: 'The budget holds it.',
  risk: 'The budget may not hold all of it. What is beyond is paused, and goes on when you raise it.',
  beyond: 'The budget will not hold all of it. What is beyond is paused, and goes on when you raise it.',
  unknown: 'The price is not known, and there is a budget: calls would be paused. Set V2R_MODEL_PRICES first.',
}

function Budget({ plan }: { plan: WorkPlan }) {
  const { budget, fits } = plan
  const queryClient = useQueryClient()
  const [limit, setLimit] = useState<string | number>(
    budget.ownLimitMicroUsd === null ? '' : budget.ownLimitMicroUsd / 1_000_000,
  )
  const set = useMutation(
    trpc.pipeline.setBudget.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.pipeline.pathFilter()),
      onError: notifyFailure,
    }),
  )
  return (
    <section className={classes.budget} data-fits={fits}>
      <p>
        {fitWords[fits]}{' '}
        <span className="faint">
          {money(budget.spentMicroUsd)} spent
          {budget.limitMicroUsd === null ? '' : ` of ${money(budget.limitMicroUsd)}`}
          {budget.operatorLimitMicroUsd === null ? '' : ` (V2R_MAX_COST_USD: ${money(budget.operatorLimitMicroUsd)})`}
        </span>
      </p>
      <form
        className={classes.limit}
        onSubmit={(event) => {
          event.preventDefault()
          set.mutate({ limitUsd: limit === '' ? null : Number(limit) })
        }}
      >
        <NumberInput
          label="Budget in dollars, for everything"
          placeholder="none"
          min={0}
          decimalScale={4}
          value={limit}
          onChange={setLimit}
        />
        <Button type="submit" variant="default" loading={set.isPending}>
          Set
        </Button>
      </form>
    </section>
  )
}
