/** One question and its answer: kept or dropped, why, and what a person decided. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { DialogueView } from '../api-types.js'
import { StateBadge } from './badges.js'
import { clearDraft } from './dialogue-draft.js'
import { DialogueEditor } from './dialogue-editor.js'
import { FlagChips } from './flag-chips.js'
import { Rehearsal } from './rehearsal.js'
import { reviewReasons } from './review-reasons.js'
import { readReviewerName } from './reviewer-name.js'
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
  const base = () => ({ id: dialogue.id, version: dialogue.version, reviewer: readReviewerName() ?? undefined })
  const decide = (decision: 'accept' | 'reject' | 'undo', reasonCodes: string[] = []) =>
    review.mutate({ ...base(), decision, reasonCodes })
  const isChanged = dialogue.rawQuestion !== dialogue.question || dialogue.rawAnswer !== dialogue.answer
  return (
    <article
      id={`dialogue-${dialogue.id}`}
      className={classes.card}
      data-status={dialogue.status}
      data-current={isCurrent || undefined}
    >
      {isEditing ? (
        <DialogueEditor
          dialogue={dialogue}
          theirs={review.theirs}
          isSaving={review.isPending}
          onSave={(text) =>
            review.mutate(
              { ...base(), ...text, decision: 'edit' },
              {
                onSuccess: () => {
                  clearDraft(dialogue.id)
                  setIsEditing(false)
                },
              },
            )
          }
          onClose={() => setIsEditing(false)}
        />
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
      <FlagChips flags={dialogue.flags} />
      {review.isConflict && !isEditing ? (
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
          <Menu>
            <Menu.Target>
              <ActionIcon
                aria-label="Reject"
                aria-pressed={dialogue.review === 'rejected'}
                variant={dialogue.review === 'rejected' ? 'light' : 'subtle'}
                color={dialogue.review === 'rejected' ? 'plum' : 'gray'}
              >
                <IconX size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>Reject because</Menu.Label>
              {reviewReasons.map(({ code, label }) => (
                <Menu.Item key={code} onClick={() => decide('reject', [code])}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
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
