/** The counts of the first screen. All of them are queries over rows; none is a counter. */
import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { captions, dialogues, evalRuns, frameSamples, jobs, modelCalls, projects, videos } from '../db/schema.js'
import type { Services } from '../services.js'
import type { Notice, Overview } from '../views/system.js'
import { openingProjectId } from '../workflows/projects.js'
import { costColumns, toCost } from './cost.js'

const count = sql<number>`count(*)`.mapWith(Number)
const countWhere = (condition: ReturnType<typeof sql>) =>
  sql<number>`count(*) filter (where ${condition})`.mapWith(Number)

export async function loadOverview(services: Services, wanted?: string): Promise<Overview> {
  const { db } = services
  const projectId = wanted ?? (await openingProjectId(db))
  const ofProject = (videoId: AnyPgColumn) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(videos)
        .where(and(eq(videos.id, videoId), eq(videos.projectId, projectId))),
    )

  const [[project], [video], [frame], [caption], [dialogue], [run], [job], [call], [anyVideo], [replays]] =
    await Promise.all([
      db.select().from(projects).where(eq(projects.id, projectId)),
      db
        .select({
          all: count,
          ready: countWhere(sql`${videos.status} in ('ready', 'partial')`),
          failed: countWhere(sql`${videos.status} = 'failed'`),
        })
        .from(videos)
        .where(eq(videos.projectId, projectId)),
      db
        .select({ all: sql<number>`coalesce(sum(${frameSamples.got}), 0)`.mapWith(Number) })
        .from(frameSamples)
        .where(ofProject(frameSamples.videoId)),
      db
        .select({ all: count })
        .from(captions)
        .where(and(eq(captions.status, 'complete'), ofProject(captions.videoId))),
      db
        .select({ all: count })
        .from(dialogues)
        .where(and(eq(dialogues.status, 'kept'), ofProject(dialogues.videoId))),
      db.select({ all: count }).from(evalRuns).where(eq(evalRuns.projectId, projectId)),
      db
        .select({
          queued: countWhere(sql`${jobs.state} in ('queued', 'waiting')`),
          running: countWhere(sql`${jobs.state} = 'running'`),
          failed: countWhere(sql`${jobs.state} = 'failed'`),
        })
        .from(jobs)
        .where(and(eq(jobs.projectId, projectId), inArray(jobs.state, ['queued', 'waiting', 'running', 'failed']))),
      db.select(costColumns).from(modelCalls).where(eq(modelCalls.projectId, projectId)),
      db.select({ id: videos.id }).from(videos).limit(1),
      db
        .select({ all: sql<number>`coalesce(sum((${jobs.result} ->> 'replayed')::int), 0)`.mapWith(Number) })
        .from(jobs)
        .where(eq(jobs.projectId, projectId)),
    ])
  const cost = toCost(call, replays!.all)
  return {
    project: {
      id: projectId,
      name: project?.name ?? 'a project that was removed',
      isDemo: project?.isDemo ?? false,
      videos: video!.all,
      createdAt: (project?.createdAt ?? new Date()).toISOString(),
    },
    counts: {
      videos: video!.all,
      ready: video!.ready,
      failed: video!.failed,
      frames: frame!.all,
      captions: caption!.all,
      dialogues: dialogue!.all,
      runs: run!.all,
    },
    jobs: job!,
    spend: { microUsd: cost.microUsd, unknownCalls: cost.unknown, calls: cost.calls, replayed: cost.replayed },
    isRehearsal: services.models.isRehearsal,
    isDemoOffered: anyVideo === undefined,
    notices: noticesOf(services),
  }
}

/** What a person should know before trusting what they see. */
export function noticesOf(services: Pick<Services, 'models' | 'decoder' | 'embedding'>): Notice[] {
  const { models, decoder, embedding } = services
  const { failure } = embedding.view()
  return [
    ...(models.isRehearsal
      ? [
          {
            code: 'rehearsal',
            level: 'warning' as const,
            message: 'No model endpoint is set, so the rehearsal model plays every role. Nothing it says is a result.',
            advice: 'Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, and start again.',
          },
        ]
      : []),
    ...(failure === null
      ? []
      : [
          {
            code: 'embedder',
            level: 'warning' as const,
            message: `Near duplicates are not merged (step 3): ${failure.message}`,
            advice: failure.advice,
          },
        ]),
    ...decoder.info.notes.map((note) => ({ code: 'decoder', level: 'info' as const, message: note, advice: null })),
  ]
}
