/**
 * The second decoder: the system's ffmpeg and ffprobe, run with the guards that hostile files need. One pass over the
 * video however many frames are wanted; slower than ./libav, which skips what nobody asked for.
 */
import { join } from 'node:path'
import { analysisPlane, lumaBits } from './analysis-plane.js'
import type { OnRawPicture } from './collect.js'
import { collectThumbnails } from './collect.js'
import { collectFrames } from './collect-frames.js'
import type {
  DecoderInfo,
  ExtractedFrames,
  ExtractedThumbnails,
  ExtractOptions,
  FrameDecoder,
  ProbeOptions,
} from './decoder.js'
import { DEFAULT_MAX_WIDTH } from './encode-jpeg.js'
import type { PictureKind } from './ffmpeg/extract-pictures.js'
import { extractAll, extractAt } from './ffmpeg/extract-pictures.js'
import type { ScanContext } from './ffmpeg/probe.js'
import type { ScannedVideo } from './ffmpeg/scan-video.js'
import { scanVideo } from './ffmpeg/scan-video.js'
import type { Tools } from './ffmpeg/tools.js'
import { findFfmpeg } from './ffmpeg/tools.js'
import { checkTimestamps } from './check-timestamps.js'
import type { InputFile } from './input-file.js'
import { inspectInput } from './input-file.js'
import { InputRoom } from './input-room.js'
import type { DecodeLimits } from './limits.js'
import { defaultLimits } from './limits.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from './paper.js'
import { displaySize, fitWidth, pictureFilter } from './picture-filter.js'
import { Stopwatch } from './stopwatch.js'
import { toVideoInfo } from './to-video-info.js'
import type { VideoInfo } from './video-info.js'

export interface FfmpegOptions {
  workDir?: string
  limits?: Partial<DecodeLimits>
  requireSandbox?: boolean
}

export async function openFfmpeg(options: FfmpegOptions = {}): Promise<FrameDecoder> {
  const limits = { ...defaultLimits, ...options.limits }
  const room = await InputRoom.open(options.workDir)
  try {
    return new FfmpegDecoder(await findFfmpeg(room, limits, options.requireSandbox === true), room, limits)
  } catch (error) {
    await room.close()
    throw error
  }
}

class FfmpegDecoder implements FrameDecoder {
  readonly info: DecoderInfo
  private lastScan: { identity: string; scanned: ScannedVideo } | undefined
  /** One file at a time, so that no run sees another's. */
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly tools: Tools,
    private readonly room: InputRoom,
    limits: DecodeLimits,
  ) {
    const notes = [
      ...tools.notes,
      ...(this.canToneMap ? [] : ['This ffmpeg has no zscale filter: high dynamic range pictures look flat.']),
    ]
    this.info = { name: 'ffmpeg', version: tools.version, sandbox: tools.sandbox, limits, notes }
  }

  probe(path: string, options: ProbeOptions = {}): Promise<VideoInfo> {
    return this.withFile(path, options, 'probe', async ({ file }, { video }) => toVideoInfo(video, file))
  }

  extractFrames(path: string, timestamps: readonly number[], options: ExtractOptions = {}): Promise<ExtractedFrames> {
    const at = checkTimestamps(timestamps)
    return this.withFile(path, options, 'extract', (context, scanned) =>
      collectFrames(at.length, options, (onPicture: OnRawPicture) =>
        extractAt(context, scanned, this.pictures(scanned, options), at, onPicture),
      ),
    )
  }

  extractAllFrames(path: string, options: ExtractOptions & { maxFrames?: number } = {}): Promise<ExtractedFrames> {
    const maxFrames = options.maxFrames ?? Number.MAX_SAFE_INTEGER
    return this.withFile(path, options, 'extract', (context, scanned) =>
      collectFrames(Math.min(maxFrames, scanned.timeline.pts.length), options, (onPicture: OnRawPicture) =>
        extractAll(context, scanned, this.pictures(scanned, options), maxFrames, onPicture),
      ),
    )
  }

  extractThumbnails(
    path: string,
    timestamps: readonly number[],
    options: ExtractOptions = {},
  ): Promise<ExtractedThumbnails> {
    const at = checkTimestamps(timestamps)
    return this.withFile(path, options, 'extract', (context, scanned) =>
      collectThumbnails(at.length, options, (onPicture: OnRawPicture) =>
        extractAt(context, scanned, thumbnails(scanned), at, onPicture),
      ),
    )
  }

  async close(): Promise<void> {
    await this.queue
    await this.room.close()
  }

  private get canToneMap(): boolean {
    return this.tools.filters.has('zscale') && this.tools.filters.has('tonemap')
  }

  private pictures({ video }: ScannedVideo, { maxWidth = DEFAULT_MAX_WIDTH }: ExtractOptions): PictureKind {
    const size = fitWidth(displaySize(video.shape), maxWidth)
    return {
      chain: pictureFilter(video.shape, size, this.canToneMap),
      bytesPerPicture: size.width * size.height * 3,
      finish: (pixels) => ({ ...size, pixels }),
    }
  }

  private async withFile<Result>(
    path: string,
    { limits: own, signal }: ProbeOptions,
    task: 'probe' | 'extract',
    work: (context: ScanContext & { file: InputFile }, scanned: ScannedVideo) => Promise<Result>,
  ): Promise<Result> {
    const limits = { ...this.info.limits, ...own }
    const input = await inspectInput(path, limits.fileBytes)
    const turn = this.queue.then(async () => {
      const name = await this.room.admit(input)
      try {
        const seconds = task === 'probe' ? limits.probeSeconds : limits.extractSeconds
        const guarded = { file: join(this.tools.roomPath, name), family: input.family, limits }
        const context: ScanContext = { tools: this.tools, input: guarded, seconds, stopwatch: new Stopwatch(), signal }
        // Another limit may refuse what was accepted before.
        const identity = `${input.identity} ${JSON.stringify(limits)}`
        if (this.lastScan?.identity !== identity)
          this.lastScan = {
            identity,
            scanned: await scanVideo({ ...context, seconds: limits.probeSeconds, stopwatch: new Stopwatch() }),
          }
        return await work({ ...context, file: input }, this.lastScan.scanned)
      } finally {
        await this.room.dismiss(name)
      }
    })
    // The next one waits for the end, good or bad.
    this.queue = turn.catch(() => undefined)
    return turn
  }
}

function thumbnails({ video: { shape, pixelFormat, isFullRange } }: ScannedVideo): PictureKind {
  const { width, height } = shape
  const bits = lumaBits(pixelFormat)
  const plane = {
    width,
    height,
    bits: bits ?? 8,
    isFullRange: bits === undefined || isFullRange,
    stride: width * (bits !== undefined && bits > 8 ? 2 : 1),
  }
  const toLuma = bits === undefined ? 'scale=out_range=full,format=gray' : 'extractplanes=y'
  return {
    // A video may change its size on the way; the bytes of a picture must not.
    chain: `scale=w=${width}:h=${height},format=${pixelFormat},${toLuma}`,
    bytesPerPicture: plane.stride * height,
    finish: (pixels) => ({
      width: ANALYSIS_WIDTH,
      height: ANALYSIS_HEIGHT,
      pixels: Buffer.from(analysisPlane({ ...plane, bytes: pixels }, shape)),
    }),
  }
}
