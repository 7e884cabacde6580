/** A titled box on the page's ground. */
import type { ReactNode } from 'react'
import classes from './panel.module.css'

interface Props {
  title?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  isFlush?: boolean
  children: ReactNode
}

export function Panel({ title, note, actions, isFlush, children }: Props) {
  return (
    <section className={classes.panel}>
      {title || actions ? (
        <header className={classes.header}>
          <div className={classes.heading}>
            <h2 className={classes.title}>{title}</h2>
            {note ? <span className={classes.note}>{note}</span> : null}
          </div>
          {actions ? <div className={classes.actions}>{actions}</div> : null}
        </header>
      ) : null}
      <div className={isFlush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
