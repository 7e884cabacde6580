/** Dialogues decided from the keyboard: j/k along, a accepts, r rejects, z takes it back, e edits. */
import { useState } from 'react'
import type { DialogueView } from '../../api-types.js'
import { useReview } from '../../components/use-review.js'
import { useShortcuts } from '../../hotkeys/use-shortcuts.js'

export function useReviewKeys(dialogues: DialogueView[]): string | undefined {
  const [currentId, setCurrentId] = useState<string>()
  const review = useReview()
  const position = dialogues.findIndex((dialogue) => dialogue.id === currentId)
  const current = dialogues[position]
  const move = (by: number) => {
    const next = dialogues[Math.min(dialogues.length - 1, Math.max(0, position + by))]
    setCurrentId(next?.id)
    document.querySelector(`#dialogue-${next?.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const decide = (decision: 'accept' | 'reject' | 'undo') => {
    if (!current) return
    review.mutate({ id: current.id, version: current.version, decision })
    if (decision !== 'undo') move(1)
  }
  useShortcuts('Dialogues', [
    { keys: 'j', label: 'Next dialogue', run: () => move(1) },
    { keys: 'k', label: 'Previous dialogue', run: () => move(-1) },
    { keys: 'a', label: 'Accept', run: () => decide('accept') },
    { keys: 'r', label: 'Reject', run: () => decide('reject') },
    { keys: 'z', label: 'Take the decision back', run: () => decide('undo') },
    {
      keys: 'e',
      label: 'Edit',
      run: () => document.querySelector<HTMLElement>(`#dialogue-${currentId} [data-edit]`)?.click(),
    },
  ])
  return currentId
}
