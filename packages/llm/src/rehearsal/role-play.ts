/**
 * Answers in the first person by quoting what it was given: the sentence of the context nearest to the
 * question, and what the pictures look like from first to last.
 */
import { imagesOf, type ChatMessage, type ImageInput } from '../chat-model.js'
import { changeBetween, lookOf, readPicture } from './picture.js'
import { dataBlocksOf, lastUserText, marker, overlapOf, sentencesOf, textOfRole } from './prompt-text.js'

/** Enough to see a trend; decoding all 128 frames would only take longer to say the same. */
const maxPictures = 8

export async function rolePlayAnswer(messages: ChatMessage[]): Promise<string> {
  const question = questionOf(messages)
  const context = contextOf(messages)
  const ranked = sentencesOf(context)
    .map((sentence, index) => ({ sentence, index, score: overlapOf(question, sentence) }))
    .toSorted((one, other) => other.score - one.score || one.index - other.index)
    .slice(0, 2)
  const told = ranked.toSorted((one, other) => one.index - other.index).map(({ sentence }) => `“${sentence}”`)
  const pictures = await picturesSentence(imagesOf(messages))
  return [
    `${marker} You ask me: “${clip(question, 160)}”`,
    told.length > 0 ? `What I know of myself here is ${told.join(' and ')}` : 'I was given no words about myself.',
    ...(pictures === null ? [] : [pictures]),
  ].join(' ')
}

/** What stands outside the data blocks of the last user message, without frame labels. */
function questionOf(messages: ChatMessage[]): string {
  const last = lastUserText(messages)
  const named = dataBlocksOf(last).findLast(({ name }) => /question|user|message/.test(name))
  if (named !== undefined) return named.text
  const lines = last.split('\n').map((line) => line.replace(/^Frame[- ]?\d+.*$/i, '').trim())
  return lines.findLast((line) => line !== '' && !line.startsWith('<')) ?? ''
}

function contextOf(messages: ChatMessage[]): string {
  const everything = [textOfRole(messages, 'system'), textOfRole(messages, 'user')].join('\n')
  const blocks = dataBlocksOf(everything).filter(({ name }) => !/question|user|message|example/.test(name))
  return blocks.length > 0 ? blocks.map(({ text }) => text).join('\n') : textOfRole(messages, 'system')
}

async function picturesSentence(images: ImageInput[]): Promise<string | null> {
  if (images.length === 0) return null
  const step = Math.max(1, (images.length - 1) / (maxPictures - 1))
  const chosen = Array.from(
    { length: Math.min(images.length, maxPictures) },
    (_, index) => images[Math.round(index * step)]!,
  )
  const pictures = (await Promise.all(chosen.map(readPicture))).filter((picture) => picture !== null)
  const [first, last] = [pictures[0], pictures.at(-1)]
  if (first === undefined || last === undefined) return 'None of my pictures could be read.'
  if (pictures.length === 1) return `My picture is ${lookOf(first)}.`
  const change =
    pictures.slice(1).reduce((sum, picture, index) => sum + changeBetween(pictures[index]!, picture), 0) /
    (pictures.length - 1)
  const pace = change < 4 ? 'hardly change' : change < 18 ? 'change slowly' : 'change a lot'
  return `My ${images.length} pictures ${pace}: the first is ${lookOf(first)}, the last ${lookOf(last)}.`
}

function clip(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters).toWellFormed()}…`
}
