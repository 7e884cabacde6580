/**
 * The grey plane in which frames are compared (D3): the upright picture squeezed to 160×90 by an exact area average,
 * as full-range luma, rounded to the nearest of 256 levels.
 *
 * Done here and not by a scaler, because scalers of different versions round differently, and one pair of frames on
 * the other side of T moves every group after it. The same bytes come out on every machine, from both decoders.
 */
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from './paper.js'

/** The luma of a decoded frame as it lies in memory. */
export interface LumaPlane {
  bytes: Uint8Array
  /** Bytes from one row to the next. */
  stride: number
  width: number
  height: number
  /** 8, or up to 16 in two bytes, little endian. */
  bits: number
  isFullRange: boolean
}

export interface Orientation {
  /** Counter-clockwise degrees. */
  rotation: number
  isMirrored: boolean
}

export function analysisPlane(plane: LumaPlane, { rotation, isMirrored }: Orientation): Uint8Array<ArrayBuffer> {
  const isTurned = rotation % 180 === 90
  const [columns, rows] = isTurned ? [ANALYSIS_HEIGHT, ANALYSIS_WIDTH] : [ANALYSIS_WIDTH, ANALYSIS_HEIGHT]
  const stored = areaAverage(plane, columns, rows)
  if (rotation === 0 && !isMirrored) return stored
  const upright = new Uint8Array(stored.length)
  const [width, height] = [ANALYSIS_WIDTH, ANALYSIS_HEIGHT]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // Where the pixel at (x, y) of the upright picture lies in the stored one.
      const [sx, sy] =
        rotation === 90
          ? [columns - 1 - y, x]
          : rotation === 180
            ? [columns - 1 - x, rows - 1 - y]
            : rotation === 270
              ? [y, rows - 1 - x]
              : [x, y]
      upright[y * width + x] = stored[sy * columns + (isMirrored ? columns - 1 - sx : sx)] as number
    }
  return upright
}

/** Cell k of n covers [k·size/n, (k+1)·size/n) of the input; pixels on a border count by the part inside. */
export function areaAverage(plane: LumaPlane, columns: number, rows: number): Uint8Array<ArrayBuffer> {
  const { width, height, stride, bits, isFullRange } = plane
  const samples: Samples = {
    values: bits > 8 ? sixteenBit(plane.bytes) : plane.bytes,
    step: bits > 8 ? stride / 2 : stride,
    within: rangeTable(bits, isFullRange),
    width,
    height,
  }
  const isWhole = width % columns === 0 && height % rows === 0
  const sums = isWhole ? sumWholeCells(samples, columns, rows) : sumCells(samples, columns, rows)
  const cellArea = (width / columns) * (height / rows)
  const { low, high } = rangeOf(bits, isFullRange)
  const levels = new Uint8Array(sums.length)
  // A loop of its own: `Uint8Array.from` takes longer than everything else here.
  for (let cell = 0; cell < sums.length; cell++)
    levels[cell] = Math.floor((((sums[cell] as number) / cellArea - low) * 255) / (high - low) + 0.5)
  return levels
}

interface Samples {
  values: Uint8Array | Uint16Array
  /** Values from one row to the next. */
  step: number
  within: Uint16Array
  width: number
  height: number
}

/** Every pixel of the video's pictures passes one of the two inner loops. */
function sumWholeCells({ values, step, within, width, height }: Samples, columns: number, rows: number): Float64Array {
  const sums = new Float64Array(columns * rows)
  const [across, down] = [width / columns, height / rows]
  for (let cell = 0; cell < sums.length; cell++) {
    const corner = Math.floor(cell / columns) * down * step + (cell % columns) * across
    let sum = 0
    for (let row = corner; row < corner + down * step; row += step)
      for (let at = row; at < row + across; at++) sum += within[values[at] as number] as number
    sums[cell] = sum
  }
  return sums
}

function sumCells({ values, step, within, width, height }: Samples, columns: number, rows: number): Float64Array {
  const sums = new Float64Array(columns * rows)
  const strip = new Float64Array(width)
  for (let row = 0; row < rows; row++) {
    strip.fill(0)
    const top = (row * height) / rows
    const bottom = ((row + 1) * height) / rows
    for (let y = Math.floor(top); y < Math.min(height, Math.ceil(bottom)); y++) {
      const weight = Math.min(bottom, y + 1) - Math.max(top, y)
      const start = y * step
      for (let x = 0; x < width; x++)
        strip[x] = (strip[x] as number) + weight * (within[values[start + x] as number] as number)
    }
    for (let column = 0; column < columns; column++) {
      const left = (column * width) / columns
      const right = ((column + 1) * width) / columns
      let sum = 0
      for (let x = Math.floor(left); x < Math.min(width, Math.ceil(right)); x++)
        sum += (strip[x] as number) * (Math.min(right, x + 1) - Math.max(left, x))
      sums[row * columns + column] = sum
    }
  }
  return sums
}

/** Stored values of black and white. */
function rangeOf(bits: number, isFullRange: boolean): { low: number; high: number } {
  const unit = 2 ** (bits - 8)
  return isFullRange ? { low: 0, high: 255 * unit } : { low: 16 * unit, high: 235 * unit }
}

const tables = new Map<string, Uint16Array>()

/** For each stored value the nearest between black and white: footroom and headroom are cut off. */
function rangeTable(bits: number, isFullRange: boolean): Uint16Array {
  const key = `${bits}:${isFullRange}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const { low, high } = rangeOf(bits, isFullRange)
  const table = Uint16Array.from({ length: bits > 8 ? 65_536 : 256 }, (_, value) =>
    Math.max(low, Math.min(high, value)),
  )
  tables.set(key, table)
  return table
}

function sixteenBit(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes)
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1)
}

/** Planar YUV and grey formats keep luma first, and alone; the rest has to be converted to grey before. */
export function lumaBits(pixelFormat: string): number | undefined {
  if (/^(yuvj?a?4\d\dp|gray|gray8|nv12|nv21|nv16|nv24)$/.test(pixelFormat)) return 8
  const deep = /^(?:yuva?4\d\dp|gray)(9|10|12|14|16)le$/.exec(pixelFormat)
  return deep === null ? undefined : Number(deep[1])
}
