/** RGB pixels to JPEG, the same way for both decoders. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'

/** Ours: no artefact that a vision model would notice, a third of the bytes of 95. */
export const DEFAULT_JPEG_QUALITY = 85
/** Ours: wider than every vision encoder we know of looks. */
export const DEFAULT_MAX_WIDTH = 1280

export interface EncodedPicture {
  jpeg: Uint8Array
  sha256: string
}

export async function encodeJpeg(
  rgb: Uint8Array,
  width: number,
  height: number,
  quality = DEFAULT_JPEG_QUALITY,
): Promise<EncodedPicture> {
  const jpeg = await sharp(rgb, { raw: { width, height, channels: 3 } })
    // Full colour resolution: halving it moves saturated colours by more than the rest of the chain together.
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer()
  return {
    jpeg: new Uint8Array(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength),
    sha256: createHash('sha256').update(jpeg).digest('hex'),
  }
}
