/** What somebody is writing about a dialogue, kept in this browser until it is saved or thrown away. */
export interface DialogueDraft {
  question: string
  answer: string
}

const keyOf = (id: string) => `v2r-draft-${id}`

export function readDraft(id: string): DialogueDraft | null {
  const stored = localStorage.getItem(keyOf(id))
  if (stored === null) return null
  try {
    const draft: unknown = JSON.parse(stored)
    return isDraft(draft) ? draft : null
  } catch {
    return null // written by something else: as if there were none
  }
}

export function writeDraft(id: string, draft: DialogueDraft): void {
  localStorage.setItem(keyOf(id), JSON.stringify(draft))
}

export function clearDraft(id: string): void {
  localStorage.removeItem(keyOf(id))
}

const isDraft = (value: unknown): value is DialogueDraft =>
  typeof value === 'object' &&
  value !== null &&
  'question' in value &&
  'answer' in value &&
  typeof value.question === 'string' &&
  typeof value.answer === 'string'
