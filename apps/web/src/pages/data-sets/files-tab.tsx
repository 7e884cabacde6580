/** The files made of a version, in every format there is, each with the linter's word on it. */
import { Button, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DataSetVersionView, ExportView } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { readFailure } from '../../failure.js'
import { trpc } from '../../trpc.js'
import { ExportRow } from './export-row.js'
import { OverrideModal } from './override-modal.js'
import classes from './version.module.css'

const splits = { train: 'training split', heldout: 'held-out split', all: 'everything' } as const
type Split = keyof typeof splits

interface Wanted {
  format: ExportView['format']
  split: Split
  labelStyle: 'Frame-{i}' | 'Frame{i}'
}

export function FilesTab({ version }: { version: DataSetVersionView }) {
  const queryClient = useQueryClient()
  const [blocked, setBlocked] = useState<{ wanted: Wanted; message: string } | null>(null)
  const formats = useQuery(trpc.exports.formats.queryOptions(undefined, { staleTime: Infinity }))
  const files = useInfiniteQuery(
    trpc.exports.list.infiniteQueryOptions(
      { versionId: version.id, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const create = useMutation(
    trpc.exports.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.exports.pathFilter()),
      onError: (error, { format, settings }) => {
        const failure = readFailure(error)
        const wanted = { format, split: 'train', labelStyle: 'Frame-{i}', ...settings } as Wanted
        if (failure.code === 'export-blocked') setBlocked({ wanted, message: failure.message })
        else notifyFailure(error)
      },
    }),
  )
  const form = useForm<Wanted>({ initialValues: { format: 'internvl', split: 'train', labelStyle: 'Frame-{i}' } })
  const start = ({ format, ...settings }: Wanted, reason?: string) =>
    create.mutate({ versionId: version.id, format, settings, ...(reason && { override: { reason } }) })
  const titleOf = (format: string) => formats.data?.find((one) => one.format === format)?.title ?? format
  const chosen = formats.data?.find((one) => one.format === form.values.format)
  const items = files.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Panel title="New file" note={chosen?.description}>
        <form className={classes.bar} onSubmit={form.onSubmit((wanted) => start(wanted))}>
          <Select
            label="Format"
            allowDeselect={false}
            data={(formats.data ?? []).map(({ format, title }) => ({ value: format, label: title }))}
            {...form.getInputProps('format')}
          />
          <Select
            label="Part"
            allowDeselect={false}
            data={Object.entries(splits).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('split')}
          />
          <Select
            label="Frame labels"
            allowDeselect={false}
            data={[
              { value: 'Frame-{i}', label: 'Frame-1' },
              { value: 'Frame{i}', label: 'Frame1' },
            ]}
            {...form.getInputProps('labelStyle')}
          />
          <Button type="submit" loading={create.isPending}>
            Export
          </Button>
        </form>
      </Panel>
      <Panel title="Files" isFlush>
        {files.error ? <FailureNote error={files.error} onRetry={() => void files.refetch()} /> : null}
        {files.isPending ? <RowsSkeleton rows={2} /> : null}
        {files.isSuccess && items.length === 0 ? <p className={classes.more}>No file made of it yet.</p> : null}
        {items.map((file) => (
          <ExportRow key={file.id} file={file} formatName={titleOf(file.format)} splitName={splits[file.split]} />
        ))}
        {files.hasNextPage ? (
          <Button variant="default" className={classes.more ?? ''} onClick={() => void files.fetchNextPage()}>
            More
          </Button>
        ) : null}
      </Panel>
      <OverrideModal
        versionId={version.id}
        message={blocked?.message ?? null}
        onClose={() => setBlocked(null)}
        onPass={(reason) => {
          if (blocked) start(blocked.wanted, reason)
          setBlocked(null)
        }}
      />
    </>
  )
}
