/** The navigation of small screens: four rooms within a thumb's reach, the rest behind "More". */
import { Drawer, FocusTrap, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { navigation } from './navigation.js'
import { ProjectSwitch } from './project-switch.js'
import { RunningNow } from './running-now.js'
import classes from './bottom-bar.module.css'

export function BottomBar() {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <nav className={classes.bar} aria-label="Main">
      {navigation
        .filter((entry) => entry.isPrimary)
        .map((entry) => (
          <Link
            key={entry.to}
            to={entry.to}
            className={classes.item}
            activeOptions={{ exact: entry.to === '/', includeSearch: false }}
          >
            <entry.icon size={20} stroke={1.5} aria-hidden />
            {entry.short}
          </Link>
        ))}
      <UnstyledButton className={classes.item} onClick={open} aria-haspopup="dialog">
        <IconDots size={20} stroke={1.5} aria-hidden />
        More
      </UnstyledButton>
      <Drawer opened={isOpen} onClose={close} position="bottom" size="auto" title="More">
        <FocusTrap.InitialFocus />
        <div className={classes.more}>
          {navigation
            .filter((entry) => !entry.isPrimary)
            .map((entry) => (
              <Link key={entry.to} to={entry.to} className={classes.row} onClick={close}>
                <entry.icon size={18} stroke={1.5} aria-hidden />
                {entry.label}
              </Link>
            ))}
          <ProjectSwitch />
          <RunningNow />
        </div>
      </Drawer>
    </nav>
  )
}
