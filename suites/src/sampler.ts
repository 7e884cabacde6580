/**
 * Samples every file of the folders given, through both decoders, and says how each ended: done, partial or a typed
 * error. The caller never crashes, nothing takes longer or more memory than it may, no file stays behind, and whoever
 * listens on the port given is never called. An end without a code fails the suite.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FrameDecoder, FrameSample } from '@video2roleplay/sampler'
import { openDecoder, SamplerError, sampleFrames, sampleSegments } from '@video2roleplay/sampler'
import { everyFile } from './files.ts'
import { countBy } from './kill.ts'
import { listenForCallers } from './listen-for-callers.ts'
import { watchChildMemory } from './watch-child-memory.ts'

/** What a bad file may cost: the seconds of one request, which are also the decoders' limits here. */
const MOST_SECONDS = 30
const MOST_MEMORY_BYTES = 1_500_000_000

export interface SampledFile {
  path: string
  outcome: 'done' | 'partial' | 'failed'
  /** Undefined where the end was not typed: a fault of ours. */
  code?: string
  message?: string
  frames?: { kind: string; sampled: number; segments: number; durationSeconds: number }
  /** Of its slowest request. */
  seconds: number
  peakMemoryBytes: number
}

export interface DecoderReport {
  decoder: string
  sandbox: string
  tried: number
  counts: Record<string, number>
  slowest: { path: string; seconds: number }
  hungriest: { path: string; megabytes: number }
  failures: string[]
  files: SampledFile[]
}

export interface SamplerReport {
  decoders: DecoderReport[]
  /** Connections that reached the port listened on, while all of this ran. */
  callers: number
  /** Sentences: empty where all is well. */
  failures: string[]
}

export async function samplerSuite(paths: string[], port = 0): Promise<SamplerReport> {
  const files = await everyFile(paths)
  const listener = await listenForCallers(port)
  try {
    const decoders: DecoderReport[] = []
    for (const name of ['libav', 'ffmpeg'] as const) decoders.push(await sampleAll(name, files))
    const callers = listener.callers()
    return {
      decoders,
      callers,
      failures: [
        ...decoders.flatMap(({ decoder, failures }) => failures.map((failure) => `${decoder}: ${failure}`)),
        ...(callers > 0 ? [`${callers} connections were made to port ${port}`] : []),
      ],
    }
  } finally {
    await listener.close()
  }
}

async function sampleAll(name: 'libav' | 'ffmpeg', paths: readonly string[]): Promise<DecoderReport> {
  const workDir = await mkdtemp(join(tmpdir(), 'v2r-sampler-suite-'))
  const limits = { probeSeconds: MOST_SECONDS, extractSeconds: MOST_SECONDS }
  const decoder = await openDecoder({ prefer: name, workDir, limits })
  try {
    if (decoder.info.name !== name) throw new Error(decoder.info.notes.join(' '))
    const files: SampledFile[] = []
    for (const path of paths) files.push(await sampleOne(decoder, path))
    const rooms = await readdir(workDir, { recursive: true, withFileTypes: true })
    const leftovers = rooms.filter((entry) => !entry.isDirectory()).map(({ name: left }) => left)
    return summarise(decoder, files, leftovers)
  } finally {
    await decoder.close()
    await rm(workDir, { recursive: true, force: true })
  }
}

async function sampleOne(decoder: FrameDecoder, path: string): Promise<SampledFile> {
  const memory = watchChildMemory()
  let slowest = 0
  const clocked: FrameDecoder = Object.create(
    decoder,
    Object.fromEntries(
      (['probe', 'extractFrames', 'extractAllFrames', 'extractThumbnails'] as const).map((name) => [
        name,
        {
          value: async (...given: never[]) => {
            const began = performance.now()
            try {
              return await Reflect.apply(decoder[name], decoder, given)
            } finally {
              slowest = Math.max(slowest, performance.now() - began)
            }
          },
        },
      ]),
    ),
  )
  const cost = () => ({ seconds: Math.round(slowest / 10) / 100, peakMemoryBytes: memory.stop() })
  try {
    const info = await clocked.probe(path)
    const sample = await sampleFrames(path, { decoder: clocked, info })
    const segments = await sampleSegments(path, { decoder: clocked, info })
    const reason = [sample, segments].find(({ status }) => status === 'partial')?.statusReason
    return {
      path,
      outcome: isComplete(sample) && isComplete(segments) && info.warnings.length === 0 ? 'done' : 'partial',
      message: reason ?? info.warnings.join(' '),
      frames: {
        kind: sample.kind,
        sampled: sample.frames.length,
        segments: segments.frames.length,
        durationSeconds: info.durationSeconds,
      },
      ...cost(),
    }
  } catch (error) {
    const typed = error instanceof SamplerError ? { code: error.code } : {}
    return { path, outcome: 'failed', ...typed, message: String(error), ...cost() }
  }
}

function isComplete({ status }: FrameSample): boolean {
  return status === 'complete'
}

function summarise({ info }: FrameDecoder, files: SampledFile[], leftovers: string[]): DecoderReport {
  const most = (amount: (file: SampledFile) => number) => files.toSorted((a, b) => amount(b) - amount(a))[0]
  const slowest = most(({ seconds }) => seconds)
  const hungriest = most(({ peakMemoryBytes }) => peakMemoryBytes)
  return {
    decoder: `${info.name} ${info.version}`,
    sandbox: info.sandbox,
    tried: files.length,
    counts: countBy(
      files.map(({ outcome, code }) => (outcome === 'failed' ? `failed: ${code ?? 'WITHOUT A CODE'}` : outcome)),
    ),
    slowest: { path: slowest?.path ?? '', seconds: slowest?.seconds ?? 0 },
    hungriest: {
      path: hungriest?.path ?? '',
      megabytes: Math.round((hungriest?.peakMemoryBytes ?? 0) / 1e6),
    },
    failures: [
      ...leftovers.map((left) => `${left} stayed behind`),
      ...files.flatMap(({ path, outcome, code, seconds, peakMemoryBytes, message }) => [
        ...(outcome === 'failed' && code === undefined ? [`${path} ended without a code: ${message}`] : []),
        ...(seconds > MOST_SECONDS ? [`${path} took ${seconds} s`] : []),
        ...(peakMemoryBytes > MOST_MEMORY_BYTES ? [`${path} took ${Math.round(peakMemoryBytes / 1e6)} MB`] : []),
      ]),
    ],
    files,
  }
}
