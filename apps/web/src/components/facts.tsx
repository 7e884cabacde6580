/** Names and values, side by side, as many columns as fit. A missing fact takes no place. */
import type { ReactNode } from 'react'
import classes from './facts.module.css'

export function Facts({ facts }: { facts: ([name: string, value: ReactNode] | null)[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map((fact) =>
        fact === null ? null : (
          <div key={fact[0]} className={classes.fact}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
