/** One version: how it is split, and its files with the linter's verdict. */
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DataSetVersionView, ExportView } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { ago, count, percent } from '../../format.js'
import { trpc } from '../../trpc.js'
import { ExportRow } from './export-row.js'
import classes from './version-panel.module.css'

const formats = {
  internvl: 'InternVL JSONL',
  'ms-swift': 'ms-swift JSONL',
  'llama-factory': 'LLaMA-Factory JSONL',
  openai: 'OpenAI messages JSONL',
} as const
const splits = { train: 'training split', heldout: 'held-out split', all: 'everything' } as const

export function VersionPanel({ version, files }: { version: DataSetVersionView; files: ExportView[] }) {
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.exports.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.exports.pathFilter()),
      onError: notifyFailure,
    }),
  )
  const { train, heldout, dialogues, videos } = version.counts
  const start = (format: keyof typeof formats, split: keyof typeof splits) =>
    create.mutate({ versionId: version.id, format, settings: { split } })
  return (
    <Panel
      title={
        <>
          {version.name} <span className="faint">v{version.version}</span>
        </>
      }
      note={ago(version.createdAt)}
      actions={
        <>
          {version.isRehearsal ? <Rehearsal /> : null}
          <Menu>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={13} />} loading={create.isPending}>
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(Object.keys(formats) as (keyof typeof formats)[]).map((format) => [
                <Menu.Label key={format}>{formats[format]}</Menu.Label>,
                ...(Object.keys(splits) as (keyof typeof splits)[]).map((split) => (
                  <Menu.Item key={`${format}${split}`} onClick={() => start(format, split)}>
                    {splits[split]}
                  </Menu.Item>
                )),
              ])}
            </Menu.Dropdown>
          </Menu>
        </>
      }
      isFlush
    >
      <div className={classes.split}>
        <div className={classes.bar} role="img" aria-label={`${train} dialogues to train on, ${heldout} held out`}>
          <span className={classes.train} style={{ flexGrow: train }} />
          <span className={classes.heldout} style={{ flexGrow: heldout }} />
        </div>
        <div className={classes.words}>
          <span data-split="train">
            <strong>{count(train)}</strong> to train on{dialogues > 0 ? ` (${percent(train / dialogues)})` : ''}
          </span>
          <span data-split="heldout">
            <strong>{count(heldout)}</strong> held out
          </span>
          <span className="soft">
            {count(dialogues)} dialogues of {count(videos)} videos, seed {version.seed}
          </span>
          <code className={classes.hash} title={version.manifestHash}>
            {version.manifestHash.slice(0, 12)}
          </code>
        </div>
      </div>
      {files.length === 0 ? <p className={classes.none}>No file made of it yet.</p> : null}
      {files.map((file) => (
        <ExportRow
          key={file.id}
          file={file}
          formatName={formats[file.format as keyof typeof formats] ?? file.format}
          splitName={splits[file.split]}
        />
      ))}
    </Panel>
  )
}
