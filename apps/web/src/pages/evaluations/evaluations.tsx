/** Which model is better, over what, and how much of it was measured: the leaderboard, the runs, the questions. */
import { Button, Tabs } from '@mantine/core'
import { IconArrowsDiff, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Page } from '../../components/page.js'
import { evaluationsRoute } from '../../routes.js'
import { LeaderboardTab } from './leaderboard-tab.js'
import { NewEvaluation } from './new-evaluation.js'
import { NewQuestionSet } from './new-question-set.js'
import { QuestionsTab } from './questions-tab.js'
import { RunsTab } from './runs-tab.js'
import type { EvaluationsSearch } from './search.js'
import classes from './evaluations.module.css'

export function EvaluationsPage() {
  const { tab = 'leaderboard' } = evaluationsRoute.useSearch()
  const navigate = evaluationsRoute.useNavigate()
  const change = (patch: Partial<EvaluationsSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true })
  return (
    <Page
      title="Evaluations"
      documentTitle="Evaluations"
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconArrowsDiff size={14} />}
            renderRoot={(props) => <Link to="/evaluations/compare" {...props} />}
          >
            Compare
          </Button>
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => change({ isNewSet: true })}>
            Question set
          </Button>
          <Button leftSection={<IconPlus size={14} />} onClick={() => change({ isNew: true })}>
            Evaluation
          </Button>
        </>
      }
    >
      <Tabs value={tab} onChange={(next) => change({ tab: next as EvaluationsSearch['tab'] })} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="leaderboard">Leaderboard</Tabs.Tab>
          <Tabs.Tab value="runs">Runs</Tabs.Tab>
          <Tabs.Tab value="questions">Question sets</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="leaderboard" className={classes.panel}>
          <LeaderboardTab />
        </Tabs.Panel>
        <Tabs.Panel value="runs" className={classes.panel}>
          <RunsTab />
        </Tabs.Panel>
        <Tabs.Panel value="questions" className={classes.panel}>
          <QuestionsTab />
        </Tabs.Panel>
      </Tabs>
      <NewEvaluation />
      <NewQuestionSet />
    </Page>
  )
}
