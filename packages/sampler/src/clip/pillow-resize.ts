/**
 * Pillow's resize, bit for bit: the preprocessing that CLIP was trained behind. Two passes over 8-bit pixels, each
 * with a kernel as wide as the shrinking asks for and weights of 22 fractional bits. Other libraries blur or alias
 * differently, by up to half a standard deviation of the encoder's input.
 *
 * Only the part that the crop keeps is computed; those pixels are the same as after a whole resize.
 */
export interface RgbImage {
  data: Uint8Array
  width: number
  height: number
}

/** Of the resized picture, in its own pixels. */
export interface CropBox {
  left: number
  top: number
  width: number
  height: number
}

export type ResampleName = 'lanczos' | 'bilinear' | 'bicubic'

const CHANNELS = 3
/** 32 bits less 8 for the pixel and 2 for overshoot. */
const PRECISION_BITS = 22

export function resizeAndCrop(
  image: RgbImage,
  size: { width: number; height: number },
  crop: CropBox,
  resample: ResampleName,
): RgbImage {
  const columns = weightsOf(image.width, size.width, crop.left, crop.width, resample)
  const rows = weightsOf(image.height, size.height, crop.top, crop.height, resample)
  // Rows that no kept row looks at are left out of the first pass.
  const firstRow = rows.starts[0] as number
  const lastRow = (rows.starts.at(-1) as number) + (rows.lengths.at(-1) as number)
  const strip = {
    data: image.data.subarray(firstRow * image.width * CHANNELS, lastRow * image.width * CHANNELS),
    width: image.width,
    height: lastRow - firstRow,
  }
  const narrow = size.width === image.width ? cutColumns(strip, crop) : resampleRows(strip, columns)
  if (size.height === image.height) return cutRows(narrow, crop.top - firstRow, crop.height)
  return resampleColumns(narrow, { ...rows, starts: rows.starts.map((start) => start - firstRow) })
}

interface Weights {
  /** For each output pixel: the first input pixel, how many, and their weights, `stride` apart. */
  starts: Int32Array
  lengths: Int32Array
  values: Int32Array
  stride: number
}

function weightsOf(from: number, to: number, first: number, count: number, resample: ResampleName): Weights {
  const { reach, weigh } = kernels[resample]
  const scale = from / to
  const stretch = Math.max(scale, 1)
  const support = reach * stretch
  const stride = Math.ceil(support) * 2 + 1
  const starts = new Int32Array(count)
  const lengths = new Int32Array(count)
  const values = new Int32Array(count * stride)
  const row = new Float64Array(stride)
  for (let k = 0; k < count; k++) {
    const centre = (first + k + 0.5) * scale
    const start = Math.max(0, Math.trunc(centre - support + 0.5))
    const length = Math.min(from, Math.trunc(centre + support + 0.5)) - start
    let sum = 0
    for (let x = 0; x < length; x++) {
      const weight = weigh((x + start - centre + 0.5) * (1 / stretch))
      row[x] = weight
      sum += weight
    }
    starts[k] = start
    lengths[k] = length
    for (let x = 0; x < length; x++) {
      const weight = sum === 0 ? (row[x] as number) : (row[x] as number) / sum
      values[k * stride + x] = Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION_BITS))
    }
  }
  return { starts, lengths, values, stride }
}

const kernels: Record<ResampleName, { reach: number; weigh: (x: number) => number }> = {
  bilinear: { reach: 1, weigh: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, weigh: (x) => cubic(Math.abs(x)) },
  lanczos: { reach: 3, weigh: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
}

function cubic(x: number): number {
  const a = -0.5
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI)
}

function resampleRows(image: RgbImage, { starts, lengths, values, stride }: Weights): RgbImage {
  const width = starts.length
  const data = new Uint8Array(width * image.height * CHANNELS)
  const source = image.data
  for (let y = 0; y < image.height; y++) {
    const line = y * image.width * CHANNELS
    let target = y * width * CHANNELS
    for (let x = 0; x < width; x++) {
      const length = lengths[x] as number
      let at = line + (starts[x] as number) * CHANNELS
      let weight = x * stride
      let red = 1 << (PRECISION_BITS - 1)
      let green = red
      let blue = red
      for (const end = weight + length; weight < end; weight++, at += CHANNELS) {
        const w = values[weight] as number
        red += (source[at] as number) * w
        green += (source[at + 1] as number) * w
        blue += (source[at + 2] as number) * w
      }
      data[target++] = toByte(red)
      data[target++] = toByte(green)
      data[target++] = toByte(blue)
    }
  }
  return { data, width, height: image.height }
}

function resampleColumns(image: RgbImage, { starts, lengths, values, stride }: Weights): RgbImage {
  const height = starts.length
  const line = image.width * CHANNELS
  const data = new Uint8Array(line * height)
  const sums = new Int32Array(line)
  const source = image.data
  for (let y = 0; y < height; y++) {
    sums.fill(1 << (PRECISION_BITS - 1))
    let at = (starts[y] as number) * line
    for (let k = 0; k < (lengths[y] as number); k++) {
      const w = values[y * stride + k] as number
      for (let x = 0; x < line; x++) sums[x] = (sums[x] as number) + (source[at++] as number) * w
    }
    for (let x = 0; x < line; x++) data[y * line + x] = toByte(sums[x] as number)
  }
  return { data, width: image.width, height }
}

function toByte(sum: number): number {
  const value = sum >> PRECISION_BITS
  return value < 0 ? 0 : value > 255 ? 255 : value
}

function cutColumns(image: RgbImage, crop: CropBox): RgbImage {
  const data = new Uint8Array(crop.width * image.height * CHANNELS)
  for (let y = 0; y < image.height; y++) {
    const from = (y * image.width + crop.left) * CHANNELS
    data.set(image.data.subarray(from, from + crop.width * CHANNELS), y * crop.width * CHANNELS)
  }
  return { data, width: crop.width, height: image.height }
}

function cutRows(image: RgbImage, top: number, height: number): RgbImage {
  const line = image.width * CHANNELS
  return { data: image.data.subarray(top * line, (top + height) * line), width: image.width, height }
}
