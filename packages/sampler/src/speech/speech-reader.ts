/**
 * What is said in a video: its text subtitles, and its sound for a model that transcribes (opt-in evidence for §3.2).
 * Read by the system's ffmpeg in the same sandbox, with the same guards and limits, as pictures are. Subtitles that
 * are pictures (DVD, Blu-ray) are not read.
 */
import { join } from 'node:path'
import * as z from 'zod'
import { readText } from '../ffmpeg/byte-pieces.js'
import type { GuardedInput } from '../ffmpeg/guarded-arguments.js'
import { probeArguments, speechArguments } from '../ffmpeg/guarded-arguments.js'
import { failureOf } from '../ffmpeg/read-stderr.js'
import type { Tools } from '../ffmpeg/tools.js'
import { findFfmpeg } from '../ffmpeg/tools.js'
import { SamplerError } from '../errors.js'
import { inspectInput } from '../input-file.js'
import { InputRoom } from '../input-room.js'
import type { DecodeLimits } from '../limits.js'
import { defaultLimits } from '../limits.js'
import { parseWebVtt, type SpeechCue } from './parse-web-vtt.js'

export interface SubtitleTrack {
  /** As the file says it, `eng` or `zh-Hans`; null where it does not. */
  language: string | null
  title: string | null
  codec: string
  /** Only for passages in another language than the film's. */
  isForced: boolean
  cues: SpeechCue[]
  /** More cues than are read. */
  isCut: boolean
}

export interface SpeechReader {
  readonly sandbox: Tools['sandbox']
  /** Every text track with at least one cue, in the file's order. @throws SamplerError */
  subtitles(path: string, options?: { signal?: AbortSignal }): Promise<SubtitleTrack[]>
  /** Mono at 16 kHz as FLAC: what transcription endpoints take. Empty where the file has no sound. @throws SamplerError */
  audio(path: string, span: AudioSpan): Promise<Uint8Array>
  close(): Promise<void>
}

export interface AudioSpan {
  startSeconds: number
  seconds: number
  signal?: AbortSignal
}

export interface SpeechReaderOptions {
  /** On the disk of the videos, so that they are linked into the sandbox and not copied. */
  workDir?: string
  requireSandbox?: boolean
  limits?: Partial<DecodeLimits>
}

const textCodecs = new Set(['subrip', 'srt', 'mov_text', 'webvtt', 'ass', 'ssa', 'text'])
const mostTracks = 16
const mostSubtitleBytes = 8_000_000
/** Ten minutes of this sound are 19 MB before they are compressed; endpoints take 25. */
const mostAudioBytes = 24_000_000

const Streams = z.object({
  streams: z.array(
    z.object({
      index: z.int(),
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      tags: z.record(z.string(), z.string()).optional(),
      disposition: z.object({ forced: z.int().optional() }).optional(),
    }),
  ),
})

/** @throws SamplerError `no-decoder` where ffmpeg is not installed */
export async function openSpeechReader(options: SpeechReaderOptions = {}): Promise<SpeechReader> {
  const limits = { ...defaultLimits, ...options.limits }
  const room = await InputRoom.open(options.workDir)
  const tools = await findFfmpeg(room, limits, options.requireSandbox === true).catch(async (error: unknown) => {
    await room.close()
    throw error
  })
  /** One file at a time, so that no run sees another's. */
  let queue: Promise<unknown> = Promise.resolve()

  function withFile<Result>(path: string, work: (input: GuardedInput) => Promise<Result>): Promise<Result> {
    const turn = queue.then(async () => {
      const file = await inspectInput(path, limits.fileBytes)
      const name = await room.admit(file)
      try {
        return await work({ file: join(tools.roomPath, name), family: file.family, limits })
      } finally {
        await room.dismiss(name)
      }
    })
    // The next one waits for the end, good or bad.
    queue = turn.catch(() => undefined)
    return turn
  }

  return {
    sandbox: tools.sandbox,
    subtitles: (path, { signal } = {}) => withFile(path, (input) => readTracks(tools, input, signal)),
    audio: (path, span) => withFile(path, (input) => readAudio(tools, input, span)),
    async close() {
      await queue
      await room.close()
    },
  }
}

