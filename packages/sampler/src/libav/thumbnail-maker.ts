/** The grey analysis plane of a decoded frame, inside the decoder process. */
import type { Frame } from 'node-av/lib'
import { analysisPlane, lumaBits, type Orientation } from '../analysis-plane.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from '../paper.js'
import type { Libav } from './libav-module.js'
import type { RawPicture } from './picture-maker.js'
import { PictureMaker } from './picture-maker.js'
import { DecodeFailure } from './video-input.js'

export class ThumbnailMaker {
  private readonly toGrey: PictureMaker

  constructor(
    private readonly av: Libav,
    private readonly orientation: Orientation,
  ) {
    this.toGrey = new PictureMaker(av, greyFilter, false)
  }

  async make(frame: Frame): Promise<RawPicture> {
    return { width: ANALYSIS_WIDTH, height: ANALYSIS_HEIGHT, pixels: Buffer.from(await this.plane(frame)) }
  }

  close(): void {
    this.toGrey.close()
  }

  private async plane(frame: Frame): Promise<Uint8Array> {
    const { lib, constants } = this.av
    const name = lib.avGetPixFmtName(frame.format as Parameters<typeof lib.avGetPixFmtName>[0]) ?? ''
    const bits = lumaBits(name)
    if (bits === undefined) {
      const { width, height, pixels } = await this.toGrey.make(frame)
      return analysisPlane(
        { bytes: pixels, stride: width, width, height, bits: 8, isFullRange: true },
        this.orientation,
      )
    }
    const [bytes] = frame.data ?? []
    const [stride] = frame.linesize
    if (bytes === undefined || stride === undefined)
      throw new DecodeFailure('decoder-crashed', 'A decoded frame has no pixels.')
    const isFullRange = name.startsWith('yuvj') || frame.colorRange === constants.AVCOL_RANGE_JPEG
    return analysisPlane(
      { bytes, stride, width: frame.width, height: frame.height, bits, isFullRange },
      this.orientation,
    )
  }
}

/** For pictures that are stored as red, green and blue. */
const greyFilter = 'scale=out_range=full,format=gray'
