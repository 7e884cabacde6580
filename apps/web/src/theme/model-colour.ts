/**
 * One colour per model, the same on every page and after every reload. The palette is Paul Tol's "bright" set
 * with a dark and a light step each, which people with any of the common colour-vision deficiencies can tell apart.
 */
const HUES = [
  '#4477aa',
  '#ee6677',
  '#228833',
  '#aa8a1f',
  '#3a9fc4',
  '#aa3377',
  '#7a7a7a',
  '#c2571a',
  '#6f5bb5',
  '#2a8f83',
]

export function modelColour(modelName: string): string {
  let hash = 0
  for (const character of modelName) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return HUES[hash % HUES.length] ?? '#7a7a7a'
}
