/** The mark of everything that the rehearsal model made. It is never presented as a model's result. */
import { Tooltip } from '@mantine/core'
import { IconMasksTheater } from '@tabler/icons-react'
import classes from './rehearsal.module.css'

const MEANING =
  'Made by the rehearsal model: it answers from frame statistics and prompt text, so that everything can be tried without a key. It is not a result of any real model.'

export function Rehearsal({ isShort = false }: { isShort?: boolean }) {
  return (
    <Tooltip label={MEANING}>
      <span className={classes.mark} tabIndex={0} aria-label={`Rehearsal. ${MEANING}`}>
        <IconMasksTheater size={12} aria-hidden />
        {isShort ? null : <span>Rehearsal</span>}
      </span>
    </Tooltip>
  )
}
