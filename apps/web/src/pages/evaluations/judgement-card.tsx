/** One judge, once: the score with its reasons, or the reason why there is none. */
import type { JudgementView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { whyNoJudgement } from './scores.js'
import classes from './judgement-card.module.css'

export function JudgementCard({ judgement, withQuestion }: { judgement: JudgementView; withQuestion?: boolean }) {
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <span className={classes.score} data-unscored={judgement.status !== 'scored' || undefined}>
          {judgement.status === 'scored' ? judgement.score : '–'}
        </span>
        <span className={classes.who}>
          {judgement.judge.name} <span className="faint">round {judgement.round}</span>
        </span>
        {withQuestion ? <span className="soft">{judgement.metricLabel}</span> : null}
        {judgement.status === 'scored' ? null : <StateBadge state={judgement.status} />}
        {judgement.judge.isRehearsal ? <Rehearsal isShort /> : null}
        <span className={classes.how}>
          {judgement.evidenceKind ? `saw ${judgement.evidenceKind}` : ''}
          {judgement.parsePath ? ` · read as ${judgement.parsePath}` : ''}
        </span>
      </header>
      {withQuestion ? <p className={classes.question}>{judgement.question}</p> : null}
      {judgement.reason ? <p className={classes.reason}>{whyNoJudgement(judgement.reason)}</p> : null}
      {judgement.rationale ? <p className="prose">{judgement.rationale}</p> : null}
      {judgement.evidence.length > 0 ? (
        <ul className={classes.evidence}>
          {judgement.evidence.map((piece) => (
            <li key={piece}>{piece}</li>
          ))}
        </ul>
      ) : null}
      {judgement.rawReply ? (
        <details className={classes.raw}>
          <summary>The reply as it came</summary>
          <pre>{judgement.rawReply}</pre>
        </details>
      ) : null}
      <footer className={classes.foot}>{judgement.promptId}</footer>
    </article>
  )
}
