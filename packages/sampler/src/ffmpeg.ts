import type { FrameDecoder } from './decoder.js'
import { SamplerError } from './errors.js'

export async function openFfmpeg(_options: object = {}): Promise<FrameDecoder> {
  throw new SamplerError('no-decoder', 'ffmpeg is not there.')
}
