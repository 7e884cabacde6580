/** Joins the given descriptions into scenes: neighbours that begin with the same sentence are one scene. */
import type { ChatMessage } from '../chat-model.js'
import { blockNamed, lastUserText, marker, sentencesOf } from './prompt-text.js'

const maxScenes = 6

interface Scene {
  from: string
  to: string
  text: string
}

export function summariseVideoAnswer(messages: ChatMessage[]): string {
  const request = lastUserText(messages)
  const descriptions = readDescriptions(blockNamed(request, /descri|frame|moment/) ?? request)
  const scenes = scenesOf(descriptions)
  const told = pickEvenly(scenes, maxScenes)
  const whole = /\bA (\w+) of (\d+(?:\.\d+)?) s\b/.exec(request)
  const what = whole === null ? 'The video' : `A ${whole[1]} of ${whole[2]} s`
  const reasoning = [
    `${descriptions.length} descriptions were given, and they fall into ${scenes.length} stretches that look alike.`,
    scenes.length > told.length
      ? `${told.length} of them, evenly chosen, are told below.`
      : 'All of them are told below.',
    'Nothing is known of who is in the picture or what is said: this is a rehearsal, made from picture statistics.',
  ].join(' ')
  const summary = [`${marker} ${what}, seen in ${descriptions.length} moments.`, ...told.map(sceneSentence)].join(' ')
  return `<reasoning>\n${reasoning}\n</reasoning>\n<summary>\n${summary}\n</summary>`
}

function sceneSentence({ from, to, text }: Scene): string {
  const opening = from === to ? `At ${from} s` : `From ${from} s to ${to} s`
  const rest = text.replace(/^The picture(?: at [\d.]+ s)? is/, 'the picture is').replace(/[.!?]?$/, '.')
  const isOwnWording = rest !== text.replace(/[.!?]?$/, '.')
  return `${opening}${isOwnWording ? ' ' : ': '}${rest}`
}

/** Lines of the form `[12.5 s] text`; other lines continue the one above. */
function readDescriptions(block: string): { time: string; text: string }[] {
  const found: { time: string; text: string }[] = []
  for (const line of block.split('\n')) {
    const start = /^\[(\d+(?:\.\d+)?) s\]\s?(.*)$/.exec(line.trim())
    if (start) found.push({ time: start[1]!, text: start[2]! })
    else if (found.length > 0) found.at(-1)!.text += ` ${line.trim()}`
  }
  return found
}

function scenesOf(descriptions: { time: string; text: string }[]): Scene[] {
  const scenes: Scene[] = []
  for (const { time, text } of descriptions) {
    const first = (sentencesOf(text)[0] ?? 'nothing is described').replace(` at ${time} s`, '')
    const current = scenes.at(-1)
    if (current?.text === first) current.to = time
    else scenes.push({ from: time, to: time, text: first })
  }
  return scenes
}

function pickEvenly<Item>(items: Item[], count: number): Item[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, index) => items[Math.round((index * (items.length - 1)) / (count - 1))]!)
}
