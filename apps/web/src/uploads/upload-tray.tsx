/** What is being sent, in a corner that stays while the pages change. */
import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { bytes, plural } from '../format.js'
import { clearUploads, forgetReceived, retryUpload, stopUpload, useUploads, type UploadItem } from './upload-store.js'
import classes from './upload-tray.module.css'

export function UploadTray() {
  const items = useUploads()
  const pathname = useLocation({ select: (location) => location.pathname })
  useEffect(() => forgetReceived, [pathname])
  if (items.length === 0) return null
  const open = items.filter((item) => item.state === 'queued' || item.state === 'sending').length
  return (
    <section className={classes.tray} aria-label="Uploads">
      <header className={classes.header}>
        <span>{open > 0 ? `Sending ${plural(open, 'file')}` : `${plural(items.length, 'file')} sent`}</span>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={clearUploads}>
          {open > 0 ? 'Hide finished' : 'Close'}
        </Button>
      </header>
      <ul className={classes.list}>
        {items.map((item) => (
          <UploadLine key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function UploadLine({ item }: { item: UploadItem }) {
  const isOpen = item.state === 'queued' || item.state === 'sending'
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <span className="truncate">
          {item.videoId ? (
            <Link to="/videos/$videoId" params={{ videoId: item.videoId }}>
              {item.name}
            </Link>
          ) : (
            item.name
          )}
        </span>
        <span className={classes.state} data-state={item.state}>
          {words(item)}
        </span>
        {isOpen ? (
          <ActionIcon size={20} aria-label={`Stop sending ${item.name}`} onClick={() => stopUpload(item.id)}>
            <IconX size={13} />
          </ActionIcon>
        ) : null}
        {item.state === 'failed' || item.state === 'stopped' ? (
          <ActionIcon size={20} aria-label={`Send ${item.name} again`} onClick={() => retryUpload(item.id)}>
            <IconRefresh size={13} />
          </ActionIcon>
        ) : null}
      </div>
      {item.state === 'sending' ? (
        <Progress
          size={3}
          value={(100 * item.sentBytes) / Math.max(1, item.sizeBytes)}
          aria-label={`Sent of ${item.name}`}
        />
      ) : null}
      {item.failure ? (
        <div className={classes.failure}>
          {item.failure.message} {item.failure.advice}
        </div>
      ) : null}
    </li>
  )
}

function words(item: UploadItem): string {
  switch (item.state) {
    case 'queued':
      return 'waiting'
    case 'sending':
      return `${bytes(item.sentBytes)} of ${bytes(item.sizeBytes)}`
    case 'received':
      return 'received'
    case 'duplicate':
      return 'already in the library'
    case 'failed':
      return 'failed'
    case 'stopped':
      return 'stopped'
  }
}
