/** Question sets. A set that was measured with is frozen: the same name again makes its next version. */
import { Button, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconListNumbers, IconLock } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import type { QuestionSetView } from '../../api-types.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { LinesSkeleton, RowsSkeleton } from '../../components/skeletons.js'
import { ago, plural } from '../../format.js'
import { evaluationsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import classes from './questions-tab.module.css'

export function QuestionsTab() {
  const projectId = useProjectId()
  const { questionSet: open } = evaluationsRoute.useSearch()
  const navigate = evaluationsRoute.useNavigate()
  const sets = useQuery(trpc.questions.sets.queryOptions({ projectId, limit: 100 }))
  if (sets.isPending) return <RowsSkeleton rows={4} />
  if (sets.error) return <FailureNote error={sets.error} onRetry={() => void sets.refetch()} />
  if (sets.data.items.length === 0)
    return (
      <Empty
        icon={IconListNumbers}
        title="No question set yet"
        action={
          <Button onClick={() => void navigate({ search: (previous) => ({ ...previous, isNewSet: true }) })}>
            Take questions from dialogues
          </Button>
        }
      >
        A run needs questions. They can be taken from the dialogues that were kept, or be written down.
      </Empty>
    )
  return (
    <Panel isFlush>
      {sets.data.items.map((set) => (
        <SetRow
          key={set.id}
          set={set}
          isOpen={set.id === open}
          onToggle={() =>
            void navigate({
              search: (previous) => ({ ...previous, questionSet: set.id === open ? undefined : set.id }),
              replace: true,
            })
          }
        />
      ))}
    </Panel>
  )
}

function SetRow({ set, isOpen, onToggle }: { set: QuestionSetView; isOpen: boolean; onToggle: () => void }) {
  const queryClient = useQueryClient()
  const freeze = useMutation(
    trpc.questions.freeze.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.questions.pathFilter()),
      onError: notifyFailure,
    }),
  )
  return (
    <section className={classes.set}>
      <div className={classes.row}>
        <UnstyledButton className={classes.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronRight size={14} className={classes.chevron} aria-hidden />
          <strong>{set.name}</strong> <span className="faint">v{set.version}</span>
          <span className="soft">
            {plural(set.questions, 'question')} on {plural(set.videos, 'video')}
          </span>
          <span className="faint">{ago(set.createdAt)}</span>
        </UnstyledButton>
        {set.isFrozen ? (
          <span className={classes.frozen}>
            <IconLock size={13} aria-hidden /> frozen
          </span>
        ) : (
          <Button
            variant="default"
            size="compact-xs"
            loading={freeze.isPending}
            onClick={() => freeze.mutate({ id: set.id })}
          >
            Freeze
          </Button>
        )}
      </div>
      {isOpen ? <Questions setId={set.id} /> : null}
    </section>
  )
}

function Questions({ setId }: { setId: string }) {
  const questions = useInfiniteQuery(
    trpc.questions.list.infiniteQueryOptions(
      { questionSetId: setId, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  if (questions.isPending) return <LinesSkeleton lines={4} />
  if (questions.error) return <FailureNote error={questions.error} onRetry={() => void questions.refetch()} />
  return (
    <>
      <ol className={classes.questions}>
        {questions.data.pages
          .flatMap((page) => page.items)
          .map((question) => (
            <li key={question.id}>
              <span className="faint">{question.index + 1}</span>
              <span>
                <span className="prose">{question.text}</span>
                <span className={classes.where}>{question.videoName ?? 'about no video'}</span>
              </span>
            </li>
          ))}
      </ol>
      {questions.hasNextPage ? (
        <Button variant="subtle" loading={questions.isFetchingNextPage} onClick={() => void questions.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </>
  )
}
