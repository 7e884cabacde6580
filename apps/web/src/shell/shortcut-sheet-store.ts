/** Whether the shortcut sheet is open: opened from the top bar and by a key. */
import { createSimpleStore } from './simple-store.js'

export const shortcutSheet = createSimpleStore(false)
export const openShortcutSheet = (): void => shortcutSheet.set(true)
