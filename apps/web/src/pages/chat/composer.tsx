/** Where one writes. Enter sends, Shift Enter begins a line; while an answer arrives the button stops it. */
import { ActionIcon, Textarea } from '@mantine/core'
import { IconArrowUp, IconPlayerStopFilled } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './composer.module.css'

interface Props {
  isSending: boolean
  onSend: (text: string) => void
  onStop: () => void
}

export function Composer({ isSending, onSend, onStop }: Props) {
  const [text, setText] = useState('')
  const send = () => {
    if (isSending || text.trim() === '') return
    onSend(text.trim())
    setText('')
  }
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Textarea
        id="composer"
        className={classes.field ?? ''}
        aria-label="Your message"
        placeholder="Ask the person in the video…"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={20_000}
        size="sm"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      {isSending ? (
        <ActionIcon size={36} variant="default" aria-label="Stop the answer" onClick={onStop}>
          <IconPlayerStopFilled size={16} />
        </ActionIcon>
      ) : (
        <ActionIcon
          size={36}
          variant="filled"
          color="plum"
          type="submit"
          aria-label="Send"
          disabled={text.trim() === ''}
        >
          <IconArrowUp size={18} />
        </ActionIcon>
      )}
    </form>
  )
}
