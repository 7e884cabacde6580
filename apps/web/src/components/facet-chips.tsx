/** One question, several answers with their counts: press one to keep only those, press it again for all. */
import { UnstyledButton } from '@mantine/core'
import { count } from '../format.js'
import classes from './facet-chips.module.css'

interface Props<Value extends string> {
  label: string
  options: { value: Value; label: string; count?: number | undefined }[]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}

export function FacetChips<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  return (
    <div className={classes.group} role="group" aria-label={label}>
      {options.map((option) => (
        <UnstyledButton
          key={option.value}
          className={classes.chip}
          data-value={option.value}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value === value ? undefined : option.value)}
        >
          {option.label}
          {option.count === undefined ? null : <span className={classes.count}>{count(option.count)}</span>}
        </UnstyledButton>
      ))}
    </div>
  )
}
