/** The card of a version, as it goes with every export. */
import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataSetVersionView } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { trpc } from '../../trpc.js'
import classes from './version.module.css'

export function CardTab({ version }: { version: DataSetVersionView }) {
  const card = useQuery(trpc.dataSets.card.queryOptions({ id: version.id }))
  if (card.error) return <FailureNote error={card.error} onRetry={() => void card.refetch()} />
  if (!card.data) return <RowsSkeleton rows={8} />
  const { markdown } = card.data
  return (
    <Panel
      title="README.md"
      actions={
        <CopyButton value={markdown}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      }
    >
      <pre className={classes.card}>{markdown}</pre>
    </Panel>
  )
}
