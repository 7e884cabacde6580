/** One question and its answer: kept or dropped, why, and what a person decided. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { DialogueView } from '../api-types.js'
import { StateBadge } from './badges.js'
import { DialogueEditor } from './dialogue-editor.js'
import { Rehearsal } from './rehearsal.js'
import { useReview } from './use-review.js'
import classes from './dialogue-card.module.css'

const stepWords: Record<DialogueView['step'], string> = {
  parse: 'reading the reply',
  refusal: 'refusals',
  selection: 'selection',
  clean: 'cleaning',
}

export function DialogueCard({ dialogue, isCurrent }: { dialogue: DialogueView; isCurrent?: boolean }) {
  const [isEditing, setIsEditing] = useState(false)
  const review = useReview()
  const decide = (decision: 'accept' | 'reject' | 'undo') =>
    review.mutate({ id: dialogue.id, version: dialogue.version, decision })
  const isChanged = dialogue.rawQuestion !== dialogue.question || dialogue.rawAnswer !== dialogue.answer
  return (
    <article
      id={`dialogue-${dialogue.id}`}
      className={classes.card}
      data-status={dialogue.status}
      data-current={isCurrent || undefined}
    >
      {isEditing ? (
        <DialogueEditor dialogue={dialogue} onClose={() => setIsEditing(false)} />
      ) : (
        <>
          <p className={`prose ${classes.question}`}>{dialogue.question}</p>
          <p className={`prose ${classes.answer}`}>{dialogue.answer}</p>
        </>
      )}
      {isChanged && !isEditing ? (
        <details className={classes.raw}>
          <summary>As the teacher wrote it</summary>
          <p className="prose">{dialogue.rawQuestion}</p>
          <p className="prose">{dialogue.rawAnswer}</p>
        </details>
      ) : null}
      {review.isConflict ? (
        <p className={classes.conflict} role="alert">
          Somebody decided about this dialogue in the meantime. It now shows the newest version; decide again.
        </p>
      ) : null}
      <footer className={classes.foot}>
        <StateBadge state={dialogue.review === 'unreviewed' ? dialogue.status : dialogue.review} />
        {dialogue.status === 'dropped' ? (
          <span className={classes.why}>
            at {stepWords[dialogue.step]}
            {dialogue.reason ? `: ${dialogue.reason}` : ''}
          </span>
        ) : null}
        {dialogue.score === null ? null : <span className="faint">score {dialogue.score}</span>}
        <span className="faint truncate">{dialogue.teacher}</span>
        {dialogue.isRehearsal ? <Rehearsal isShort /> : null}
        <span className={classes.actions}>
          <Decision label="Accept" isOn={dialogue.review === 'accepted'} onClick={() => decide('accept')}>
            <IconCheck size={15} />
          </Decision>
          <Decision label="Reject" isOn={dialogue.review === 'rejected'} onClick={() => decide('reject')}>
            <IconX size={15} />
          </Decision>
          <Tooltip label="Edit">
            <ActionIcon data-edit aria-label="Edit" onClick={() => setIsEditing(true)}>
              <IconPencil size={15} />
            </ActionIcon>
          </Tooltip>
          {dialogue.review === 'unreviewed' ? null : (
            <Decision label="Take the decision back" isOn={false} onClick={() => decide('undo')}>
              <IconArrowBackUp size={15} />
            </Decision>
          )}
        </span>
      </footer>
    </article>
  )
}

interface DecisionProps {
  label: string
  isOn: boolean
  onClick: () => void
  children: React.ReactNode
}

function Decision({ label, isOn, onClick, children }: DecisionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={isOn}
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? 'plum' : 'gray'}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
