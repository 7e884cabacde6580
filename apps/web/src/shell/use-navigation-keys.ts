/** "g" and a letter jumps to a room; "?" opens the shortcut sheet; "u" adds videos. */
import { useNavigate } from '@tanstack/react-router'
import { useShortcuts } from '../hotkeys/use-shortcuts.js'
import { openFilePicker } from '../uploads/file-picker.js'
import { navigation } from './navigation.js'
import { openShortcutSheet } from './shortcut-sheet-store.js'

export function useNavigationKeys(): void {
  const navigate = useNavigate()
  useShortcuts(
    'Go to',
    navigation.map((entry) => ({
      keys: `g ${entry.key}`,
      label: entry.label,
      run: () => void navigate({ to: entry.to }),
    })),
  )
  useShortcuts('Everywhere', [
    { keys: '?', label: 'This sheet', run: openShortcutSheet },
    { keys: 'u', label: 'Add videos', run: openFilePicker },
  ])
}
