/** j and k walk through a list whose current item is in the address. */
import { useShortcuts } from '../hotkeys/use-shortcuts.js'

export function useListKeys(
  group: string,
  items: readonly { id: string }[],
  currentId: string | undefined,
  onChange: (id: string | undefined) => void,
): void {
  const position = items.findIndex((item) => item.id === currentId)
  const move = (by: number) => onChange(items[Math.min(items.length - 1, Math.max(0, position + by))]?.id)
  useShortcuts(group, [
    { keys: 'j', label: 'Next', run: () => move(1) },
    { keys: 'k', label: 'Previous', run: () => move(position < 0 ? 1 : -1) },
    { keys: 'Escape', label: 'None', run: () => onChange(undefined) },
  ])
}
