/** One version in the list of them: how it is split, and whether anything about it needs a look. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DataSetVersionView } from '../../api-types.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { ago } from '../../format.js'
import { SplitBar } from './split-bar.js'
import { VersionNotes } from './version-notes.js'

export function VersionPanel({ version }: { version: DataSetVersionView }) {
  return (
    <Panel
      title={
        <Link to="/data-sets" search={{ version: version.id }}>
          {version.name} <span className="faint">v{version.version}</span>
        </Link>
      }
      note={ago(version.createdAt)}
      actions={
        <>
          {version.isRehearsal ? <Rehearsal /> : null}
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/data-sets" search={{ version: version.id }} {...props} />}
          >
            Open
          </Button>
        </>
      }
    >
      <SplitBar version={version} />
      <VersionNotes version={version} />
    </Panel>
  )
}
