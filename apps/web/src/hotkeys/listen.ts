/** Turns key presses into shortcuts. Silent while someone types, in an open dialog, and with Ctrl, Alt or ⌘ held. */
import { findShortcut, hasSequence } from './registry.js'

const SEQUENCE_MS = 900

export function listenForShortcuts(): () => void {
  let pending: { key: string; at: number } | undefined
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return
    const sequence = pending && event.timeStamp - pending.at < SEQUENCE_MS ? `${pending.key} ${event.key}` : undefined
    pending = undefined
    const shortcut = (sequence && findShortcut(sequence)) || findShortcut(event.key === ' ' ? 'space' : event.key)
    if (shortcut) {
      event.preventDefault()
      shortcut.run()
    } else if (hasSequence(event.key)) pending = { key: event.key, at: event.timeStamp }
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

const TYPING = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]'
const PRESSABLE = 'button, a, summary, [role=button], [role=tab], [role=menuitem], [role=slider]'

function isBusy(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(TYPING)) return true
  if (document.querySelector('[role=dialog][data-modal-content], [role=menu]')) return event.key !== 'Escape'
  // Space and Enter belong to the control that has the focus.
  return (event.key === ' ' || event.key === 'Enter') && target?.closest(PRESSABLE) != null
}
