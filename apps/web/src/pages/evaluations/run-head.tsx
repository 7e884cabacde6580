/** The run in one band: the average with its set, coverage, comparability, judges, cost. */
import type { EvalRunView } from '../../api-types.js'
import { Cost } from '../../components/cost.js'
import { FailureNote } from '../../components/failure-note.js'
import { isActive } from '../../components/job-words.js'
import { ProgressLine } from '../../components/progress-line.js'
import { count, percent, plural, score } from '../../format.js'
import { modelColour } from '../../theme/model-colour.js'
import { Comparable } from './comparable.js'
import { judgeName, valueOf, whyUnscored } from './scores.js'
import classes from './run-head.module.css'

export function RunHead({ run }: { run: EvalRunView }) {
  const { row, coverage } = run
  const average = valueOf(row?.average)
  return (
    <>
      {run.error ? <FailureNote error={run.error} /> : null}
      <section className={classes.head}>
        <div className={classes.main}>
          <div className={classes.label}>{run.metricSetLabel}</div>
          <div className={classes.average}>{score(average)}</div>
          <div className="faint">
            {row?.sensitivity && average !== null
              ? `${score(row.sensitivity.worst)} to ${score(row.sensitivity.best)} if the missing were 0 or 100`
              : (whyUnscored(row?.average) ?? 'not measured yet')}
          </div>
        </div>
        <Fact label="Scored" note={coverage.expected > 0 ? percent(coverage.scored / coverage.expected) : null}>
          {count(coverage.scored)} <span className="faint">of {count(coverage.expected)}</span>
        </Fact>
        <Fact label="Unscored" note="counted, never a zero">
          {count(coverage.unscored)}
        </Fact>
        <Fact label="Comparable" note="at most 2 % of any cell lost">
          <Comparable row={row} />
        </Fact>
        <Fact
          label="Answered by"
          note={`${run.questionSet.name} v${run.questionSet.version}, ${count(run.questions)} questions`}
        >
          <span className={classes.dot} style={{ background: modelColour(run.responder.name) }} /> {run.responder.name}
        </Fact>
        <Fact label="Cost" note={plural(run.rounds, 'round')}>
          <Cost cost={run.cost} />
        </Fact>
      </section>
      {run.job && isActive(run.job.state) ? <ProgressLine job={run.job} /> : null}
      {row && row.judges.length > 0 ? (
        <section className={classes.judges} aria-label="Mean of each judge">
          {row.judges.map((judge) => (
            <div key={judge.judge} className={classes.judge}>
              <span className="truncate">{judgeName(run, judge.judge)}</span>
              <span className={classes.track}>
                <span
                  className={classes.bar}
                  style={{
                    width: `${valueOf(judge.score) ?? 0}%`,
                    background: modelColour(judgeName(run, judge.judge)),
                  }}
                />
              </span>
              <span>{score(valueOf(judge.score))}</span>
            </div>
          ))}
        </section>
      ) : null}
    </>
  )
}

function Fact({ label, note, children }: { label: string; note: string | null; children: React.ReactNode }) {
  return (
    <div className={classes.fact}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>{children}</div>
      <div className="faint">{note}</div>
    </div>
  )
}
