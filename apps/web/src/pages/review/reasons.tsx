/** Why one would reject it, each with its digit. */
import { Kbd, UnstyledButton } from '@mantine/core'
import { reviewReasons, type ReviewReason } from '../../components/review-reasons.js'
import classes from './reasons.module.css'

interface Props {
  chosen: ReviewReason[]
  /** True after a rejection without a reason: the next digit is the reason. */
  isAsking: boolean
  onChoose: (code: ReviewReason) => void
}

export function Reasons({ chosen, isAsking, onChoose }: Props) {
  return (
    <section className={classes.reasons} data-asking={isAsking || undefined} aria-label="Reasons">
      {isAsking ? (
        <p role="status" className={classes.ask}>
          Why? Press a digit.
        </p>
      ) : null}
      <div className={classes.chips}>
        {reviewReasons.map(({ code, label }, index) => (
          <UnstyledButton
            key={code}
            className={classes.chip}
            aria-pressed={chosen.includes(code)}
            onClick={() => onChoose(code)}
          >
            <Kbd size="xs">{index + 1}</Kbd>
            {label}
          </UnstyledButton>
        ))}
      </div>
    </section>
  )
}
