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

/** As red, green and blue, for a program that writes JPEGs itself. */
export function pictureFilter(shape: PictureShape, size: PictureSize, canToneMap: boolean): string {
  return [
    ...deinterlaced(shape),
    ...toneMapped(shape, size, canToneMap),
    `scale=${storedSize(shape, size)}:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp`,
    'format=rgb24',
    ...upright(shape),
  ].join(',')
}

/** How a decoded frame writes its colours. */
export interface FrameColours {
  /** Luma and colour differences, not red, green and blue. */
  isYuv: boolean
  /** Of the differences, in libavfilter's words. */
  matrix: string
  isFullRange: boolean
}

/**
 * As JPEG stores it (JFIF: BT.601 differences, full range), without the way over red, green and blue: a third of the
 * time. Colour differences keep their full resolution downwards and half of it across; halved both ways, as is usual,
 * saturated colours move by more than the rest of the chain together. A quarter turn needs both ways alike.
 */
export function jpegFilter(
  shape: PictureShape,
  size: PictureSize,
  canToneMap: boolean,
  { isYuv, matrix, isFullRange }: FrameColours,
): string {
  const mapped = toneMapped(shape, size, canToneMap)
  const stored = storedSize(shape, size)
  const layout = isTurned(shape.rotation) ? 'yuv444p' : 'yuv422p'
  // The filter that is quick and exact knows no other colours and no odd sizes.
  const isPlain = isYuv && mapped.length === 0 && size.width % 2 === 0 && size.height % 2 === 0
  return [
    ...deinterlaced(shape),
    ...mapped,
    ...(isPlain
      ? [
          `scale=${stored}:flags=bicubic`,
          `format=${layout}`,
          // Primaries and transfer stay as they are; unnamed ones would be refused.
          `colorspace=ispace=${matrix}:irange=${isFullRange ? 'pc' : 'tv'}:iprimaries=bt709:itrc=bt709:space=bt470bg:range=pc:primaries=bt709:trc=bt709`,
        ]
      : [`scale=${stored}:flags=bicubic:out_color_matrix=bt601:out_range=full`]),
    `format=${layout}`,
    ...upright(shape),
  ].join(',')
}

/** From one frame alone: the frames beside it are often not decoded. */
function deinterlaced({ isInterlaced }: PictureShape): string[] {
  return isInterlaced ? ['estdif=mode=frame:deint=interlaced'] : []
}

function toneMapped(shape: PictureShape, size: PictureSize, canToneMap: boolean): string[] {
  if (!shape.isHdr || !canToneMap) return []
  return [
    `zscale=${storedSize(shape, size)}:t=linear:npl=203`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=iec61966-2-1:m=gbr:r=pc:dither=none',
    'format=gbrp',
  ]
}

function storedSize({ rotation }: PictureShape, { width, height }: PictureSize): string {
  return isTurned(rotation) ? `w=${height}:h=${width}` : `w=${width}:h=${height}`
}

/** Mirror first, then turn, as the display matrix is read. */
function upright({ rotation, isMirrored }: PictureShape): string[] {
  const turn = { 0: [], 90: ['transpose=cclock'], 180: ['hflip', 'vflip'], 270: ['transpose=clock'] }[rotation]
  return [...(isMirrored ? ['hflip'] : []), ...(turn ?? [])]
}

function isTurned(rotation: number): boolean {
  return rotation % 180 === 90
}
