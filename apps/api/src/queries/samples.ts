/** All samples of a video, and what of it fits into which model. */
import { framePresetNames, framePresets, type FramePresetName } from '@video2roleplay/sampler'
import { desc, eq, getTableColumns } from 'drizzle-orm'
import type { Database } from '../db/database.js'
import { frames, frameSamples, videos } from '../db/schema.js'
import type { FrameFit, SampleView } from '../views/videos.js'
import { fitFrames, frameSizeOf } from '../workflows/sample-settings.js'
import { adaptiveSample } from './adaptive-sample.js'

type SampleRow = typeof frameSamples.$inferSelect
const { trace: _trace, ...columns } = getTableColumns(frameSamples)

/** Newest first. The trace stays where it is: it is large, and only the one that is shown is needed. */
export async function listSamples(db: Database, videoId: string): Promise<SampleView[]> {
  const [rows, role] = await Promise.all([
    db
      .select({ sample: columns, frames: db.$count(frames, eq(frames.sampleId, frameSamples.id)) })
      .from(frameSamples)
      .where(eq(frameSamples.videoId, videoId))
      .orderBy(desc(frameSamples.id)),
    adaptiveSample(db, videoId),
  ])
  return rows.map(({ sample, frames: taken }) => toSampleView(sample, taken, role?.id))
}

export function toSampleView(
  { createdAt, chosenAt: _chosenAt, ...row }: Omit<SampleRow, 'trace'>,
  taken: number,
  roleSampleId: string | undefined,
): SampleView {
  return { ...row, frames: taken, isForRole: row.id === roleSampleId, createdAt: createdAt.toISOString() }
}

/** How many frames of this video each model takes beside so much text; of none in particular, at 1280 × 720. */
export async function listFits(
  db: Database,
  input: {
    videoId?: string
    textTokens: number
    contextTokens?: Partial<Record<FramePresetName, number>>
    frames?: number
  },
): Promise<FrameFit[]> {
  const [video] = input.videoId
    ? await db.select({ info: videos.info }).from(videos).where(eq(videos.id, input.videoId))
    : []
  const size = frameSizeOf(video?.info ?? { width: 1280, height: 720 })
  return framePresetNames.map((preset) => {
    const { name, rule } = framePresets[preset]
    const fit = { preset, textTokens: input.textTokens, contextTokens: input.contextTokens?.[preset] }
    const { warning, ...fits } = fitFrames(size, fit, input.frames)
    return { preset, name, rule, ...size, ...fits, warning: warning ?? null }
  })
}
