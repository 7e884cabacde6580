import { expect, test } from 'vitest'
import { addShortcuts, findShortcut, hasSequence } from './registry.js'

const shortcut = (keys: string, label: string) => ({ keys, label, group: 'Test', run: () => undefined })

test("a page's own key comes before the shell's, and gives it back when the page is left", () => {
  const leaveShell = addShortcuts([shortcut('j', 'shell'), shortcut('g v', 'videos')])
  const leavePage = addShortcuts([shortcut('j', 'page')])
  expect(findShortcut('j')?.label).toBe('page')
  leavePage()
  expect(findShortcut('j')?.label).toBe('shell')
  expect([hasSequence('g'), hasSequence('j')]).toEqual([true, false])
  leaveShell()
  expect(findShortcut('j')).toBeUndefined()
})

test('the slash is a key of its own', () => {
  const leave = addShortcuts([shortcut('/', 'search')])
  expect(findShortcut('/')?.label).toBe('search')
  leave()
})
