/** One suggestion: the next room that the videos have not walked through. */
import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Overview } from '../../api-types.js'
import { plural } from '../../format.js'
import classes from './next-action.module.css'

export function NextAction({ overview }: { overview: Overview }) {
  const next = chooseNext(overview)
  return (
    <section className={classes.box} aria-label="Next step">
      <div>
        <span className={classes.label}>Next</span> {next.text}
      </div>
      {next.action}
    </section>
  )
}

const arrow = <IconArrowRight size={14} />

function chooseNext({ counts, jobs }: Overview): { text: string; action: ReactNode } {
  const atWork = jobs.running + jobs.queued
  if (atWork > 0)
    return {
      text: `${plural(atWork, 'job')} at work. What they make appears here as it is made.`,
      action: (
        <Button variant="light" rightSection={arrow} renderRoot={(props) => <Link to="/jobs" {...props} />}>
          Watch
        </Button>
      ),
    }
  if (counts.captions < counts.ready)
    return {
      text: `${plural(counts.ready - counts.captions, 'video')} without a caption. Caption them to make dialogues and a role.`,
      action: (
        <Button
          variant="light"
          rightSection={arrow}
          renderRoot={(props) => <Link to="/videos" search={{ status: 'ready' }} {...props} />}
        >
          Choose videos
        </Button>
      ),
    }
  if (counts.runs === 0)
    return {
      text: 'Nothing has been evaluated. Take a question set from the dialogues and start a run.',
      action: (
        <Button
          variant="light"
          rightSection={arrow}
          renderRoot={(props) => <Link to="/evaluations" search={{ isNew: true }} {...props} />}
        >
          New evaluation
        </Button>
      ),
    }
  if (jobs.failed > 0)
    return {
      text: `${plural(jobs.failed, 'job')} failed. Each says why, and most can be taken up again.`,
      action: (
        <Button
          variant="light"
          rightSection={arrow}
          renderRoot={(props) => <Link to="/jobs" search={{ state: 'failed' }} {...props} />}
        >
          See failed jobs
        </Button>
      ),
    }
  return {
    text: 'Speak with someone in a video, and look at what the model is shown.',
    action: (
      <Button variant="light" rightSection={arrow} renderRoot={(props) => <Link to="/chat" {...props} />}>
        Open the chat
      </Button>
    ),
  }
}
