/** The frame around every page: navigation, search, live state, and what reacts to keys and dropped files anywhere. */
import { Outlet } from '@tanstack/react-router'
import { GlobalDrop } from '../uploads/global-drop.js'
import { UploadTray } from '../uploads/upload-tray.js'
import { BottomBar } from './bottom-bar.js'
import { CommandMenu } from './command-menu.js'
import { ProjectGate } from './project.js'
import { ShortcutSheet } from './shortcut-sheet.js'
import { Sidebar } from './sidebar.js'
import { StaleBanner } from './stale-banner.js'
import { TopBar } from './top-bar.js'
import { useNavigationKeys } from './use-navigation-keys.js'
import classes from './shell.module.css'

export function Shell() {
  useNavigationKeys()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <Sidebar />
      <div className={classes.column}>
        <TopBar />
        <StaleBanner />
        <main id="content" className={classes.main} tabIndex={-1}>
          <ProjectGate>
            <Outlet />
          </ProjectGate>
        </main>
      </div>
      <BottomBar />
      <CommandMenu />
      <ShortcutSheet />
      <GlobalDrop />
      <UploadTray />
    </div>
  )
}
