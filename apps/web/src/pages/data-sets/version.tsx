/** One version, whole: its files, what changed, who may use it, what was trained on it, and its card. */
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { dateTime } from '../../format.js'
import { dataSetsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import { CardTab } from './card-tab.js'
import { ChangesTab } from './changes-tab.js'
import { FilesTab } from './files-tab.js'
import { RightsTab } from './rights-tab.js'
import type { VersionTab } from './search.js'
import { SplitBar } from './split-bar.js'
import { TrainingTab } from './training-tab.js'
import { VersionNotes } from './version-notes.js'
import classes from './version.module.css'

const tabs: [VersionTab, string][] = [
  ['files', 'Files'],
  ['changes', 'Changes'],
  ['rights', 'Rights'],
  ['training', 'Training'],
  ['card', 'Card'],
]

export function VersionPage({ versionId }: { versionId: string }) {
  const { tab = 'files' } = dataSetsRoute.useSearch()
  const navigate = dataSetsRoute.useNavigate()
  const query = useQuery(trpc.dataSets.version.queryOptions({ id: versionId }))
  const version = query.data
  return (
    <Page
      title={
        <>
          <Link to="/data-sets" className="soft">
            Data sets
          </Link>{' '}
          / {version ? `${version.name} v${version.version}` : '…'}
        </>
      }
      documentTitle={version ? `${version.name} v${version.version}` : 'Data set'}
      aside={version?.isRehearsal ? <Rehearsal /> : null}
    >
      {query.error ? <FailureNote error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <RowsSkeleton rows={3} height={80} /> : null}
      {version ? (
        <>
          <Panel title="Split" note={dateTime(version.createdAt)}>
            <SplitBar version={version} />
            <VersionNotes version={version} />
          </Panel>
          <Tabs
            value={tab}
            keepMounted={false}
            onChange={(next) =>
              void navigate({ search: (previous) => ({ ...previous, tab: next as VersionTab }), replace: true })
            }
          >
            <Tabs.List className={classes.tabs}>
              {tabs.map(([value, label]) => (
                <Tabs.Tab key={value} value={value}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="files" className={classes.panel}>
              <FilesTab version={version} />
            </Tabs.Panel>
            <Tabs.Panel value="changes" className={classes.panel}>
              <ChangesTab version={version} />
            </Tabs.Panel>
            <Tabs.Panel value="rights" className={classes.panel}>
              <RightsTab version={version} />
            </Tabs.Panel>
            <Tabs.Panel value="training" className={classes.panel}>
              <TrainingTab version={version} />
            </Tabs.Panel>
            <Tabs.Panel value="card" className={classes.panel}>
              <CardTab version={version} />
            </Tabs.Panel>
          </Tabs>
        </>
      ) : null}
    </Page>
  )
}
