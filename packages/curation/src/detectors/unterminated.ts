/**
 * A.2, bad case 3, where no finish reason told: a text that stops in mid-sentence. A written text ends with a mark;
 * people who chat often leave it out, so a spoken one is only suspected where its last words want to go on.
 */
import type { Flag } from '../dialogue.js'
import { isUnterminated } from '../unterminated.js'
import { defaultDetectorSettings, flag } from './settings.js'

export type TextStyle = 'written' | 'spoken'

export function detectUnterminated(
  text: string,
  threshold = defaultDetectorSettings.unterminated,
  style: TextStyle = 'written',
): Flag | undefined {
  const score = unterminatedScore(text, style)
  return score >= threshold
    ? flag('unterminated', score, threshold, `ends in "${text.trimEnd().slice(-20)}"`)
    : undefined
}

export function unterminatedScore(text: string, style: TextStyle = 'written'): number {
  const end = text.trimEnd()
  if (end === '') return 0
  if (opensMoreThanItCloses(end)) return 0.9
  if (!isUnterminated(end)) return 0
  if (wantsToGoOn(end)) return 1
  // Whoever ended every other sentence with a mark would have ended the last one too.
  const endsOthers = /[.!?。！？]["'”’」』）)]?\s*\S/.test(end)
  if (style === 'written') return endsOthers || wordCount(end) > 3 ? 0.8 : 0.4
  return endsOthers && wordCount(end) > 40 ? 0.6 : 0.2
}

/** Only where the opened part is the end of the text: a stray bracket earlier is a typing error. */
function opensMoreThanItCloses(text: string): boolean {
  return brackets.some(([open, close]) => {
    const at = text.lastIndexOf(open)
    const isFace = /[:;=8][-'o]?$/.test(text.slice(Math.max(0, at - 3), at)) || at >= text.length - 2
    return at !== -1 && !isFace && text.indexOf(close, at) === -1 && /[\p{L}\p{N}]/u.test(text.slice(at + 1))
  })
}

const brackets = [
  ['（', '）'],
  ['「', '」'],
  ['《', '》'],
  ['“', '”'],
] as const

function wantsToGoOn(text: string): boolean {
  if (/[,;:\-–—，、；：]$/.test(text)) return true
  const last = /\p{L}+$/u.exec(text)?.[0].toLowerCase() ?? ''
  return hangingWords.has(last) || hangingHan.some((word) => text.endsWith(word))
}

/** English words that hardly end a sentence; "what are you waiting for" is why some are missing. */
const hangingWords = new Set(
  'a an the and or but nor of at with from into onto between because although if than which whose is are was were been being having my our their your these those very'.split(
    ' ',
  ),
)
const hangingHan = [
  '和',
  '与',
  '或',
  '但是',
  '因为',
  '所以',
  '而且',
  '以及',
  '把',
  '被',
  '正在',
  '一个',
  '一位',
  '一只',
  '一条',
  '并且',
  '以便',
]

function wordCount(text: string): number {
  return (text.match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []).length
}
