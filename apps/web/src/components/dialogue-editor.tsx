/**
 * Editing a dialogue in place. What is written is kept in this browser until it is saved; if somebody else was
 * quicker, both texts are shown and nothing is lost.
 */
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { DialogueView } from '../api-types.js'
import { clearDraft, readDraft, writeDraft, type DialogueDraft } from './dialogue-draft.js'
import { TextDiff } from './text-diff.js'
import classes from './dialogue-editor.module.css'

interface Props {
  dialogue: DialogueView
  /** What to begin with, where it is neither the dialogue nor a draft of it. */
  start?: DialogueDraft | undefined
  /** What somebody else has written meanwhile. */
  theirs?: DialogueDraft | undefined
  isSaving: boolean
  onSave: (text: DialogueDraft) => void
  onClose: () => void
}

export function DialogueEditor({ dialogue, start, theirs, isSaving, onSave, onClose }: Props) {
  const [text, setText] = useState<DialogueDraft>(
    () => start ?? readDraft(dialogue.id) ?? { question: dialogue.question, answer: dialogue.answer },
  )
  const change = (part: Partial<DialogueDraft>) => {
    const next = { ...text, ...part }
    setText(next)
    writeDraft(dialogue.id, next)
  }
  const isWhole = text.question.trim() !== '' && text.answer.trim() !== ''
  const save = () => {
    if (isWhole) onSave(text)
  }
  const discard = () => {
    clearDraft(dialogue.id)
    onClose()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') discard()
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
      }}
    >
      {theirs ? (
        <div className={classes.conflict} role="alert">
          <strong>Changed by somebody else while you wrote. What is yours is marked against theirs:</strong>
          <TextDiff before={theirs.question} after={text.question} />
          <TextDiff before={theirs.answer} after={text.answer} />
          <span>Save again to put your text over it, or cancel to keep theirs.</span>
        </div>
      ) : null}
      <Textarea
        autosize
        minRows={1}
        maxRows={6}
        label="Question"
        value={text.question}
        onChange={(event) => change({ question: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={2}
        maxRows={12}
        label="Answer"
        value={text.answer}
        data-autofocus
        autoFocus
        onChange={(event) => change({ answer: event.currentTarget.value })}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={isSaving} disabled={!isWhole}>
          Save
        </Button>
        <Button variant="default" onClick={discard}>
          Cancel
        </Button>
        <span className="faint">Ctrl Enter saves, Esc cancels</span>
      </div>
    </form>
  )
}
