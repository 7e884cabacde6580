/** One question end to end: the video, the frames, what was sent, the answer, and every judgement of it. */
import { Drawer, FocusTrap } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EvalResponseView, EvalRunView } from '../../api-types.js'
import { KindBadge, StateBadge } from '../../components/badges.js'
import { FailureNote } from '../../components/failure-note.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { LinesSkeleton } from '../../components/skeletons.js'
import { instant, plural } from '../../format.js'
import { runRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { JudgementGrid } from './judgement-grid.js'
import classes from './question-sheet.module.css'

export function QuestionSheet({ run }: { run: EvalRunView }) {
  const { question } = runRoute.useSearch()
  const navigate = runRoute.useNavigate()
  const close = () =>
    void navigate({ search: (previous) => ({ ...previous, question: undefined, metric: undefined }), replace: true })
  const response = useQuery(
    trpc.evals.response.queryOptions(
      { runId: run.id, questionId: question ?? '' },
      { enabled: question !== undefined },
    ),
  )
  return (
    <Drawer
      opened={question !== undefined}
      onClose={close}
      size={640}
      title={response.data ? `Question ${response.data.question.index + 1}` : 'Question'}
    >
      <FocusTrap.InitialFocus />
      {response.isPending ? <LinesSkeleton lines={10} /> : null}
      {response.error ? <FailureNote error={response.error} onRetry={() => void response.refetch()} /> : null}
      {response.data ? <Sheet run={run} view={response.data} /> : null}
    </Drawer>
  )
}

function Sheet({ run, view }: { run: EvalRunView; view: EvalResponseView }) {
  const { question, video, response, frames } = view
  return (
    <div className={classes.sheet}>
      {video ? (
        <Link to="/videos/$videoId" params={{ videoId: video.id }} className={classes.video}>
          {video.posterUrl ? <img src={video.posterUrl} alt="" /> : null}
          <span className="truncate">{video.name}</span>
          <KindBadge kind={video.kind} />
        </Link>
      ) : null}
      <p className={`prose ${classes.question}`}>{question.text}</p>
      <section>
        <header className={classes.head}>
          <h3>Answer of {run.responder.name}</h3>
          {response.status === 'answered' ? null : <StateBadge state={response.status} />}
          {response.isRehearsal ? <Rehearsal isShort /> : null}
          {response.grounding ? <span className="faint">grounded in {response.grounding}</span> : null}
        </header>
        {response.text ? (
          <p className={`prose ${classes.answer}`}>{response.text}</p>
        ) : (
          <p className="faint">{response.reason ?? 'No answer yet.'}</p>
        )}
      </section>
      {question.reference ? (
        <details className={classes.fold}>
          <summary>Reference</summary>
          <p className="prose">{question.reference}</p>
        </details>
      ) : null}
      {frames.length > 0 ? (
        <details className={classes.fold}>
          <summary>{plural(frames.length, 'frame')} were shown</summary>
          <div className={classes.frames}>
            {frames.map((frame) => (
              <img
                key={frame.index}
                src={frame.url}
                alt={`Frame at ${instant(frame.timestampSeconds)}`}
                title={`${instant(frame.timestampSeconds)}: ${frame.reason.text}`}
                loading="lazy"
              />
            ))}
          </div>
        </details>
      ) : null}
      {view.contextSent ? (
        <details className={classes.fold}>
          <summary>The messages as they were sent</summary>
          <pre className={classes.json}>{JSON.stringify(view.contextSent, null, 2)}</pre>
        </details>
      ) : null}
      <JudgementGrid run={run} judgements={view.judgements} />
    </div>
  )
}
