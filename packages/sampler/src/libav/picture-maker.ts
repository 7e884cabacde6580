/** Runs decoded frames through a libavfilter chain, inside a decoding thread. */
import type { FilterContext, FilterGraph, Frame } from 'node-av/lib'
import type { Libav } from './libav-module.js'
import { DecodeFailure } from './video-input.js'

interface Graph {
  key: string
  graph: FilterGraph
  source: FilterContext
  sink: FilterContext
}

export class PictureMaker {
  private current: Graph | undefined
  private readonly result: Frame

  constructor(
    private readonly av: Libav,
    private readonly chainFor: (frame: Frame) => string,
    /** Chains that hold a frame back until the next one are ended after each picture. */
    private readonly isEndedEachTime: boolean,
  ) {
    this.result = new av.lib.Frame()
    this.result.alloc()
  }

  /** What comes out is valid until `use` returns. */
  make<Result>(frame: Frame, use: (picture: Frame) => Result): Result {
    const { source, sink } = this.graphFor(frame)
    const copy = frame.clone()
    if (copy === null) throw new DecodeFailure('decoder-out-of-memory')
    try {
      this.check(source.buffersrcAddFrameSync(copy))
      if (this.isEndedEachTime) this.check(source.buffersrcAddFrameSync(null))
      this.check(sink.buffersinkGetFrameSync(this.result))
      return use(this.result)
    } finally {
      copy.free()
      this.result.unref()
      if (this.isEndedEachTime) this.drop()
    }
  }

  close(): void {
    this.drop()
    this.result.free()
  }

  private drop(): void {
    this.current?.graph.free()
    this.current = undefined
  }

  /** A video may change its size or format on the way; the chain is then built anew. */
  private graphFor(frame: Frame): Graph {
    const key = [frame.width, frame.height, frame.format, frame.colorRange, frame.colorSpace].join(':')
    if (this.current?.key === key) return this.current
    this.drop()
    this.current = this.build(key, frame)
    return this.current
  }

  private build(key: string, frame: Frame): Graph {
    const { lib } = this.av
    const graph = new lib.FilterGraph()
    graph.alloc()
    graph.nbThreads = 1
    const buffer = lib.Filter.getByName('buffer')
    const bufferSink = lib.Filter.getByName('buffersink')
    const source = buffer && graph.allocFilter(buffer, 'in')
    if (!source || !bufferSink) throw new DecodeFailure('decoder-crashed', 'libavfilter has no buffers.')
    this.check(
      source.buffersrcParametersSet({
        width: frame.width,
        height: frame.height,
        format: frame.format,
        timeBase: { num: 1, den: 1_000_000 },
        sampleAspectRatio: { num: 1, den: 1 },
        colorRange: frame.colorRange,
        colorSpace: frame.colorSpace,
      }),
    )
    this.check(source.init(null))
    const sink = graph.createFilter(bufferSink, 'out', null)
    if (sink === null) throw new DecodeFailure('decoder-crashed', 'libavfilter has no sink.')
    const outputs = lib.FilterInOut.createList([{ name: 'in', filterCtx: source, padIdx: 0 }])
    const inputs = lib.FilterInOut.createList([{ name: 'out', filterCtx: sink, padIdx: 0 }])
    this.check(graph.parsePtr(this.chainFor(frame), inputs, outputs))
    this.check(graph.configSync())
    return { key, graph, source, sink }
  }

  private check(result: number): void {
    if (result < 0)
      throw new DecodeFailure(
        'decoder-crashed',
        `A picture could not be converted: ${this.av.lib.FFmpegError.strerror(result)}.`,
      )
  }
}
