/** What people call things: a whole id, the beginning of one, or a name. */
import type { EvalRunView, JobView, ModelView, QuestionSetView, VideoCard } from '@video2roleplay/api'
import { CliError } from './exit-codes.js'
import type { Api } from './server.js'
import { printableLine } from './terminal-text.js'

interface Named {
  id: string
  name: string
}
interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

/** As many as a person could mean; beyond that a name has to be typed out. */
const mostPages = 25
const pageSize = 200

export async function everyPage<Item>(load: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { items: more, nextCursor } = await load(cursor)
    items.push(...more)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return items
}

/** Exactly one of them. @throws CliError `not-found`, `ambiguous` */
export function pick<Item extends Named>(items: Item[], wanted: string, noun: string): Item {
  const lower = wanted.toLowerCase()
  const ladders: ((item: Item) => boolean)[] = [
    ({ id }) => id === lower,
    ({ name }) => name === wanted,
    ({ name }) => name.toLowerCase() === lower,
    ({ id }) => lower.length >= 4 && (id.startsWith(lower) || id.endsWith(lower)),
    ({ name }) => name.toLowerCase().includes(lower),
  ]
  for (const fits of ladders) {
    const found = items.filter(fits)
    if (found.length === 1 && found[0]) return found[0]
    if (found.length > 1) {
      const list = found.slice(0, 8).map(({ id, name }) => `${shortId(id)} ${printableLine(name)}`)
      throw new CliError(
        'ambiguous',
        `${found.length} ${noun}s answer to “${printableLine(wanted)}”: ${list.join(', ')}${found.length > 8 ? ', …' : ''}.`,
        {
          advice: 'Name it by its id, or more of its name.',
        },
      )
    }
  }
  throw new CliError('not-found', `There is no ${noun} “${printableLine(wanted)}”.`, {
    advice:
      items.length === 0
        ? null
        : `There ${items.length === 1 ? 'is' : 'are'} ${items.length}: v2r ${noun === 'evaluation run' ? 'eval --list' : noun === 'question set' ? 'eval --sets' : `${noun}s`}`,
  })
}

/** The end of a time-ordered id tells more than its beginning. */
export const shortId = (id: string): string => id.slice(-8)

export async function findVideo(api: Api, wanted: string): Promise<VideoCard> {
  return pick(await everyPage((cursor) => api.videos.list.query({ cursor, limit: pageSize })), wanted, 'video')
}

export async function findVideos(api: Api, wanted: string[]): Promise<VideoCard[]> {
  const all = await everyPage((cursor) => api.videos.list.query({ cursor, limit: pageSize }))
  return wanted.map((each) => pick(all, each, 'video'))
}

export async function findModel(api: Api, wanted: string): Promise<ModelView> {
  return pick(await api.models.list.query(), wanted, 'model')
}

export async function findQuestionSet(api: Api, wanted: string): Promise<QuestionSetView> {
  const sets = await everyPage((cursor) => api.questions.sets.query({ cursor, limit: pageSize }))
  // A name has versions; the newest is meant.
  const newest = sets.filter((set) => !sets.some((other) => other.name === set.name && other.version > set.version))
  return sets.find((set) => set.id === wanted.toLowerCase()) ?? pick(newest, wanted, 'question set')
}

export async function findRun(api: Api, wanted: string): Promise<EvalRunView> {
  return pick(await everyPage((cursor) => api.evals.list.query({ cursor, limit: pageSize })), wanted, 'evaluation run')
}

export async function findJob(api: Api, wanted: string): Promise<JobView> {
  const page = await api.jobs.list.query({ limit: pageSize })
  return pick(
    page.items.map((job) => ({ ...job, name: job.subjectName ?? job.kind })),
    wanted,
    'job',
  )
}