async function readTracks(tools: Tools, input: GuardedInput, signal?: AbortSignal): Promise<SubtitleTrack[]> {
  const entries = 'stream=index,codec_type,codec_name:stream_tags=language,title:stream_disposition=forced'
  const argv = [tools.ffprobe, ...probeArguments(input, ['-show_entries', entries, '-of', 'json=c=1'])]
  const { streams } = Streams.parse(JSON.parse(await readAll(tools, input, argv, 1_000_000, signal)))
  const tracks: SubtitleTrack[] = []
  const texts = streams.filter((one) => one.codec_type === 'subtitle' && textCodecs.has(one.codec_name ?? ''))
  for (const { index, codec_name: codec = 'text', tags = {}, disposition } of texts.slice(0, mostTracks)) {
    const options = ['-map', `0:${index}`, '-an', '-c:s', 'webvtt', '-f', 'webvtt']
    const text = await readAll(
      tools,
      input,
      [tools.ffmpeg, ...speechArguments(input, [], options)],
      mostSubtitleBytes,
      signal,
    )
    const { cues, isCut } = parseWebVtt(text)
    if (cues.length === 0) continue
    const language = tags['language'] === undefined || tags['language'] === 'und' ? null : tags['language'].slice(0, 20)
    const title = tags['title']?.slice(0, 200) ?? null
    tracks.push({ language, title, codec, isForced: disposition?.forced === 1, cues, isCut })
  }
  return tracks
}

async function readAudio(tools: Tools, input: GuardedInput, span: AudioSpan): Promise<Uint8Array> {
  const seek = ['-ss', String(span.startSeconds), '-t', String(span.seconds)]
  const options = ['-map', '0:a:0?', '-sn', '-ac', '1', '-ar', '16000', '-c:a', 'flac', '-f', 'flac']
  const pieces: Buffer[] = []
  let bytes = 0
  const result = await tools.run([tools.ffmpeg, ...speechArguments(input, seek, options)], {
    seconds: input.limits.extractSeconds,
    limits: input.limits,
    signal: span.signal,
    onOutput: async (stdout) => {
      for await (const piece of stdout as AsyncIterable<Buffer>) {
        bytes += piece.length
        if (bytes > mostAudioBytes) throw new SamplerError('too-large', 'The sound is larger than an endpoint takes.')
        pieces.push(piece)
      }
    },
  })
  // ffmpeg has no word of its own for "nothing to write".
  if (/does not contain any stream|matches no streams/.test(result.stderr)) return new Uint8Array()
  if (result.exitCode !== 0 && bytes === 0) throw failureOf(result, input.family)
  const flac = Buffer.concat(pieces)
  return soundBegins(flac) < flac.length ? flac : new Uint8Array()
}

/** Past the end of the film ffmpeg writes a header and nothing more. A header's blocks say how long they are, and which is the last. */
function soundBegins(flac: Buffer): number {
  let at = 4
  while (at + 4 <= flac.length) {
    const isLast = flac[at]! >= 0x80
    at += 4 + flac.readUIntBE(at + 1, 3)
    if (isLast) break
  }
  return at
}

async function readAll(
  tools: Tools,
  input: GuardedInput,
  argv: string[],
  maxBytes: number,
  signal?: AbortSignal,
): Promise<string> {
  let text = ''
  const result = await tools.run(argv, {
    seconds: input.limits.probeSeconds,
    limits: input.limits,
    signal,
    onOutput: async (stdout) => {
      text = await readText(stdout, maxBytes)
    },
  })
  if (result.exitCode !== 0 && text === '') throw failureOf(result, input.family)
  return text
}
