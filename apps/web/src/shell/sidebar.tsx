/** The navigation of wide screens, with what runs right now at its foot. */
import { Kbd } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { navigation } from './navigation.js'
import { ProjectSwitch } from './project-switch.js'
import { RunningNow } from './running-now.js'
import classes from './sidebar.module.css'

export function Sidebar() {
  return (
    <aside className={classes.sidebar}>
      <Link to="/" className={classes.brand}>
        <img src="/favicon.svg" width={22} height={22} alt="" />
        <span>Video2Roleplay</span>
      </Link>
      <div className={classes.project}>
        <ProjectSwitch />
      </div>
      <nav aria-label="Main" className={classes.nav}>
        {navigation.map((entry) => (
          <Link
            key={entry.to}
            to={entry.to}
            className={classes.link}
            activeOptions={{ exact: entry.to === '/', includeSearch: false }}
          >
            <entry.icon size={16} stroke={1.6} aria-hidden />
            <span className={classes.label}>{entry.label}</span>
            <span className={classes.keys} aria-hidden>
              <Kbd size="xs">g</Kbd>
              <Kbd size="xs">{entry.key}</Kbd>
            </span>
          </Link>
        ))}
      </nav>
      <RunningNow />
    </aside>
  )
}
