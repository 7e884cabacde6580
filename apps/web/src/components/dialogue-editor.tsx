/** Editing a dialogue in place. If somebody else was quicker, both texts are shown and nothing is lost. */
import { Button, Textarea } from '@mantine/core'
import { TRPCClientError } from '@trpc/client'
import { useState } from 'react'
import type { DialogueView } from '../api-types.js'
import { useReview } from './use-review.js'
import classes from './dialogue-editor.module.css'

export function DialogueEditor({ dialogue, onClose }: { dialogue: DialogueView; onClose: () => void }) {
  const [question, setQuestion] = useState(dialogue.question)
  const [answer, setAnswer] = useState(dialogue.answer)
  const review = useReview()
  const save = () =>
    review.mutate(
      { id: dialogue.id, version: dialogue.version, decision: 'edit', question, answer },
      { onSuccess: onClose },
    )
  const theirs = review.isConflict ? (readTheirs(review.error) ?? dialogue) : undefined
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
      }}
    >
      {theirs ? (
        <div className={classes.conflict} role="alert">
          <strong>Changed by somebody else while you wrote.</strong>
          <p className="prose">{theirs.question}</p>
          <p className="prose">{theirs.answer}</p>
          <span>Save again to put your text over it, or cancel to keep theirs.</span>
        </div>
      ) : null}
      <Textarea
        autosize
        minRows={1}
        maxRows={6}
        label="Question"
        value={question}
        data-autofocus
        autoFocus
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <Textarea
        autosize
        minRows={2}
        maxRows={12}
        label="Answer"
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={review.isPending} disabled={!question.trim() || !answer.trim()}>
          Save
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <span className="faint">Ctrl Enter saves, Esc cancels</span>
      </div>
    </form>
  )
}

/** The server sends the newest text along with the refusal. */
function readTheirs(error: unknown): { question: string; answer: string } | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const details: unknown = error.data?.failure?.details
  const theirs = isRecord(details) ? details['theirs'] : undefined
  return isRecord(theirs) && typeof theirs['question'] === 'string' && typeof theirs['answer'] === 'string'
    ? { question: theirs['question'], answer: theirs['answer'] }
    : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
