import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Empty } from '../components/empty.js'

export function NotFound() {
  return (
    <Empty
      icon={IconMapOff}
      title="Nothing lives at this address"
      action={
        <Button component={Link} to="/">
          Go to the overview
        </Button>
      }
    >
      It may have been removed, or the address was cut when it was copied.
    </Empty>
  )
}
