/** Shortcuts that live as long as the component does. The handlers may change; the keys decide when to register. */
import { useEffect, useRef } from 'react'
import { addShortcuts, type Shortcut } from './registry.js'

export function useShortcuts(group: string, shortcuts: Omit<Shortcut, 'group'>[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const signature = shortcuts.map((shortcut) => `${shortcut.keys}\t${shortcut.label}`).join('\n')
  useEffect(() => {
    if (signature === '') return
    const registered = signature.split('\n').map((line, index) => {
      const [keys = '', label = ''] = line.split('\t')
      return { keys, label, group, run: () => latest.current[index]?.run() }
    })
    return addShortcuts(registered)
  }, [group, signature])
}
