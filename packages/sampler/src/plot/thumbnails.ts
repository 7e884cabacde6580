/** Small pictures above the plot, each tied to its frame by a thread; where they would overlap, the later is left out. */
import type { Layout } from './layout-sample.js'
import type { Palette } from './palettes.js'
import { element, group, short, type Svg } from './svg.js'

/** JPEGs by position of their frame. */
export type Thumbnails = ReadonlyMap<number, Uint8Array>

const size = { width: 80, height: 46, gap: 4 }
export const thumbnailLane = size.height + 22

/** Which frames have room for a picture at this width, spread over the film: so that no other picture is fetched. */
export function framesWithRoom(layout: Pick<Layout, 'frames' | 'width' | 'left' | 'right'>): number[] {
  const kept: number[] = []
  let free = -Infinity
  for (const { index, x } of layout.frames) {
    const at = leftOf(x, layout)
    if (at < free) continue
    kept.push(index)
    free = at + size.width + size.gap
  }
  return kept
}

export function renderThumbnails(thumbnails: Thumbnails, layout: Layout, top: number, palette: Palette): Svg {
  return group(
    { id: 'thumbnails' },
    framesWithRoom(layout).flatMap((index) => {
      const jpeg = thumbnails.get(index)
      const frame = layout.frames[index]
      if (jpeg === undefined || frame === undefined) return []
      const x = leftOf(frame.x, layout)
      const { width, height } = size
      const bottom = top + height
      return [
        element('path', {
          d: `M${short(x + width / 2)} ${short(bottom)}L${short(frame.x)} ${short(layout.bandsBetween.top)}`,
          stroke: palette.line,
        }),
        element('rect', { x, y: top, width, height, fill: palette.band, stroke: palette.line }),
        element('image', { x, y: top, width, height, href: `data:image/jpeg;base64,${base64(jpeg)}` }),
      ]
    }),
  )
}

const leftOf = (x: number, { left, right, width }: Pick<Layout, 'left' | 'right' | 'width'>): number =>
  Math.min(Math.max(left, x - size.width / 2), width - right - size.width)

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
