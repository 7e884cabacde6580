/** One item: the video with the moments that its answer leans on, the pair, why one might reject it, and the keys. */
import { Button, Kbd } from '@mantine/core'
import { useState } from 'react'
import type { ReviewItem } from '../../api-types.js'
import { DialogueEditor } from '../../components/dialogue-editor.js'
import { FlagChips } from '../../components/flag-chips.js'
import { Player } from '../../components/player.js'
import { Rehearsal } from '../../components/rehearsal.js'
import type { ReviewReason } from '../../components/review-reasons.js'
import { TextDiff } from '../../components/text-diff.js'
import { usePlayer } from '../../components/use-player.js'
import { AnswerText } from './answer-text.js'
import { Grounding } from './grounding.js'
import { Moments } from './moments.js'
import { Reasons } from './reasons.js'
import { useItemKeys } from './use-item-keys.js'
import type { Queue } from './use-queue.js'
import { useRegeneration } from './use-regeneration.js'
import { Verdicts } from './verdicts.js'
import classes from './item.module.css'

export function Item({ item, queue, reviewer }: { item: ReviewItem; queue: Queue; reviewer: string }) {
  const { dialogue, video, grounding } = item
  const player = usePlayer()
  const regeneration = useRegeneration(dialogue.id, reviewer)
  const [reasons, setReasons] = useState<ReviewReason[]>([])
  const [isAskingWhy, setIsAskingWhy] = useState(false)
  const [isEditing, setIsEditing] = useState(false)
  const { proposal } = regeneration

  const reject = (codes: ReviewReason[]) => {
    if (codes.length > 0) queue.send({ decision: 'reject', reasonCodes: codes })
    else setIsAskingWhy(true)
  }
  const chooseReason = (code: ReviewReason) => {
    if (isAskingWhy) reject([code])
    else setReasons((now) => (now.includes(code) ? now.filter((one) => one !== code) : [...now, code]))
  }
  const accept = () =>
    proposal
      ? queue.send({
          decision: 'edit',
          answer: proposal.answer,
          reasonCodes: reasons,
          callId: proposal.callId ?? undefined,
        })
      : queue.send({ decision: 'accept', reasonCodes: reasons })
  const actions = {
    accept,
    reject: () => reject(reasons),
    edit: () => setIsEditing(true),
    regenerate: () => regeneration.ask(reasons),
    leave: () => {
      setIsAskingWhy(false)
      regeneration.drop()
    },
    undo: queue.undo,
    skip: queue.skip,
    chooseReason,
  }
  // A key that comes while the next item is fetched was meant for nothing that can be seen.
  useItemKeys(item, player, queue.isBusy ? idle : actions)

  return (
    <div className={classes.columns}>
      <div className={classes.left}>
        <Player src={video.mediaUrl} poster={video.posterUrl} player={player} label={video.name} />
        <Moments item={item} player={player} />
        <div className={classes.leaning}>
          <Grounding grounding={grounding} player={player} />
        </div>
      </div>
      <div className={classes.right}>
        {item.summary ? (
          <details className={classes.caption}>
            <summary>Caption the answer was written from</summary>
            <p className="prose">{item.summary}</p>
          </details>
        ) : null}
        <article className={classes.pair} aria-label="Dialogue" data-dialogue={dialogue.id}>
          {isEditing ? (
            <DialogueEditor
              dialogue={dialogue}
              start={proposal ? { question: dialogue.question, answer: proposal.answer } : undefined}
              theirs={queue.theirs}
              isSaving={queue.isBusy}
              onSave={(text) =>
                queue.send({ ...text, decision: 'edit', reasonCodes: reasons, callId: proposal?.callId ?? undefined })
              }
              onClose={() => setIsEditing(false)}
            />
          ) : (
            <>
              <p className={`prose ${classes.question}`}>{dialogue.question}</p>
              {proposal ? (
                <TextDiff before={dialogue.answer} after={proposal.answer} />
              ) : (
                <AnswerText answer={dialogue.answer} unsupported={grounding?.unsupported ?? []} />
              )}
            </>
          )}
          {queue.theirs && !isEditing ? (
            <div className={classes.conflict} role="alert">
              <strong>Somebody else changed this dialogue while you were looking at it. It now reads:</strong>
              <p className="prose">{queue.theirs.question}</p>
              <p className="prose">{queue.theirs.answer}</p>
              <span>Decide again: your decision will be about this text.</span>
            </div>
          ) : null}
          <footer className={classes.facts}>
            <FlagChips flags={dialogue.flags} />
            <span className="faint">{dialogue.teacher}</span>
            {dialogue.score === null ? null : <span className="faint">selected with {dialogue.score}</span>}
            {dialogue.isRehearsal ? <Rehearsal isShort /> : null}
            {proposal ? (
              <span className={classes.proposal}>
                New answer by {proposal.model}
                {proposal.isTruncated ? ', cut at its token limit' : ''}: <Kbd size="xs">a</Kbd> takes it,{' '}
                <Kbd size="xs">Esc</Kbd> leaves it
              </span>
            ) : null}
            {regeneration.refusal ? <span className={classes.refusal}>{regeneration.refusal}</span> : null}
          </footer>
        </article>
        <Verdicts verdicts={item.verdicts} />
        <Reasons chosen={reasons} isAsking={isAskingWhy} onChoose={chooseReason} />
        <div className={classes.actions} role="toolbar" aria-label="Decide">
          <Button color="teal" onClick={actions.accept} disabled={queue.isBusy} rightSection={<Key name="a" />}>
            {proposal ? 'Take the new answer' : 'Accept'}
          </Button>
          <Button
            color="red"
            variant="light"
            onClick={actions.reject}
            disabled={queue.isBusy}
            rightSection={<Key name="r" />}
          >
            Reject
          </Button>
          <Button variant="default" onClick={actions.edit} rightSection={<Key name="e" />}>
            Edit
          </Button>
          <Button
            variant="default"
            onClick={actions.regenerate}
            loading={regeneration.isPending}
            rightSection={<Key name="g" />}
          >
            Regenerate
          </Button>
          <Button variant="subtle" color="gray" onClick={actions.skip} rightSection={<Key name="s" />}>
            Skip
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={actions.undo}
            disabled={queue.decided === 0}
            rightSection={<Key name="u" />}
          >
            Undo
          </Button>
        </div>
      </div>
    </div>
  )
}

const nothing = () => undefined
const idle = {
  accept: nothing,
  reject: nothing,
  edit: nothing,
  regenerate: nothing,
  leave: nothing,
  undo: nothing,
  skip: nothing,
  chooseReason: nothing,
}

const Key = ({ name }: { name: string }) => (
  <Kbd size="xs" className={classes.key}>
    {name}
  </Kbd>
)
