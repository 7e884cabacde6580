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

export function analysisPlane(plane: LumaPlane, { rotation, isMirrored }: Orientation): Uint8Array {
  const isTurned = rotation % 180 === 90
  const [columns, rows] = isTurned ? [ANALYSIS_HEIGHT, ANALYSIS_WIDTH] : [ANALYSIS_WIDTH, ANALYSIS_HEIGHT]
  const stored = areaAverage(plane, columns, rows)
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
export function areaAverage(plane: LumaPlane, columns: number, rows: number): Uint8Array {
  const { width, height, stride, bits } = plane
  const levels = levelTable(bits, plane.isFullRange)
  const samples = bits > 8 ? sixteenBit(plane.bytes) : plane.bytes
  const step = bits > 8 ? stride / 2 : stride
  const sums = new Float64Array(width)
  const out = new Uint8Array(columns * rows)
  const cellArea = (width / columns) * (height / rows)
  for (let row = 0; row < rows; row++) {
    sums.fill(0)
    const top = (row * height) / rows
    const bottom = ((row + 1) * height) / rows
    for (let y = Math.floor(top); y < Math.min(height, Math.ceil(bottom)); y++)
      addRow(sums, samples, y * step, levels, Math.min(bottom, y + 1) - Math.max(top, y))
    for (let column = 0; column < columns; column++) {
      const left = (column * width) / columns
      const right = ((column + 1) * width) / columns
      let sum = 0
      for (let x = Math.floor(left); x < Math.min(width, Math.ceil(right)); x++)
        sum += (sums[x] as number) * (Math.min(right, x + 1) - Math.max(left, x))
      out[row * columns + column] = Math.floor(sum / cellArea + 0.5)
    }
  }
  return out
}

/** The inner loop: every pixel of the video's pictures passes here. */
function addRow(
  sums: Float64Array,
  samples: Uint8Array | Uint16Array,
  start: number,
  levels: Float64Array,
  weight: number,
): void {
  for (let x = 0; x < sums.length; x++)
    sums[x] = (sums[x] as number) + weight * (levels[samples[start + x] as number] as number)
}

const tables = new Map<string, Float64Array>()

/** What each stored value is on the scale 0–255, footroom and headroom cut off. */
function levelTable(bits: number, isFullRange: boolean): Float64Array {
  const key = `${bits}:${isFullRange}`
  const known = tables.get(key)
  if (known !== undefined) return known
  const unit = 2 ** (bits - 8)
  const table = Float64Array.from({ length: 65_536 >> (bits > 8 ? 0 : 8) }, (_, value) => {
    const level = value / unit
    return isFullRange ? Math.min(255, level) : Math.max(0, Math.min(255, ((level - 16) * 255) / 219))
  })
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
