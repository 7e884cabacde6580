/** Everything about an item from the keyboard. Letters decide, digits say why, brackets go through the moments. */
import type { ReviewItem } from '../../api-types.js'
import { reviewReasons, type ReviewReason } from '../../components/review-reasons.js'
import type { PlayerHandle } from '../../components/use-player.js'
import { useShortcuts } from '../../hotkeys/use-shortcuts.js'

export interface ItemActions {
  accept: () => void
  reject: () => void
  edit: () => void
  regenerate: () => void
  leave: () => void
  undo: () => void
  skip: () => void
  chooseReason: (code: ReviewReason) => void
}

export function useItemKeys(item: ReviewItem, player: PlayerHandle, actions: ItemActions): void {
  const fps = item.video.fps ?? 25
  const leaning = (item.grounding?.sentences ?? [])
    .flatMap(({ timestampSeconds }) => (timestampSeconds === null ? [] : [timestampSeconds]))
    .toSorted((a, b) => a - b)
  const step = (by: 1 | -1) => {
    const now = player.now()
    const next = by > 0 ? leaning.find((at) => at > now + 0.01) : leaning.findLast((at) => at < now - 0.01)
    const wrapped = next ?? (by > 0 ? leaning[0] : leaning.at(-1))
    if (wrapped !== undefined) player.seek(wrapped)
  }
  useShortcuts('Player', [
    { keys: 'space', label: 'Play or pause', run: player.toggle },
    { keys: '<', label: 'One frame back', run: () => player.nudge(-1 / fps) },
    { keys: '>', label: 'One frame on', run: () => player.nudge(1 / fps) },
    { keys: ']', label: 'Next moment the answer leans on', run: () => step(1) },
    { keys: '[', label: 'Previous moment the answer leans on', run: () => step(-1) },
  ])
  useShortcuts(
    'Reasons',
    reviewReasons.map(({ code, label }, index) => ({
      keys: String(index + 1),
      label,
      run: () => actions.chooseReason(code),
    })),
  )
  useShortcuts('Review', [
    { keys: 'a', label: 'Accept; takes a new answer over', run: actions.accept },
    { keys: 'r', label: 'Reject, for the chosen reasons or the next digit', run: actions.reject },
    { keys: 'e', label: 'Edit; Ctrl Enter saves', run: actions.edit },
    { keys: 'g', label: 'Ask the teacher again', run: actions.regenerate },
    { keys: 's', label: 'Skip', run: actions.skip },
    { keys: 'u', label: 'Take the last decision back', run: actions.undo },
    { keys: 'Escape', label: 'Leave the new answer or the question why', run: actions.leave },
  ])
}
