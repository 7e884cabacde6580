/**
 * A data block whose fence the text inside cannot know (RELIABILITY T12): the tag carries a mark made from
 * the text's own hash, so no author can write it in advance, and the same text gives the same prompt, and so
 * the same ledger key. `dataBlock` is the plain form with a fixed tag; use this one for text with a motive,
 * such as an answer about to be judged.
 */
import { createHash } from 'node:crypto'
import { neutralise } from './data-block.js'

/** `name` is ours: lower-case letters and hyphens. `seed` makes the mark differ between calls on one text. */
export function fence(name: string, text: string, seed = ''): string {
  const mark = createHash('sha256').update(`${seed}\0${text}`).digest('hex').slice(0, 12)
  const lookAlike = new RegExp(`<(/?\\s?${name})(?=[\\s>/-])`, 'gi')
  return `<${name}-${mark}>\n${neutralise(text).replace(lookAlike, '‹$1')}\n</${name}-${mark}>`
}
