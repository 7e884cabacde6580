/** A thin bar: search for anything, the rehearsal mark, the live state, the colour scheme. */
import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconKeyboard, IconSearch, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Rehearsal } from '../components/rehearsal.js'
import { openFilePicker } from '../uploads/file-picker.js'
import { ColorSchemeButton } from './color-scheme-button.js'
import { useStreamHealth } from './live-events.js'
import { useOpenProject } from './project.js'
import { openShortcutSheet } from './shortcut-sheet-store.js'
import classes from './top-bar.module.css'

export function TopBar() {
  const { overview } = useOpenProject()
  const health = useStreamHealth()
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.brand} aria-label="Overview">
        <img src="/favicon.svg" width={22} height={22} alt="" />
      </Link>
      <UnstyledButton className={classes.search} onClick={spotlight.open} aria-label="Search and commands">
        <IconSearch size={14} aria-hidden />
        <span className={classes.placeholder}>Search or jump to…</span>
        <Kbd size="xs">{isApple ? '⌘K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      <div className={classes.right}>
        {overview.data?.isRehearsal ? <Rehearsal /> : null}
        <Tooltip label={healthWords[health]}>
          <span className={classes.dot} data-health={health} role="img" aria-label={healthWords[health]} />
        </Tooltip>
        <Tooltip label="Add videos">
          <ActionIcon aria-label="Add videos" onClick={openFilePicker}>
            <IconUpload size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Keyboard shortcuts  ?">
          <ActionIcon className={classes.wideOnly} aria-label="Keyboard shortcuts" onClick={openShortcutSheet}>
            <IconKeyboard size={16} />
          </ActionIcon>
        </Tooltip>
        <ColorSchemeButton />
      </div>
    </header>
  )
}

const isApple = /mac|iphone|ipad/i.test(navigator.userAgent)

const healthWords = {
  live: 'Live: changes appear as they happen',
  connecting: 'Connecting to live updates',
  cut: 'Live updates are cut; reconnecting',
}
