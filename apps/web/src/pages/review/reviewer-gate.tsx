/** Asks for a name before the first decision. Nothing proves who it is; it tells one reviewer from another. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { setReviewerName } from '../../components/reviewer-name.js'
import classes from './reviewer-gate.module.css'

export function ReviewerGate() {
  const [name, setName] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') setReviewerName(name.trim())
      }}
    >
      <h2 className={classes.title}>Who is reviewing?</h2>
      <TextInput
        size="sm"
        autoFocus
        data-autofocus
        label="Your name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className="faint">
        It is kept in this browser and stands beside every decision. There are no accounts yet: nobody checks it.
      </p>
      <Button type="submit" size="sm" disabled={name.trim() === ''}>
        Begin
      </Button>
    </form>
  )
}
