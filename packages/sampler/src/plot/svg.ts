/** SVG as text: elements whose attributes and texts are escaped here and nowhere else, so that no word can become markup. */
export type Attributes = Record<string, string | number | undefined>

/** An element that is finished: only `element` makes one. */
export interface Svg {
  readonly markup: string
}

export function element(name: string, attributes: Attributes, ...children: (Svg | string | undefined)[]): Svg {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escape(typeof value === 'number' ? short(value) : value)}"`)
    .join('')
  const inside = children
    .map((child) => (child === undefined ? '' : typeof child === 'string' ? escape(child) : child.markup))
    .join('')
  return { markup: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` }
}

export const group = (attributes: Attributes, children: readonly (Svg | undefined)[]): Svg =>
  element('g', attributes, ...children)

/** A hundredth of a pixel is finer than any screen. */
export const short = (value: number): string => String(Math.round(value * 100) / 100)

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** XML knows no control characters, no unpaired surrogates and no U+FFFE: they are shown as U+FFFD. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] as string)
}
