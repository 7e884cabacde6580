/** A page's own search box. "/" brings the cursor here; what is typed reaches the address a moment later. */
import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

const ID = 'page-search'

export const focusSearch = (): void => document.querySelector<HTMLInputElement>(`#${ID}`)?.focus()

interface Props {
  value: string | undefined
  onChange: (value: string | undefined) => void
  placeholder: string
}

export function SearchField({ value, onChange, placeholder }: Props) {
  const [text, setText] = useState(value ?? '')
  const publish = useDebouncedCallback((next: string) => onChange(next.trim() || undefined), 220)
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    // The address changed by itself: "back", or the filters were cleared.
    setSeen(value)
    if (text.trim() !== (value ?? '')) setText(value ?? '')
  }
  return (
    <TextInput
      id={ID}
      type="search"
      w={220}
      value={text}
      placeholder={placeholder}
      aria-label={placeholder}
      leftSection={<IconSearch size={14} />}
      rightSection={
        text ? (
          <CloseButton
            size="xs"
            aria-label="Clear the search"
            onClick={() => {
              setText('')
              onChange(undefined)
            }}
          />
        ) : null
      }
      onChange={(event) => {
        setText(event.currentTarget.value)
        publish(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
