/**
 * Follows errands to their end over the live stream. The stream resumes after a lost connection; what is known is
 * read afresh whenever it (re)starts, so that nothing that happened before or between is missed.
 */
import type { JobView } from '@video2roleplay/api'
import { isJobOver, newErrand, observe, settle, type Errand } from './errand.js'
import { CliError, exitCodes } from './exit-codes.js'
import { catchInterrupt } from './interrupt.js'
import type { Output } from './output.js'
import { createProgress, type Progress } from './progress.js'
import { noServer, type Server } from './server.js'

const lookAgainMs = 5_000
/** How long a server may be away: enough for a restart. */
const patienceMs = 90_000

export interface FollowOptions {
  /** What to type to take it up again after Ctrl-C. */
  resume: string
}

/** @throws CliError `interrupted` after Ctrl-C, `no-server` where the server stays away. */
export async function follow(
  server: Server,
  output: Output,
  jobIds: string[],
  { resume }: FollowOptions,
): Promise<Errand[]> {
  const jobs = await Promise.all(jobIds.map((id) => server.api.jobs.get.query({ id })))
  return followErrands(server, output, jobs, resume)
}

/** With `resume` null nothing here was started by us, and Ctrl-C only looks away. */
export async function followErrands(
  server: Server,
  output: Output,
  jobs: JobView[],
  resume: string | null,
): Promise<Errand[]> {
  if (jobs.length === 0) return []
  const errands = jobs.map(newErrand)
  const progress = createProgress(output, errands)
  const leave = () => {
    progress.stop()
    output.note('Left. What is going on goes on at the server: v2r jobs --follow')
  }
  const interrupt = catchInterrupt(() => {
    if (resume !== null)
      progress.say('Stopping what this command started; what is finished is kept. Ctrl-C again leaves at once.')
    else {
      leave()
      process.exit(exitCodes.interrupted)
    }
  }, leave)
  try {
    await watch(server, errands, progress, output, interrupt.signal)
  } finally {
    progress.stop()
    interrupt.release()
  }
  if (interrupt.signal.aborted && resume !== null) {
    throw new CliError('interrupted', 'Interrupted. What was finished is kept and will not be paid for again.', {
      advice: `Take it up again with: ${resume}`,
      exitCode: exitCodes.interrupted,
    })
  }
  return errands
}

function watch(
  server: Server,
  errands: Errand[],
  progress: Progress,
  output: Output,
  stop: AbortSignal,
): Promise<void> {
  const { api, url } = server
  return new Promise((resolve, reject) => {
    let lastHeard = Date.now()
    let isBusy = false
    let isAskedAgain = false
    let isFinished = false
    const finish = (error?: unknown) => {
      if (isFinished) return
      isFinished = true
      subscription.unsubscribe()
      clearInterval(timer)
      stop.removeEventListener('abort', cancelAll)
      if (error === undefined) resolve()
      else reject(error)
    }
    const cancelAll = () => {
      for (const { current } of errands.filter((errand) => !errand.isOver)) {
        api.jobs.cancel
          .mutate({ id: current.id })
          .catch((error: unknown) => output.note(`Could not stop ${current.kind}: ${String(error)}`))
      }
    }
    /** Settles what looks finished; with `everything`, reads every open job again first. */
    const lookAt = async (everything: boolean) => {
      if (isBusy) {
        isAskedAgain = true
        return
      }
      isBusy = true
      try {
        const open = errands.filter((errand) => !errand.isOver)
        if (everything) {
          const jobs = await Promise.all(open.map((errand) => api.jobs.get.query({ id: errand.current.id })))
          jobs.forEach((job, index) => open[index] && observe(open[index], job))
        }
        await Promise.all(open.map((errand) => settle(errand, api)))
        lastHeard = Date.now()
        progress.update(errands)
        // Ctrl-C may fall between two stages; whatever began since is stopped as well.
        if (stop.aborted && errands.some((errand) => !errand.isOver && !errand.current.isCancelRequested)) cancelAll()
        if (errands.every((errand) => errand.isOver)) finish()
      } catch (error) {
        if (Date.now() - lastHeard > patienceMs) finish(noServer(url, error))
      } finally {
        isBusy = false
        if (isAskedAgain && !isFinished) {
          isAskedAgain = false
          void lookAt(false)
        }
      }
    }
    const subscription = api.jobs.events.subscribe(
      {},
      {
        onStarted: () => void lookAt(true),
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'connecting' && error) progress.say(`The connection to ${url} was lost; trying again.`)
        },
        onData: ({ data }) => {
          lastHeard = Date.now()
          const errand = errands.find((one) => observe(one, data.job))
          if (errand === undefined) return
          output.event({ event: data.kind === 'warning' ? 'warning' : 'progress', job: data.job, data: data.data })
          progress.update(errands)
          if (isJobOver(errand.current)) void lookAt(false)
        },
        onError: finish,
      },
    )
    const timer = setInterval(() => void lookAt(true), lookAgainMs)
    stop.addEventListener('abort', cancelAll)
  })
}

export interface Tally {
  done: Errand[]
  incomplete: Errand[]
  failed: Errand[]
}

export function tally(errands: Errand[]): Tally {
  // A chain is as whole as its least whole link.
  const states = (errand: Errand) => [...errand.jobs.values()].map((job) => job.state)
  const failed = errands.filter((errand) => ['failed', 'cancelled'].includes(errand.current.state))
  const incomplete = errands.filter(
    (errand) => !failed.includes(errand) && (states(errand).includes('partial') || errand.current.state === 'paused'),
  )
  return {
    failed,
    incomplete,
    done: errands.filter((errand) => !failed.includes(errand) && !incomplete.includes(errand)),
  }
}

export const exitCodeOf = ({ done, incomplete, failed }: Tally): number => {
  if (failed.length === 0 && incomplete.length === 0) return exitCodes.ok
  return done.length + incomplete.length === 0 ? exitCodes.failed : exitCodes.incomplete
}
