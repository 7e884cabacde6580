/**
 * What is said in a video, as evidence beside its frames: its own text subtitles where there are any, else a
 * transcription. Both are off unless the environment asks for them. Stored once for each video and settings; silence
 * and a missing tool are results, and stand in the row.
 */
import { createHash } from 'node:crypto'
import type { SpeechLine } from '@video2roleplay/curation'
import { Transcript } from '@video2roleplay/llm/openai'
import { and, eq } from 'drizzle-orm'
import { videoSpeech } from '../db/schema.js'
import type { JobContext } from '../jobs/job.js'
import { openTranscriber } from '../models/open-transcriber.js'
import type { ReadyVideo } from './job-video.js'
import { settingsHashOf } from './settings-hash.js'
import { watchedModel, type CallLog } from './watched-model.js'

type SpeechRow = typeof videoSpeech.$inferSelect
type Found = Pick<SpeechRow, 'status' | 'reason' | 'language' | 'segments' | 'callIds'>

/** Ours: five minutes of speech fit into a ledger row, and are asked again cheaply when a connection breaks. */
const pieceSeconds = 300

/** The row that counts; undefined where nothing is asked for, or nobody says a word. */
export async function ensureSpeech(
  context: JobContext,
  video: ReadyVideo,
  calls: CallLog,
): Promise<SpeechRow | undefined> {
  const { evidence } = context.services.env
  if (evidence.subtitles) {
    const row = await once(context, video.id, 'subtitles', {}, () => readSubtitles(context, video))
    if (row.segments.length > 0) return row
  }
  if (evidence.transcribe === undefined) return undefined
  const settings = { model: evidence.transcribe.model, baseUrl: evidence.transcribe.baseUrl ?? null, pieceSeconds }
  const row = await once(context, video.id, 'transcription', settings, () => transcribe(context, video, calls))
  return row.segments.length > 0 ? row : undefined
}

async function once(
  { services, fenced }: JobContext,
  videoId: string,
  source: SpeechRow['source'],
  settings: Record<string, unknown>,
  make: () => Promise<Found>,
): Promise<SpeechRow> {
  const settingsHash = settingsHashOf({ source, ...settings })
  const natural = and(
    eq(videoSpeech.videoId, videoId),
    eq(videoSpeech.source, source),
    eq(videoSpeech.settingsHash, settingsHash),
  )
  const [known] = await services.db.select().from(videoSpeech).where(natural)
  if (known) return known
  const found = await make()
  return fenced(async (tx) => {
    await tx
      .insert(videoSpeech)
      .values({ videoId, source, settingsHash, ...found })
      .onConflictDoNothing()
    const [row] = await tx.select().from(videoSpeech).where(natural)
    return row!
  })
}

const nothing = (reason: string): Found => ({ status: 'absent', reason, language: null, segments: [], callIds: [] })

async function readSubtitles({ services, signal, warn }: JobContext, video: ReadyVideo): Promise<Found> {
  const reader = await services.speech.open()
  if ('unavailable' in reader) {
    warn('subtitles-unavailable', reader.unavailable)
    return nothing(reader.unavailable)
  }
  const tracks = await reader.subtitles(video.path, { signal })
  const { language } = services.env
  const isOwn = (code: string | null) => (language === 'zh' ? /^(zh|chi|zho|cmn)/i : /^en/i).test(code ?? '')
  const whole = tracks.filter(({ isForced }) => !isForced)
  const track = whole.find((one) => isOwn(one.language)) ?? whole[0] ?? tracks[0]
  if (!track) return nothing('The file has no text subtitles.')
  return {
    status: track.isCut ? 'partial' : 'complete',
    reason: track.isCut ? `Only the first ${track.cues.length} cues were read.` : null,
    language: track.language,
    segments: track.cues,
    callIds: [],
  }
}

async function transcribe(context: JobContext, video: ReadyVideo, calls: CallLog): Promise<Found> {
  const { services, signal, progress, warn } = context
  if (!video.info.hasAudio) return nothing('The file has no sound.')
  const reader = await services.speech.open()
  const open = await openTranscriber(context)
  if ('unavailable' in reader || open === undefined) {
    const reason = 'unavailable' in reader ? reader.unavailable : 'No endpoint is configured for transcription.'
    warn('transcription-unavailable', reason)
    return nothing(reason)
  }
  const pieces = Math.max(1, Math.ceil(video.info.durationSeconds / pieceSeconds))
  const segments: SpeechLine[] = []
  const callIds: string[] = []
  let language: string | null = null
  let unread = 0
  for (let piece = 0; piece < pieces; piece++) {
    progress(piece, pieces, 'listening')
    const startSeconds = piece * pieceSeconds
    const data = await reader.audio(video.path, { startSeconds, seconds: pieceSeconds, signal })
    if (data.length === 0) continue
    const sha256 = createHash('sha256').update(data).digest('hex')
    const seconds = Math.min(pieceSeconds, video.info.durationSeconds - startSeconds)
    const reply = await watchedModel(open({ data, sha256, seconds }), calls).complete({
      messages: [{ role: 'user', content: `audio/flac sha256:${sha256}` }],
      purpose: 'curation/transcribe',
      promptId: 'curation/transcribe@1',
      signal,
    })
    if (reply.callId !== undefined) callIds.push(reply.callId)
    const heard = readTranscript(reply.text)
    if (heard === undefined) unread++
    language ??= heard?.language ?? null
    for (const one of heard?.segments ?? [])
      segments.push({
        ...one,
        startSeconds: one.startSeconds + startSeconds,
        endSeconds: one.endSeconds + startSeconds,
      })
  }
  if (segments.length === 0 && unread === 0) return { ...nothing('Nobody says a word.'), callIds }
  const reason = unread === 0 ? null : `${unread} of ${pieces} pieces could not be read from the ledger.`
  return { status: unread === 0 ? 'complete' : 'partial', reason, language, segments, callIds }
}

/** The ledger keeps long answers cut; what is no longer JSON says nothing. */
function readTranscript(text: string): Transcript | undefined {
  try {
    return Transcript.parse(JSON.parse(text))
  } catch {
    return undefined // counted as unread by the caller
  }
}
