/** What can honestly be said of a picture without recognising anything in it: light, contrast, colour, detail. */
import sharp from 'sharp'
import type { ImageInput } from '../chat-model.js'

const side = 48

export interface Picture {
  /** Mean of the grey picture, 0–255. */
  brightness: number
  /** Standard deviation of the grey picture. */
  contrast: number
  /** Mean step between neighbouring pixels. */
  detail: number
  /** Colour names, most frequent first, with their share of the picture; greys are not named. */
  colours: { name: string; share: number }[]
  /** Upper half minus lower half, in grey levels. */
  topMinusBottom: number
  /** `side` × `side` grey pixels, to compare frames with. */
  grey: Float32Array
}

/** Null for bytes that are not a picture. */
export async function readPicture(image: ImageInput): Promise<Picture | null> {
  let pixels: Buffer
  try {
    pixels = await sharp(image.data, { limitInputPixels: 40_000_000 })
      .flatten({ background: '#000' })
      .resize(side, side, { fit: 'fill' })
      .toColourspace('srgb')
      .raw()
      .toBuffer()
  } catch {
    return null // said in the answer: "picture 3 could not be read"
  }
  const grey = new Float32Array(side * side)
  const counts = new Map<string, number>()
  const channels = pixels.length / grey.length
  for (let index = 0; index < grey.length; index++) {
    const at = index * channels
    const [red, green, blue] =
      channels >= 3 ? [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!] : [pixels[at]!, pixels[at]!, pixels[at]!]
    grey[index] = 0.299 * red + 0.587 * green + 0.114 * blue
    const name = colourName(red, green, blue)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const brightness = mean(grey)
  const half = grey.length / 2
  return {
    brightness,
    contrast: Math.sqrt(mean(grey.map((value) => (value - brightness) ** 2))),
    detail: meanStep(grey),
    colours: [...counts]
      .map(([name, count]) => ({ name, share: count / grey.length }))
      .toSorted((one, other) => other.share - one.share),
    topMinusBottom: mean(grey.subarray(0, half)) - mean(grey.subarray(half)),
    grey,
  }
}

/** Mean change per pixel from one picture to the next, in grey levels. */
export function changeBetween(earlier: Picture, later: Picture): number {
  return mean(earlier.grey.map((value, index) => Math.abs(value - later.grey[index]!)))
}

/** `mid-bright and mostly green`. */
export function lookOf(picture: Picture): string {
  return `${brightnessWord(picture.brightness)} and ${colourPhrase(picture)}`
}

export function brightnessWord(brightness: number): string {
  if (brightness < 35) return 'very dark'
  if (brightness < 85) return 'dark'
  if (brightness < 150) return 'mid-bright'
  return brightness < 205 ? 'bright' : 'very bright'
}

export function contrastWord(contrast: number): string {
  if (contrast < 20) return 'flat'
  return contrast < 55 ? 'soft' : 'strong'
}

export function detailWord(detail: number): string {
  if (detail < 4) return 'large even areas'
  return detail < 14 ? 'a moderate number of edges' : 'many fine edges'
}

function colourPhrase({ colours }: Picture): string {
  const [first, second] = colours
  if (first === undefined || first.share < 0.1) return 'nearly grey'
  const isMixed = second !== undefined && second.share > 0.15
  return `${first.share > 0.4 ? 'mostly' : 'partly'} ${first.name}${isMixed ? ` with ${second.name}` : ''}`
}

function colourName(red: number, green: number, blue: number): string | null {
  const high = Math.max(red, green, blue)
  const spread = high - Math.min(red, green, blue)
  if (high < 30 || spread / high < 0.2) return null
  const sixth =
    high === red
      ? ((green - blue) / spread + 6) % 6
      : high === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4
  const hue = sixth * 60
  if (hue < 15 || hue >= 345) return 'red'
  if (hue < 45) return high < 150 ? 'brown' : 'orange'
  if (hue < 70) return 'yellow'
  if (hue < 165) return 'green'
  if (hue < 195) return 'turquoise'
  if (hue < 255) return 'blue'
  return hue < 290 ? 'violet' : 'pink'
}

function meanStep(grey: Float32Array): number {
  let sum = 0
  for (let row = 0; row < side; row++)
    for (let column = 1; column < side; column++)
      sum += Math.abs(grey[row * side + column]! - grey[row * side + column - 1]!)
  return sum / (side * (side - 1))
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
