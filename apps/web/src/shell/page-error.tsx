/** A page that broke while drawing itself. The rest of the frame keeps working. */
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { FailureNote } from '../components/failure-note.js'
import classes from './page-error.module.css'

export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <div className={classes.page}>
      <FailureNote
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </div>
  )
}
