/**
 * The libavfilter chains that turn a decoded frame into a picture. Both backends use the same words, so that they
 * show the same picture: upright, square pixels, 8-bit sRGB, no wider than asked.
 */
/** What a decoded frame looks like before anything is done to it. */
export interface PictureShape {
  width: number
  height: number
  /** Sample aspect ratio; 1:1 where the file says none. */
  sar: { num: number; den: number }
  /** Counter-clockwise degrees, a multiple of 90. */
  rotation: number
  isMirrored: boolean
  isInterlaced: boolean
  isHdr: boolean
}

export interface PictureSize {
  width: number
  height: number
}

/** Size for display: square pixels, upright. The longer side is stretched, nothing is thrown away. */
export function displaySize({ width, height, sar, rotation }: PictureShape): PictureSize {
  const ratio = sar.num > 0 && sar.den > 0 ? sar.num / sar.den : 1
  const [w, h] = ratio >= 1 ? [Math.round(width * ratio), height] : [width, Math.round(height / ratio)]
  const size = { width: Math.max(1, w), height: Math.max(1, h) }
  return isTurned(rotation) ? { width: size.height, height: size.width } : size
}

export function fitWidth(size: PictureSize, maxWidth: number): PictureSize {
  if (size.width <= maxWidth) return size
  return { width: maxWidth, height: Math.max(1, Math.round((size.height * maxWidth) / size.width)) }
}

export function pictureFilter(shape: PictureShape, size: PictureSize, canToneMap: boolean): string {
  const stored = isTurned(shape.rotation) ? { width: size.height, height: size.width } : size
  const scaled = `w=${stored.width}:h=${stored.height}`
  const toneMap = shape.isHdr && canToneMap
  return [
    // From one frame alone: the frames beside it are often not decoded.
    ...(shape.isInterlaced ? ['estdif=mode=frame:deint=interlaced'] : []),
    ...(toneMap
      ? [
          `zscale=${scaled}:t=linear:npl=203`,
          'format=gbrpf32le',
          'zscale=p=bt709',
          'tonemap=tonemap=hable:desat=0',
          'zscale=t=iec61966-2-1:m=gbr:r=pc:dither=none',
          'format=gbrp',
        ]
      : []),
    `scale=${scaled}:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp`,
    'format=rgb24',
    ...upright(shape),
  ].join(',')
}

/** Mirror first, then turn, as the display matrix is read. */
function upright({ rotation, isMirrored }: PictureShape): string[] {
  const turn = { 0: [], 90: ['transpose=cclock'], 180: ['hflip', 'vflip'], 270: ['transpose=clock'] }[rotation]
  return [...(isMirrored ? ['hflip'] : []), ...(turn ?? [])]
}

function isTurned(rotation: number): boolean {
  return rotation % 180 === 90
}
