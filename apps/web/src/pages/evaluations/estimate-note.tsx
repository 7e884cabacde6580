/** What a run will ask for, before it asks. */
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.js'
import type { MetricSetId } from '../../api-types.js'
import { count, plural } from '../../format.js'
import { trpc } from '../../trpc.js'
import classes from './estimate-note.module.css'

interface Props {
  input: {
    questionSetId: string
    responderModelIds: string[]
    judgeModelIds: string[]
    metricSet: MetricSetId
    rounds: number
    name?: string
  }
  isReady: boolean
}

export function EstimateNote({ input, isReady }: Props) {
  const [settled] = useDebouncedValue(input, 250)
  const estimate = useQuery(
    trpc.evals.estimate.queryOptions(settled, { enabled: isReady, placeholderData: (previous) => previous }),
  )
  if (!isReady) return <p className={classes.note}>Choose questions, who answers, and who judges.</p>
  if (estimate.error) return <FailureNote error={estimate.error} isCompact />
  const { data } = estimate
  if (!data) return <p className={classes.note}>Counting…</p>
  return (
    <div className={classes.note} aria-live="polite">
      <div>
        {plural(data.questions, 'question')} × {plural(data.responders, 'model')} ={' '}
        <strong>{plural(data.responses, 'answer')}</strong>
      </div>
      <div>
        × {plural(data.metrics, 'metric')} × {plural(data.judges, 'judge')} × {plural(data.rounds, 'round')} ={' '}
        <strong>{plural(data.judgements, 'judgement')}</strong>
      </div>
      <div className="soft">
        {count(data.calls)} calls; {count(data.mostCalls)} if every judge had to be asked twice. What the ledger already
        holds is replayed and costs nothing.
      </div>
    </div>
  )
}
