/** Says that what is shown may be old, for as long as the live stream is cut. */
import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useStreamHealth } from './live-events.js'
import classes from './stale-banner.module.css'

export function StaleBanner() {
  const health = useStreamHealth()
  const queryClient = useQueryClient()
  if (health !== 'cut') return null
  return (
    <div className={classes.banner} role="status">
      <IconPlugConnectedX size={16} aria-hidden />
      <span>Live updates are cut. Numbers below may be old; reconnecting.</span>
      <Button variant="subtle" color="gray" onClick={() => void queryClient.invalidateQueries()}>
        Refresh now
      </Button>
    </div>
  )
}
