/**
 * Sends videos through stages of the walk and says how it went. Finished stages are recognised and cost nothing; what
 * was paused goes on.
 */
import type { Stage, VideoCard } from '@video2roleplay/api'
import { costOf, type Errand } from './errand.js'
import { CliError } from './exit-codes.js'
import { everyPage, findVideos, shortId } from './find.js'
import { follow, tally, type Tally } from './follow.js'
import type { Setting } from './program.js'
import { count, moneyText } from './quantities.js'
import { printableLine } from './terminal-text.js'

export async function chosenVideos(
  { server: { api } }: Setting,
  names: string[],
  isAll: boolean,
): Promise<VideoCard[]> {
  if (isAll) return everyPage((cursor) => api.videos.list.query({ cursor, limit: 200, status: 'ready' }))
  if (names.length === 0)
    throw new CliError('usage', 'Name at least one video, or say --all.', { advice: 'v2r videos lists them.' })
  return findVideos(api, names)
}

export interface StagesOptions {
  stages: Stage[]
  videos: VideoCard[]
  /** By batch, where the model can. */
  isBatch?: boolean
  /** False: say what was started and leave. */
  isWaiting: boolean
  resume: string
}

/** What came of it; null where nobody waited. */
export async function runStages(setting: Setting, options: StagesOptions): Promise<Tally | null> {
  const { server, output } = setting
  const { stages, videos } = options
  const busy = videos.filter(
    (video) => video.job !== null && ['queued', 'running', 'waiting'].includes(video.job.state),
  )
  const failed = videos.filter((video) => video.status === 'failed')
  for (const video of failed) {
    output.note(
      `${output.paint('red', '✗')} ${printableLine(video.name)}: ${printableLine(video.error?.message ?? 'its import failed')}`,
    )
  }
  const free = videos.filter(
    (video) => !busy.includes(video) && !failed.includes(video) && video.job?.state !== 'paused',
  )
  const started =
    free.length === 0
      ? []
      : (
          await server.api.pipeline.start.mutate({
            videoIds: free.map(({ id }) => id),
            stages,
            transport: options.isBatch === true ? 'batch' : 'direct',
          })
        ).jobIds
  const paused = videos.flatMap((video) => (video.job?.state === 'paused' ? [video.job.id] : []))
  for (const id of paused) await server.api.jobs.retry.mutate({ id })
  const jobIds = [...started, ...paused, ...busy.flatMap((video) => (video.job === null ? [] : [video.job.id]))]
  output.event({ event: 'launch', stages, videos: videos.map(({ id, name }) => ({ id, name })), jobs: jobIds })
  if (!options.isWaiting) {
    output.line(`Started ${count(jobIds.length, 'job')}. Follow with: v2r jobs --follow`)
    return null
  }
  if (jobIds.length === 0)
    throw new CliError('nothing-to-do', 'None of these videos can go on.', {
      advice: 'v2r videos says what each of them is waiting for.',
    })
  const errands = await follow(server, output, jobIds, { resume: options.resume })
  const result = tally(errands)
  reportTally(setting, result)
  return result
}

/** One line, then a line for each that is not whole. */
export function reportTally(setting: Setting, { done, incomplete, failed }: Tally): void {
  const { output } = setting
  const cost = costOf([...done, ...incomplete, ...failed])
  const parts = [
    done.length > 0 ? output.paint('green', `${done.length} done`) : '',
    incomplete.length > 0 ? output.paint('yellow', `${incomplete.length} incomplete`) : '',
    failed.length > 0 ? output.paint('red', `${failed.length} failed`) : '',
  ].filter((part) => part !== '')
  const calls = `${count(cost.calls, 'model call')}${cost.replayed > 0 ? `, ${count(cost.replayed, 'answer')} replayed` : ''}`
  const money = cost.isRehearsal ? 'rehearsal: no real model was asked' : moneyText(cost)
  output.line(`${parts.join(', ')}${cost.calls === 0 ? '' : output.paint('dim', ` · ${calls} · ${money}`)}`)
  for (const errand of incomplete) output.line(remark(setting, errand, output.paint('yellow', '◐')))
  for (const errand of failed) output.line(remark(setting, errand, output.paint('red', '✗')))
  output.event({
    event: 'result',
    done: done.length,
    incomplete: incomplete.length,
    failed: failed.map(({ current }) => ({ id: current.id, subjectId: current.subjectId, error: current.error })),
    cost,
  })
}

function remark({ output }: Setting, { name, current: { error, state, kind, id } }: Errand, mark: string): string {
  const where = kind === 'import' ? '' : `${kind}: `
  const head = `${mark} ${printableLine(name)}  ${where}${printableLine(error?.message ?? state)}`
  // A file that could not be read is not better for a second look.
  const again = kind === 'import' ? '' : `v2r jobs retry ${shortId(id)}`
  const advice = [error?.advice ?? '', again].filter((part) => part !== '').map(printableLine)
  return advice.length === 0 ? head : `${head}\n${output.paint('dim', `  ${advice.join('  Then: ')}`)}`
}
