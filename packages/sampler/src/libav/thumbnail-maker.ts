/** The grey analysis plane of a decoded frame, inside a decoding thread. */
import type { Frame } from 'node-av/lib'
import { analysisPlane, lumaBits, type Orientation } from '../analysis-plane.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from '../paper.js'
import type { Libav } from './libav-module.js'
import { PictureMaker } from './picture-maker.js'
import { DecodeFailure } from './video-input.js'
import type { Maker, Picture } from './workbench.js'

export class ThumbnailMaker implements Maker {
  private readonly toGrey: PictureMaker

  constructor(
    private readonly av: Libav,
    private readonly orientation: Orientation,
  ) {
    this.toGrey = new PictureMaker(av, () => greyFilter, false)
  }

  make(frame: Frame): Picture {
    return { width: ANALYSIS_WIDTH, height: ANALYSIS_HEIGHT, bytes: this.plane(frame) }
  }

  close(): void {
    this.toGrey.close()
  }

  private plane(frame: Frame): Uint8Array<ArrayBuffer> {
    const { lib, constants } = this.av
    const name = lib.avGetPixFmtName(frame.format as Parameters<typeof lib.avGetPixFmtName>[0]) ?? ''
    const bits = lumaBits(name)
    if (bits === undefined)
      return this.toGrey.make(frame, (grey) => {
        const { width, height } = grey
        const plane = { bytes: grey.toBuffer(), stride: width, width, height, bits: 8, isFullRange: true }
        return analysisPlane(plane, this.orientation)
      })
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
