/** A file made of a version: will it train? How many rows will not, and why. */
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ExportView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import { FailureNote } from '../../components/failure-note.js'
import { ProgressLine } from '../../components/progress-line.js'
import { bytes, count, plural } from '../../format.js'
import classes from './export-row.module.css'

export function ExportRow({
  file,
  formatName,
  splitName,
}: {
  file: ExportView
  formatName: string
  splitName: string
}) {
  return (
    <div className={classes.row}>
      <div className={classes.head}>
        <span className={classes.name}>{formatName}</span>
        <span className="soft">{splitName}</span>
        {file.status === 'complete' ? (
          <span className="soft">
            {plural(file.rows ?? 0, 'row')}, {bytes(file.sizeBytes)}
          </span>
        ) : (
          <StateBadge state={file.status} />
        )}
        {file.downloadUrl ? (
          <Button
            component="a"
            href={file.downloadUrl}
            download
            variant="default"
            size="compact-xs"
            leftSection={<IconDownload size={13} />}
            className={classes.download ?? ''}
          >
            Download
          </Button>
        ) : null}
      </div>
      {file.status === 'running' && file.job ? <ProgressLine job={file.job} /> : null}
      {file.error ? <FailureNote error={file.error} isCompact /> : null}
      {file.override ? (
        <span className={classes.override}>
          {file.override.name} let it pass: “{file.override.reason}”
        </span>
      ) : null}
      {file.lint && file.status !== 'removed' ? <Lint lint={file.lint} /> : null}
      {file.sha256 ? <code className={classes.hash}>sha256 {file.sha256}</code> : null}
    </div>
  )
}

function Lint({ lint }: { lint: NonNullable<ExportView['lint']> }) {
  const reasons = [
    ...Object.entries(lint.because),
    ...Object.entries(lint.warnings).map(([code, n]) => [`${code} (warning)`, n] as const),
  ]
  return (
    <div className={classes.lint}>
      <span className={classes.verdict} data-ok={lint.willNotTrain === 0 || undefined}>
        {lint.willNotTrain === 0
          ? `Every row will train (${count(lint.willTrain)})`
          : `${count(lint.willNotTrain)} of ${count(lint.rows)} rows will not train`}
      </span>
      {reasons.length > 0 || lint.fileIssues.length > 0 ? (
        <ul className={classes.reasons}>
          {lint.fileIssues.map((issue) => (
            <li key={issue.code}>{issue.message}</li>
          ))}
          {reasons.map(([code, rows]) => (
            <li key={code}>
              {count(rows)} × <code>{code}</code>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
