/**
 * The packet-planned decoder: node-av (libav in a native module) in a process of its own.
 *
 * node-av is an optional dependency. Its npm package says MIT; the binary it brings is built with GPL parts and
 * fdk-aac. It is loaded by the decoder process only, at run time.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type {
  DecoderInfo,
  ExtractedFrames,
  ExtractedThumbnails,
  ExtractOptions,
  FrameDecoder,
  ProbeOptions,
} from './decoder.js'
import { DEFAULT_JPEG_QUALITY, DEFAULT_MAX_WIDTH } from './encode-jpeg.js'
import { SamplerError } from './errors.js'
import { checkTimestamps } from './check-timestamps.js'
import type { Extract, OnRawPicture } from './collect.js'
import { collectThumbnails } from './collect.js'
import { collectFrames } from './collect-frames.js'
import type { InputFile } from './input-file.js'
import { inspectInput } from './input-file.js'
import { InputRoom } from './input-room.js'
import { acceptJpeg } from './libav/accept-jpeg.js'
import type { OnPicture } from './libav/decoder-process.js'
import { DecoderProcess } from './libav/decoder-process.js'
import { findNodeAv } from './libav/find-node-av.js'
import type { Launch } from './libav/launch-decoder.js'
import { launchDecoder } from './libav/launch-decoder.js'
import type { DecoderAnswer, DecoderRequest } from './libav/protocol.js'
import type { DecodeLimits } from './limits.js'
import { defaultLimits } from './limits.js'
import { toVideoInfo } from './to-video-info.js'
import { Turns } from './turns.js'
import type { VideoInfo } from './video-info.js'

export interface LibavOptions {
  /** Where the folder for the current input file is made; on the disk of the videos they are linked, not copied. */
  workDir?: string
  limits?: Partial<DecodeLimits>
  requireSandbox?: boolean
}

/** More decoders side by side gain little and need memory for their pictures. */
const MOST_CORES = 8
/** A process is replaced after so many requests, so that nothing piles up in it. */
const REQUESTS_PER_PROCESS = 200

type Task<T = DecoderRequest> = T extends DecoderRequest
  ? Omit<T, 'id' | 'file' | 'identity' | 'family' | 'limits' | 'cores'>
  : never

export async function openLibav(options: LibavOptions = {}): Promise<FrameDecoder> {
  const limits = { ...defaultLimits, ...options.limits }
  const room = await InputRoom.open(options.workDir)
  try {
    const launch = await launchDecoder(room, limits, options.requireSandbox === true)
    return new LibavDecoder(launch, room, limits)
  } catch (error) {
    await room.close()
    throw error
  }
}

export function isLibavInstalled(): boolean {
  try {
    findNodeAv()
    return true
  } catch {
    return false
  }
}

class LibavDecoder implements FrameDecoder {
  readonly info: DecoderInfo
  private idle: DecoderProcess | undefined
  private readonly turns = new Turns(1)
  private lastId = 0
  private isClosed = false

  constructor(
    private readonly launch: Launch,
    private readonly room: InputRoom,
    limits: DecodeLimits,
  ) {
    this.idle = launch.first
    this.info = { name: 'libav', version: launch.version, sandbox: launch.sandbox, limits, notes: launch.notes }
  }

  async probe(path: string, options: ProbeOptions = {}): Promise<VideoInfo> {
    const { answer, input } = await this.ask(path, { task: 'probe' }, options, 'probeSeconds')
    if (answer.type !== 'probed')
      throw new SamplerError('decoder-crashed', 'The decoder gave an answer to another question.')
    return toVideoInfo(answer.video, input)
  }

  extractFrames(path: string, timestamps: readonly number[], options: ExtractOptions = {}): Promise<ExtractedFrames> {
    const task: Task = {
      task: 'pictures',
      timestamps: checkTimestamps(timestamps),
      ...jpegOptions(options),
    }
    return this.collectJpegs(timestamps.length, path, task, options)
  }

