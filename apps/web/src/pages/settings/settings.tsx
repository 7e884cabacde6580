/** How this server is set up, who plays which role, and what the calls have cost. No secret is ever here. */
import { useQuery } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { PageSkeleton } from '../../components/skeletons.js'
import { trpc } from '../../trpc.js'
import { Appearance } from './appearance.js'
import { CalibrationPanel } from './calibration.js'
import { Environment } from './environment.js'
import { House } from './house.js'
import { LedgerSummary } from './ledger-summary.js'
import { ModelList } from './model-list.js'
import { Roles } from './roles.js'
import classes from './settings.module.css'

export function SettingsPage() {
  const settings = useQuery(trpc.system.settings.queryOptions())
  if (settings.isPending) return <PageSkeleton />
  return (
    <Page title="Settings" documentTitle="Settings">
      {settings.error ? <FailureNote error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      <div className={classes.columns}>
        <div className={classes.column}>
          <Appearance />
          {settings.data ? <Roles settings={settings.data} /> : null}
          <ModelList />
          <CalibrationPanel />
        </div>
        <div className={classes.column}>
          {settings.data ? <House settings={settings.data} /> : null}
          {settings.data ? <Environment settings={settings.data} /> : null}
        </div>
      </div>
      <LedgerSummary />
    </Page>
  )
}
