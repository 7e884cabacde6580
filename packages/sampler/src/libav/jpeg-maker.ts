/**
 * JPEGs of decoded frames, inside a decoding thread, by libav's encoder and straight from luma and colour differences:
 * no pixels travel, and nothing is converted to red, green and blue.
 */
import type { CodecContext, Frame, Packet } from 'node-av/lib'
import type { FrameColours, PictureShape } from '../picture-filter.js'
import { displaySize, fitWidth, jpegFilter } from '../picture-filter.js'
import { lumaBits } from '../analysis-plane.js'
import type { Libav } from './libav-module.js'
import { PictureMaker } from './picture-maker.js'
import { DecodeFailure } from './video-input.js'
import type { Maker, Picture } from './workbench.js'

export interface JpegOptions {
  maxWidth: number
  quality: number
  canToneMap: boolean
}

/** libav counts quality in units of this. */
const LAMBDA_PER_SCALE = 118

export class JpegMaker implements Maker {
  private readonly pictures: PictureMaker
  private readonly packet: Packet
  private readonly lambda: number
  private encoder: { context: CodecContext; key: string } | undefined
  private made = 0n

  constructor(
    private readonly av: Libav,
    shape: PictureShape,
    { maxWidth, quality, canToneMap }: JpegOptions,
  ) {
    const size = fitWidth(displaySize(shape), maxWidth)
    const chainFor = (frame: Frame) => jpegFilter(shape, size, canToneMap, coloursOf(av, frame))
    this.pictures = new PictureMaker(av, chainFor, shape.isInterlaced)
    this.packet = new av.lib.Packet()
    this.packet.alloc()
    this.lambda = quantiserScale(quality) * LAMBDA_PER_SCALE
  }

  make(frame: Frame): Picture {
    return this.pictures.make(frame, (picture) => this.encode(picture))
  }

  close(): void {
    this.pictures.close()
    this.packet.free()
    this.encoder?.context.freeContext()
  }

  private encode(picture: Frame): Picture {
    const { width, height } = picture
    const context = this.encoderFor(picture)
    picture.colorRange = this.av.constants.AVCOL_RANGE_JPEG
    picture.quality = this.lambda
    picture.pts = this.made++
    this.check(context.sendFrameSync(picture))
    this.check(context.receivePacketSync(this.packet))
    const bytes = new Uint8Array(this.packet.data ?? [])
    this.packet.unref()
    return { width, height, bytes }
  }

  private encoderFor({ width, height, format }: Frame): CodecContext {
    const key = [width, height, format].join(':')
    if (this.encoder?.key === key) return this.encoder.context
    this.encoder?.context.freeContext()
    this.encoder = undefined
    const { lib, constants } = this.av
    const codec = lib.Codec.findEncoder(constants.AV_CODEC_ID_MJPEG)
    if (codec === null) throw new DecodeFailure('decoder-crashed', 'This libav cannot write JPEGs.')
    const context = new lib.CodecContext()
    context.allocContext3(codec)
    context.width = width
    context.height = height
    context.pixelFormat = format as CodecContext['pixelFormat']
    context.colorRange = constants.AVCOL_RANGE_JPEG
    context.timeBase = new lib.Rational(1, 25)
    context.threadCount = 1
    // The same bytes from every version: without the encoder's name.
    context.setFlags(constants.AV_CODEC_FLAG_QSCALE, constants.AV_CODEC_FLAG_BITEXACT)
    context.globalQuality = this.lambda
    context.setOption('qmin', 1)
    context.setOption('huffman', 'default')
    const opened = context.open2Sync(codec, null)
    if (opened < 0) context.freeContext()
    this.check(opened)
    this.encoder = { context, key }
    return context
  }

  private check(result: number): void {
    if (result < 0)
      throw new DecodeFailure(
        'decoder-crashed',
        `A picture could not be written: ${this.av.lib.FFmpegError.strerror(result)}.`,
      )
  }
}

/**
 * The usual quality of 1–100 scales JPEG's table of divisors; libav scales another table by 1–31. At 85 and 3 both give
 * the same error, measured on real frames; the rest follows the usual scale.
 */
export function quantiserScale(quality: number): number {
  const percent = quality < 50 ? 5000 / Math.max(1, quality) : 200 - 2 * Math.min(100, quality)
  return Math.max(1, Math.min(31, Math.floor(percent / 10)))
}

function coloursOf({ lib, constants }: Libav, frame: Frame): FrameColours {
  const name = lib.avGetPixFmtName(frame.format as Parameters<typeof lib.avGetPixFmtName>[0]) ?? ''
  const matrices = new Map<number, string>([
    [constants.AVCOL_SPC_BT709, 'bt709'],
    [constants.AVCOL_SPC_SMPTE240M, 'smpte240m'],
    [constants.AVCOL_SPC_FCC, 'fcc'],
    [constants.AVCOL_SPC_BT2020_NCL, 'bt2020nc'],
    [constants.AVCOL_SPC_BT2020_CL, 'bt2020nc'],
  ])
  return {
    // Grey pictures take the other way: they have no differences to convert.
    isYuv: lumaBits(name) !== undefined && !name.startsWith('gray'),
    matrix: matrices.get(frame.colorSpace) ?? 'bt470bg',
    isFullRange: name.startsWith('yuvj') || frame.colorRange === constants.AVCOL_RANGE_JPEG,
  }
}
