/** The frame of every page: its name, what belongs to the right of it, and the content below. */
import { useEffect, type ReactNode } from 'react'
import classes from './page.module.css'

interface Props {
  title: ReactNode
  documentTitle: string
  /** Beside the title: badges and counts. */
  aside?: ReactNode
  actions?: ReactNode
  /** The content brings its own margins and scrolls by itself. */
  isBare?: boolean
  children: ReactNode
}

export function Page({ title, documentTitle, aside, actions, isBare, children }: Props) {
  useEffect(() => {
    document.title = `${documentTitle} · Video2Roleplay`
  }, [documentTitle])
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h1 className={classes.title}>{title}</h1>
          {aside}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      <div className={isBare ? classes.bare : classes.content}>{children}</div>
    </div>
  )
}
