/** Every shortcut that works right now, by group. Built from the registry that the key listener reads. */
import { FocusTrap, Kbd, Modal } from '@mantine/core'
import { useEffect, useSyncExternalStore } from 'react'
import { listenForShortcuts } from '../hotkeys/listen.js'
import { readShortcuts, watchShortcuts } from '../hotkeys/registry.js'
import { shortcutSheet } from './shortcut-sheet-store.js'
import { useSimpleStore } from './simple-store.js'
import classes from './shortcut-sheet.module.css'

export function ShortcutSheet() {
  const isOpen = useSimpleStore(shortcutSheet)
  const shortcuts = useSyncExternalStore(watchShortcuts, readShortcuts)
  useEffect(listenForShortcuts, [])
  const groups = Map.groupBy(shortcuts, (shortcut) => shortcut.group)
  return (
    <Modal opened={isOpen} onClose={() => shortcutSheet.set(false)} title="Keyboard shortcuts" size="lg">
      <FocusTrap.InitialFocus />
      <div className={classes.groups}>
        {[...groups].toReversed().map(([group, items]) => (
          <section key={group}>
            <h3 className={classes.title}>{group}</h3>
            <dl className={classes.list}>
              {items.map((item) => (
                <div key={item.keys} className={classes.row}>
                  <dt>{item.label}</dt>
                  <dd>
                    {item.keys.split(' ').map((key, index) =>
                      key === '/' && index > 0 && item.keys.length > 3 ? (
                        <span key={`${key}${index}`}> or </span>
                      ) : (
                        <Kbd key={`${key}${index}`} size="xs">
                          {key}
                        </Kbd>
                      ),
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={classes.title}>Search</h3>
          <dl className={classes.list}>
            <div className={classes.row}>
              <dt>Search and commands</dt>
              <dd>
                <Kbd size="xs">Ctrl / ⌘ K</Kbd>
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </Modal>
  )
}
