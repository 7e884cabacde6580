/** What was run, resolved: nothing here can change any more. */
import type { EvalRunView } from '../../api-types.js'
import { Facts } from '../../components/facts.js'
import { Panel } from '../../components/panel.js'
import { dateTime } from '../../format.js'

export function RunSettings({ run }: { run: EvalRunView }) {
  return (
    <Panel title="As it was run">
      <Facts
        facts={[
          ['Question set', `${run.questionSet.name} v${run.questionSet.version}`],
          ['Answered by', run.responder.name],
          ['Judges', run.judges.map((judge) => judge.name).join(', ')],
          ['Metric set', `${run.metricSet} (${run.metricSetLabel})`],
          ['Rounds', String(run.rounds)],
          ['Begun', dateTime(run.createdAt)],
          ['Finished', dateTime(run.finishedAt)],
          ...Object.entries(run.settings).map(([name, value]): [string, string] => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ]}
      />
    </Panel>
  )
}
