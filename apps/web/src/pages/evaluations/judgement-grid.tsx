/** Metric by judge by round. The chosen metric opens to what each judge wrote, and why a score is missing. */
import { UnstyledButton } from '@mantine/core'
import type { EvalRunView, JudgementView } from '../../api-types.js'
import { runRoute } from '../../routes.js'
import { JudgementCard } from './judgement-card.js'
import { whyNoJudgement } from './scores.js'
import classes from './judgement-grid.module.css'

export function JudgementGrid({ run, judgements }: { run: EvalRunView; judgements: JudgementView[] }) {
  const { metric: chosen } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const choose = (metric: string) =>
    void navigate({
      search: (previous) => ({ ...previous, metric: metric === chosen ? undefined : metric }),
      replace: true,
    })
  const metrics = Map.groupBy(judgements, (judgement) => judgement.metric)
  const rounds = Array.from({ length: run.rounds }, (_, index) => index + 1)
  const find = (metric: string, judgeId: string, round: number) =>
    metrics.get(metric)?.find((judgement) => judgement.judge.id === judgeId && judgement.round === round)
  if (judgements.length === 0) return <p className="faint">Nothing has been judged yet.</p>
  return (
    <section>
      <div className={classes.scroll}>
        <table className={classes.grid}>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {run.judges.map((judge) => (
                <th key={judge.id} scope="colgroup" colSpan={run.rounds}>
                  {judge.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...metrics].map(([metric, rows]) => (
              <tr key={metric} data-chosen={metric === chosen || undefined}>
                <th scope="row">
                  <UnstyledButton
                    className={classes.metric}
                    aria-expanded={metric === chosen}
                    onClick={() => choose(metric)}
                  >
                    {rows[0]?.metricLabel ?? metric}
                  </UnstyledButton>
                </th>
                {run.judges.flatMap((judge) =>
                  rounds.map((round) => {
                    const judgement = find(metric, judge.id, round)
                    return (
                      <td
                        key={`${judge.id}${round}`}
                        data-status={judgement?.status ?? 'pending'}
                        title={judgement?.reason ? whyNoJudgement(judgement.reason) : `Round ${round}`}
                      >
                        {judgement?.status === 'scored'
                          ? judgement.score
                          : judgement?.status === 'pending' || !judgement
                            ? '·'
                            : '–'}
                      </td>
                    )
                  }),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen ? (
        metrics.get(chosen)?.map((judgement) => <JudgementCard key={judgement.id} judgement={judgement} />)
      ) : (
        <p className={classes.hint}>Press a metric to read what the judges wrote.</p>
      )}
    </section>
  )
}
