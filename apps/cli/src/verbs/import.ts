/** `v2r import`: files, folders and manifests of this machine. What cannot be taken says why; the rest goes on. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ImportedPath, Stage } from '@video2roleplay/api'
import { CliError, exitCodes } from '../exit-codes.js'
import { shortId } from '../find.js'
import { exitCodeOf, follow, tally } from '../follow.js'
import type { Bind, Setting } from '../program.js'
import { count } from '../quantities.js'
import { stagesOption } from '../stage-names.js'
import { reportTally } from '../stages.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  then: Stage[]
  wait?: boolean
}

export function addImport(program: Command, bind: Bind): void {
  const command = program
    .command('import')
    .description('take in videos: files, folders, or a manifest.jsonl')
    .argument('<path...>', 'files, folders or manifests')
    .option('--then <stages>', 'what follows each import: sample,caption,dialogues', stagesOption, [])
    .option('-w, --wait', 'stay until everything is finished')
  bind<Options>(command, importPaths)
}

const perRequest = 200

async function importPaths(setting: Setting, { then, wait }: Options, given: string[]): Promise<number> {
  const { server, output } = setting
  const paths = given.map((path) => resolve(path))
  const items: ImportedPath[] = []
  for (let start = 0; start < paths.length; start += perRequest) {
    const batch = paths.slice(start, start + perRequest)
    items.push(...(await server.api.videos.importPaths.mutate({ paths: batch, then })).items)
  }
  const refused = items.filter((item) => item.status === 'failed')
  const known = items.filter((item) => item.status === 'duplicate')
  const queued = items.filter((item) => item.status === 'queued')
  output.event({ event: 'launch', items, stages: then })

  const rows = wait ? [...refused, ...known] : items
  for (const item of rows) output.line(itemLine(setting, item))
  if (items.length === 0) throw new CliError('nothing-found', 'There is no video at these paths.')

  const jobIds = [...items.flatMap((item) => item.jobId ?? []), ...(await takeUp(setting, known, then))]
  if (!wait) {
    output.line(summary(queued.length, known.length, refused.length))
    if (jobIds.length > 0) output.line(output.paint('dim', 'Follow with: v2r jobs --follow'))
    return refused.length === 0
      ? exitCodes.ok
      : refused.length === items.length
        ? exitCodes.failed
        : exitCodes.incomplete
  }
  const followed = tally(await follow(server, output, jobIds, { resume: resumeOf(given, then) }))
  if (jobIds.length > 0) reportTally(setting, followed)
  const whole = followed.done.length + followed.incomplete.length + known.length
  if (refused.length > 0) return whole === 0 ? exitCodes.failed : exitCodes.incomplete
  const code = exitCodeOf(followed)
  return code === exitCodes.failed && known.length > 0 ? exitCodes.incomplete : code
}

/** What is here already but was stopped or failed goes on where it stood; what is whole is recognised. */
async function takeUp({ server: { api } }: Setting, known: ImportedPath[], then: Stage[]): Promise<string[]> {
  const cards = await Promise.all(
    known.flatMap(({ videoId }) => (videoId === null ? [] : [api.videos.get.query({ id: videoId })])),
  )
  const stopped = cards.filter(({ job }) => job !== null && ['failed', 'cancelled', 'partial'].includes(job.state))
  const open = cards.flatMap(({ job }) =>
    job !== null && ['queued', 'running', 'waiting'].includes(job.state) ? [job.id] : [],
  )
  const whole = cards.filter((card) => !stopped.includes(card) && card.job?.state === 'done')
  const again = await Promise.all(stopped.map(({ id }) => api.videos.retry.mutate({ id })))
  const videoIds = whole.map(({ id }) => id)
  const further =
    then.length === 0 || videoIds.length === 0
      ? []
      : (await api.pipeline.start.mutate({ videoIds, stages: then })).jobIds
  return [...open, ...again.flatMap(({ jobIds }) => jobIds), ...further]
}

/** The command again, shortened where a shell has written out many names. */
function resumeOf(given: string[], then: Stage[]): string {
  const paths = given.length > 3 ? [...given.slice(0, 2), '…'] : given
  return ['v2r import', ...paths, ...(then.length > 0 ? ['--then', then.join(',')] : []), '--wait'].join(' ')
}

function itemLine({ output }: Setting, item: ImportedPath): string {
  const name = printableLine(item.name)
  if (item.status === 'failed') {
    const advice = item.error?.advice ? output.paint('dim', `  ${printableLine(item.error.advice)}`) : ''
    return `${output.paint('red', '✗')} ${name}: ${printableLine(item.error?.message ?? 'not taken')}${advice}`
  }
  const id = item.videoId === null ? '' : output.paint('dim', `  ${shortId(item.videoId)}`)
  return item.status === 'duplicate'
    ? `${output.paint('yellow', '=')} ${name}${id}  ${output.paint('dim', 'is here already')}`
    : `${output.paint('green', '+')} ${name}${id}`
}

const summary = (queued: number, known: number, refused: number): string =>
  [
    `${count(queued, 'video')} on the way in`,
    known > 0 ? `${known} known already` : '',
    refused > 0 ? `${refused} not taken` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
