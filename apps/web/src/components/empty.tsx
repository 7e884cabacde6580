/** A place with nothing in it yet: what will be here, and the one thing to do next. */
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './empty.module.css'

export function Empty({
  icon: EmptyIcon,
  title,
  children,
  action,
}: {
  icon: Icon
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={classes.empty}>
      <div className={classes.disc}>
        <EmptyIcon size={22} stroke={1.5} aria-hidden />
      </div>
      <div className={classes.title}>{title}</div>
      {children ? <div className={classes.text}>{children}</div> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}