  extractAllFrames(path: string, options: ExtractOptions & { maxFrames?: number } = {}): Promise<ExtractedFrames> {
    const maxFrames = options.maxFrames ?? Number.MAX_SAFE_INTEGER
    const task: Task = { task: 'all-pictures', maxFrames, ...jpegOptions(options) }
    const wanted = Math.min(maxFrames, options.info?.frameCount ?? maxFrames)
    return this.collectJpegs(wanted, path, task, options)
  }

  extractThumbnails(
    path: string,
    timestamps: readonly number[],
    options: ExtractOptions = {},
  ): Promise<ExtractedThumbnails> {
    const task: Task = { task: 'thumbnails', timestamps: checkTimestamps(timestamps) }
    return collectThumbnails(timestamps.length, options, (onPicture) => this.extract(path, task, options, onPicture))
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.takeIdle()?.close()
    await this.room.close()
  }

  private collectJpegs(wanted: number, path: string, task: Task, options: ExtractOptions): Promise<ExtractedFrames> {
    const extract: Extract = (onPicture) => this.extract(path, task, options, onPicture)
    return collectFrames(wanted, options, extract, acceptJpeg)
  }

  private async extract(path: string, task: Task, options: ExtractOptions, onRawPicture: OnRawPicture) {
    const onPicture: OnPicture = ({ pts, timestampSeconds, width, height }, pixels) =>
      onRawPicture({ pts, timestampSeconds, width, height, pixels })
    const { answer, input } = await this.ask(path, task, options, 'extractSeconds', onPicture)
    if (answer.type !== 'done')
      throw new SamplerError('decoder-crashed', 'The decoder gave an answer to another question.')
    return { ...answer.result, problems: [...input.problems, ...answer.result.problems] }
  }

  private async ask(
    path: string,
    task: Task,
    { limits: own, signal, cores = Math.min(MOST_CORES, availableParallelism()) }: ProbeOptions,
    kind: 'probeSeconds' | 'extractSeconds',
    onPicture: OnPicture = async () => undefined,
  ): Promise<{ answer: DecoderAnswer; input: InputFile }> {
    const limits = { ...this.info.limits, ...own }
    const input = await inspectInput(path, limits.fileBytes)
    await this.turns.take(signal)
    try {
      const name = await this.room.admit(input)
      try {
        const { family } = input
        // Another limit may refuse what was accepted before.
        const identity = `${input.identity} ${JSON.stringify(limits)}`
        const file = join(this.launch.roomPath, name)
        const request = { id: ++this.lastId, file, identity, family, limits, cores, ...task } as DecoderRequest
        const answer = await this.withProcess((decoder) =>
          decoder.request(request, { limits, seconds: limits[kind], signal }, onPicture),
        )
        if (answer.type === 'failed') throw new SamplerError(answer.code, answer.message)
        return { answer, input }
      } finally {
        await this.room.dismiss(name)
      }
    } finally {
      this.turns.giveBack()
    }
  }

  private async withProcess<Result>(work: (decoder: DecoderProcess) => Promise<Result>): Promise<Result> {
    if (this.isClosed) throw new SamplerError('aborted', 'The decoder was closed.')
    const idle = this.takeIdle()
    const decoder = idle?.isAlive ? idle : (await DecoderProcess.start(this.launch.argv, this.info.limits)).process
    try {
      return await work(decoder)
    } finally {
      if (decoder.isAlive && decoder.requests < REQUESTS_PER_PROCESS && !this.isClosed) this.idle = decoder
      else await decoder.close()
    }
  }

  private takeIdle(): DecoderProcess | undefined {
    const { idle } = this
    this.idle = undefined
    return idle
  }
}

function jpegOptions({ maxWidth = DEFAULT_MAX_WIDTH, quality = DEFAULT_JPEG_QUALITY, onFrame }: ExtractOptions) {
  return { maxWidth, quality, isInOrder: onFrame !== undefined }
}
