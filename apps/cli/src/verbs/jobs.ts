/** `v2r jobs`: what is going on, and `jobs cancel`, `jobs retry`, `jobs resume`. */
import type { JobView } from '@video2roleplay/api'
import { Option, type Command } from 'commander'
import { CliError, exitCodes } from '../exit-codes.js'
import { everyPage, findJob, shortId } from '../find.js'
import { exitCodeOf, followErrands, tally } from '../follow.js'
import type { Bind, Setting } from '../program.js'
import { count, durationText, moneyText } from '../quantities.js'
import { reportTally } from '../stages.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  follow?: boolean
  state?: JobView['state'] | 'open'
  limit: string
}

export function addJobs(program: Command, bind: Bind): void {
  const jobs = program
    .command('jobs')
    .description('list jobs; follow, cancel or retry them')
    .option('-f, --follow', 'stay with what is going on until it is finished')
    .addOption(
      new Option('--state <state>', 'only these').choices([
        'open',
        'queued',
        'running',
        'waiting',
        'paused',
        'done',
        'partial',
        'failed',
        'cancelled',
      ]),
    )
    .option('--limit <n>', 'how many', '20')
  bind<Options>(jobs, listOrFollow)
  const cancel = jobs
    .command('cancel')
    .description('stop jobs; what is finished is kept')
    .argument('<job...>', 'ids or subjects')
  bind(cancel, (setting, _options, names) => change(setting, names, 'cancel'))
  const retry = jobs
    .command('retry')
    .description('try jobs again; only what is missing is done')
    .argument('<job...>', 'ids or subjects')
  bind(retry, (setting, _options, names) => change(setting, names, 'retry'))
  const resume = jobs.command('resume').description('let every paused job go on, after the budget was raised')
  bind(resume, resumeAll)
}

async function resumeAll({ server, output }: Setting): Promise<void> {
  const { jobIds } = await server.api.pipeline.resume.mutate({})
  output.event({ event: 'launch', jobs: jobIds })
  output.line(jobIds.length === 0 ? 'No job is paused.' : `${count(jobIds.length, 'job')} go on. v2r jobs --follow`)
}

async function listOrFollow(setting: Setting, { follow, state, limit }: Options): Promise<number> {
  const { server, output } = setting
  if (follow) {
    const open = await everyPage((cursor) => server.api.jobs.list.query({ state: 'open', cursor, limit: 200 }))
    if (open.length === 0) {
      output.line('Nothing is going on.')
      return exitCodes.ok
    }
    const result = tally(await followErrands(server, output, open, null))
    reportTally(setting, result)
    return exitCodeOf(result)
  }
  const number = Number(limit)
  if (!Number.isInteger(number) || number < 1 || number > 200)
    throw new CliError('usage', '--limit goes from 1 to 200.')
  const { items } = await server.api.jobs.list.query({ state, limit: number })
  for (const job of items) output.event({ event: 'result', job })
  if (output.isJson) return exitCodes.ok
  if (items.length === 0) {
    output.line(state === undefined ? 'No job yet.' : `No job is ${state}.`)
    return exitCodes.ok
  }
  output.table(items, [
    { title: 'id', value: ({ id }) => shortId(id), paint: (cell) => output.paint('dim', cell) },
    { title: 'job', value: ({ kind }) => kind },
    { title: 'about', value: ({ subjectName }) => subjectName ?? '' },
    { title: 'state', value: ({ state: now }) => now, paint: (cell, job) => paintState(setting, cell, job) },
    { title: 'progress', value: progressOf, align: 'right' },
    {
      title: 'took',
      value: ({ elapsedSeconds }) => (elapsedSeconds === null ? '' : durationText(elapsedSeconds)),
      align: 'right',
    },
    { title: 'cost', value: costOf, align: 'right' },
    { title: '', value: ({ error }) => (error === null ? '' : `${error.code}: ${error.message}`), isFlexible: true },
  ])
  return exitCodes.ok
}

function paintState({ output }: Setting, cell: string, { state }: JobView): string {
  if (state === 'done') return output.paint('green', cell)
  if (state === 'failed') return output.paint('red', cell)
  return state === 'running' ? output.paint('cyan', cell) : output.paint('yellow', cell)
}

const progressOf = ({ progress: { done, total } }: JobView): string => (total === null ? '' : `${done}/${total}`)
const costOf = ({ cost, isRehearsal }: JobView): string =>
  cost.calls === 0 ? '' : isRehearsal ? 'rehearsal' : moneyText(cost)

async function change({ server: { api }, output }: Setting, names: string[], verb: 'cancel' | 'retry'): Promise<void> {
  for (const name of names) {
    const { id } = await findJob(api, name)
    const job = await (verb === 'cancel' ? api.jobs.cancel.mutate({ id }) : api.jobs.retry.mutate({ id }))
    output.event({ event: 'result', job })
    output.line(
      `${shortId(id)} ${job.kind} ${printableLine(job.subjectName ?? '')}: ${job.isCancelRequested && job.state === 'running' ? 'stopping' : job.state}`,
    )
  }
}
