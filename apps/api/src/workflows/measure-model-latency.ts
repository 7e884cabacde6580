/** Table 4 for a registered model (R53): answers about one video with more and more of its frames, row by row. */
import { randomInt } from 'node:crypto'
import { measureLatency, publishedLatency, type LatencyProfile, type LatencyRow } from '@video2roleplay/inference'
import { ApiError } from '../errors.js'
import type { Services } from '../services.js'
import { responseOptionsOf } from './prepare-profile.js'
import { defaultProfileSettings } from './profile-settings.js'
import { loadRoleMaterial } from './role-material.js'

export interface LatencyRequest {
  modelId: string
  videoId: string
  counts: number[]
  repeats: number
  maxTokens: number
}

export type LatencyChunk =
  | { type: 'row'; row: LatencyRow }
  | { type: 'done'; profile: LatencyProfile; published: typeof publishedLatency }

/** @throws ApiError before anything is paid for, where the video has no frames */
export async function measureModelLatency(
  services: Services,
  { modelId, videoId, counts, repeats, maxTokens }: LatencyRequest,
  signal?: AbortSignal,
): Promise<AsyncGenerator<LatencyChunk, void, undefined>> {
  const row = await services.models.get(modelId)
  const { frames, video } = await loadRoleMaterial(services, videoId)
  if (frames.length === 0)
    throw new ApiError(
      'invalid-input',
      `${video.displayName} has no frames yet, so there is nothing to show a model.`,
      {
        advice: 'Sample it first.',
      },
    )
  const model = services.models.open(row, { projectId: video.projectId })
  const { layout } = responseOptionsOf(row, defaultProfileSettings)
  // Stored answers would be measured as fast as the database, so every call is a new one.
  const firstRound = randomInt(1_000, 2 ** 31 - 1_000)
  const rows = measureLatency({ frames, counts, repeats, firstRound }, model, {
    signal,
    layout,
    parameters: { maxTokens },
  })
  return inChunks(rows)
}

async function* inChunks(rows: ReturnType<typeof measureLatency>): AsyncGenerator<LatencyChunk, void, undefined> {
  for (;;) {
    const next = await rows.next()
    if (!next.done) yield { type: 'row', row: next.value }
    else return yield { type: 'done', profile: next.value, published: publishedLatency }
  }
}
