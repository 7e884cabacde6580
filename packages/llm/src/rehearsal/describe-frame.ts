/** Plain statistics of the one picture it is shown, in two or three sentences. */
import { imagesOf, type ChatMessage } from '../chat-model.js'
import { contrastWord, detailWord, lookOf, readPicture } from './picture.js'
import { lastUserText, marker } from './prompt-text.js'

export async function describeFrameAnswer(messages: ChatMessage[]): Promise<string> {
  const image = imagesOf(messages).at(-1)
  const picture = image === undefined ? null : await readPicture(image)
  if (picture === null) return `${marker} No readable picture was given.`
  const time = /\bat (\d+(?:\.\d+)?) s\b/.exec(lastUserText(messages))?.[1]
  const when = time === undefined ? '' : ` at ${time} s`
  const light =
    Math.abs(picture.topMinusBottom) < 12
      ? 'Light is spread evenly from top to bottom'
      : `The ${picture.topMinusBottom > 0 ? 'upper' : 'lower'} half is the lighter one`
  return [
    `${marker} The picture${when} is ${lookOf(picture)}.`,
    `Its contrast is ${contrastWord(picture.contrast)}, with ${detailWord(picture.detail)}.`,
    `${light}; mean brightness is ${Math.round((picture.brightness / 255) * 100)} %.`,
  ].join(' ')
}
