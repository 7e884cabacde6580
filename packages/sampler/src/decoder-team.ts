/**
 * Several decoders that look like one. Each serves one request at a time, in a process and with an input folder of its
 * own; the next is opened when all are busy. Probes and posters have turns of their own, so that a video just dropped in,
 * or a bad file, never waits for a long decoding to end.
 */
import { availableParallelism } from 'node:os'
import type {
  DecoderInfo,
  ExtractedFrames,
  ExtractedThumbnails,
  ExtractOptions,
  FrameDecoder,
  ProbeOptions,
} from './decoder.js'
import { SamplerError } from './errors.js'
import { Turns } from './turns.js'
import type { VideoInfo } from './video-info.js'

/** More decoders than this side by side gain nothing: the pictures must be encoded too. */
const MOST_CORES = 8

interface Member {
  decoder: FrameDecoder
  /** What it read last: its packet index is still there. */
  lastPath?: string
}

export class DecoderTeam implements FrameDecoder {
  readonly info: DecoderInfo
  private readonly idle: Member[]
  private readonly decodings: Turns
  private readonly probes: Turns
  private running = 0
  private isClosed = false

  constructor(
    first: FrameDecoder,
    private readonly openAnother: () => Promise<FrameDecoder>,
    private readonly processes: number,
  ) {
    this.info = first.info
    this.idle = [{ decoder: first }]
    this.decodings = new Turns(processes)
    this.probes = new Turns(processes)
  }

  probe(path: string, options: ProbeOptions = {}): Promise<VideoInfo> {
    return this.delegate(this.probes, path, options, (decoder, own) => decoder.probe(path, own))
  }

  extractFrames(path: string, timestamps: readonly number[], options: ExtractOptions = {}): Promise<ExtractedFrames> {
    return this.decode(path, options, (decoder, own) => decoder.extractFrames(path, timestamps, own))
  }

  extractAllFrames(path: string, options: ExtractOptions & { maxFrames?: number } = {}): Promise<ExtractedFrames> {
    return this.decode(path, options, (decoder, own) => decoder.extractAllFrames(path, own))
  }

  extractThumbnails(
    path: string,
    timestamps: readonly number[],
    options: ExtractOptions = {},
  ): Promise<ExtractedThumbnails> {
    return this.decode(path, options, (decoder, own) => decoder.extractThumbnails(path, timestamps, own))
  }

  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all(this.idle.splice(0).map(({ decoder }) => decoder.close()))
  }

  /** One request alone gets every core; those that start beside others get their share. */
  private decode<Options extends ExtractOptions, Result>(
    path: string,
    options: Options,
    work: (decoder: FrameDecoder, options: Options) => Promise<Result>,
  ): Promise<Result> {
    const turns = options.isBrief === true ? this.probes : this.decodings
    return this.delegate(turns, path, options, async (decoder, own) => {
      this.running++
      const share = Math.floor(Math.min(MOST_CORES, availableParallelism()) / this.running)
      try {
        return await work(decoder, { cores: Math.max(1, share), ...own })
      } finally {
        this.running--
      }
    })
  }

  private async delegate<Options extends ProbeOptions, Result>(
    turns: Turns,
    path: string,
    options: Options,
    work: (decoder: FrameDecoder, options: Options) => Promise<Result>,
  ): Promise<Result> {
    await turns.take(options.signal)
    try {
      const member = await this.choose(path)
      try {
        return await work(member.decoder, options)
      } finally {
        await this.dismiss(member)
      }
    } finally {
      turns.giveBack()
    }
  }

  private async choose(path: string): Promise<Member> {
    if (this.isClosed) throw new SamplerError('aborted', 'The decoder was closed.')
    const known = this.idle.findIndex(({ lastPath }) => lastPath === path)
    // Else the one that rested the shortest.
    const [member] = this.idle.splice(known < 0 ? this.idle.length - 1 : known, 1)
    const chosen: Member = member ?? { decoder: await this.openAnother() }
    chosen.lastPath = path
    return chosen
  }

  /** One more than decode is kept, for the next probe. */
  private async dismiss(member: Member): Promise<void> {
    if (this.isClosed || this.idle.length > this.processes) await member.decoder.close()
    else this.idle.push(member)
  }
}
