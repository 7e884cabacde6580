/** The sheet that every picture is drawn on: its size, its ground, its title and the line below, and words for those who cannot see it. */
import { fontFamily, type Palette } from './palettes.js'
import { element, short, type Svg } from './svg.js'

export interface Sheet {
  width: number
  height: number
  /** Where title and line begin. */
  left: number
  title: string
  /** Below the title. */
  line: string
  /** The whole picture in words. */
  words: string
  palette: Palette
}

export function drawSheet(sheet: Sheet, ...content: (Svg | undefined)[]): string {
  const { width, height, left, title, line, words, palette } = sheet
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      role: 'img',
      'aria-labelledby': 'title desc',
      'font-family': fontFamily,
      'font-size': 11,
    },
    element('title', { id: 'title' }, title),
    element('desc', { id: 'desc' }, words),
    element('rect', { width: '100%', height: '100%', fill: palette.ground }),
    element('text', { x: left, y: 18, fill: palette.ink, 'font-size': 14, 'font-weight': 600 }, title),
    element('text', { x: left, y: 34, fill: palette.soft }, line),
    ...content,
  ).markup
}
