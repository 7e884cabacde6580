/**
 * CLIP for step 3 (§4.1): features of frames by ONNX, from a folder or from the model hub. One process runs the
 * networks; it ends after a silence and comes back when asked.
 */
import { availableParallelism } from 'node:os'
import type { Frame } from '../decoder.js'
import { SamplerError } from '../errors.js'
import type { EmbedFramesOptions, EmbedOptions, EmbedderInfo, FrameEmbedder } from '../frame-embedder.js'
import { EncoderProcess } from './encoder-process.js'
import type { ModelSource } from './fetch-model.js'
import { fetchModel } from './fetch-model.js'
import { aborted } from './hub-request.js'
import { DEFAULT_MODEL } from './known-models.js'
import type { ModelFiles, Quantisation } from './model-files.js'
import { readModelFolder } from './model-folder.js'
import { requireRuntime } from './require-runtime.js'

export interface ClipOptions extends Partial<Omit<ModelSource, 'quantisation'>> {
  /** A folder in transformers' layout; nothing is downloaded then. */
  folder?: string
  /** `q8` unless a folder has only another. */
  quantisation?: Quantisation
  /** Cores for one picture. */
  threads?: number
  /** The process ends after this silence, and starts again when it is needed. */
  idleSeconds?: number
}

/** Ours: more threads than that make one small picture slower, not faster. */
const MOST_THREADS = 4
const IDLE_SECONDS = 300
/** Ours: one in the network, one on its way. */
const AT_ONCE = 2

/** @throws SamplerError `no-embedder`, `model-…`, `embedder-crashed` */
export async function openClip(options: ClipOptions = {}): Promise<FrameEmbedder> {
  requireRuntime()
  const files = await locate(options)
  const threads = options.threads ?? Math.min(MOST_THREADS, availableParallelism())
  const clip = new Clip(files, threads, options.idleSeconds ?? IDLE_SECONDS)
  await clip.start(options.signal)
  return clip
}

async function locate({ folder, cacheFolder, model = DEFAULT_MODEL, ...source }: ClipOptions): Promise<ModelFiles> {
  if (folder !== undefined) return readModelFolder(folder, source.quantisation)
  if (cacheFolder !== undefined) return fetchModel({ ...source, model, cacheFolder })
  throw new SamplerError('bad-request', 'CLIP needs the folder of a model, or a cacheFolder to keep one in.')
}

class Clip implements FrameEmbedder {
  private running: { process: EncoderProcess; dimensions: Promise<number>; text?: Promise<unknown> } | undefined
  private idleTimer: NodeJS.Timeout | undefined
  private dimensions = 0
  private textFiles: { model: string; tokenizer: string } | undefined
  private isClosed = false

  constructor(
    private readonly files: ModelFiles,
    private readonly threads: number,
    private readonly idleSeconds: number,
  ) {}

  get info(): EmbedderInfo {
    const { model, revision, hash, quantisation } = this.files
    return { model, ...(revision === undefined ? {} : { revision }), hash, dimensions: this.dimensions, quantisation }
  }

  async start(signal?: AbortSignal): Promise<void> {
    try {
      this.dimensions = await this.use(async ({ dimensions }) => dimensions, signal)
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async embedFrame(frame: Frame, { signal }: EmbedOptions = {}): Promise<Float32Array> {
    return this.use(async ({ process, dimensions }) => {
      await dimensions
      return process.ask({ kind: 'image', jpeg: frame.jpeg }, signal)
    }, signal)
  }

  async embedFrames(frames: readonly Frame[], options: EmbedFramesOptions = {}): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    let next = 0
    let done = 0
    const lane = async () => {
      try {
        while (next < frames.length) {
          const k = next++
          vectors[k] = await this.embedFrame(frames[k] as Frame, options)
          options.onProgress?.({ done: ++done, total: frames.length })
        }
      } catch (error) {
        // The other lane need not go on for a result that nobody gets.
        next = frames.length
        throw error
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    return vectors
  }

  async embedText(text: string, { signal }: EmbedOptions = {}): Promise<Float32Array> {
    // Looked for, downloaded and checked once.
    this.textFiles ??= await this.files.text(signal)
    const files = this.textFiles
    return this.use(async (running) => {
      running.text ??= running.process.ask({ kind: 'openText', ...files, threads: this.threads })
      await running.text
      return running.process.ask({ kind: 'text', text }, signal)
    }, signal)
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.idleTimer)
    this.running?.process.close()
  }

  private async use<Result>(
    work: (running: NonNullable<Clip['running']>) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    if (signal?.aborted === true) throw aborted(signal)
    if (this.isClosed) throw new SamplerError('aborted', 'The embedder was closed.')
    clearTimeout(this.idleTimer)
    if (this.running?.process.isAlive !== true) this.running = this.launch()
    const { running } = this
    try {
      return await work(running)
    } finally {
      if (running.process.isIdle) this.rest(running.process)
    }
  }

  private launch(): NonNullable<Clip['running']> {
    const process = new EncoderProcess()
    const { vision, preprocessor } = this.files
    const opened = process.ask({ kind: 'open', vision, preprocessor, threads: this.threads })
    const dimensions = opened.then(([length]) => length ?? 0)
    return { process, dimensions }
  }

  private rest(process: EncoderProcess): void {
    clearTimeout(this.idleTimer)
    this.idleTimer = setTimeout(() => process.isIdle && process.close(), this.idleSeconds * 1000)
    this.idleTimer.unref()
  }
}
