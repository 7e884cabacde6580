/** Lists in which some texts repeat an earlier one with small changes, and others only share its subject. */
import type { Language } from '@video2roleplay/curation'
import type { Dice } from './dice.ts'
import { drawDescription, languages } from './draw-texts.ts'
import type { Half, LabelledList } from './labelled.ts'
import { words } from './material.ts'

/** The descriptions of one video's neighbouring frames. */
export function drawDescriptionLists(dice: Dice, half: Half): LabelledList[] {
  return languages.flatMap((language) =>
    Array.from({ length: 20 }, (): LabelledList => {
      const texts: string[] = []
      const bad: number[] = []
      for (let index = 0; index < 12; index++) {
        const last = texts.at(-1)
        if (last !== undefined && dice.next() < 0.3) {
          bad.push(index)
          texts.push(dice.pick([same, reworded, extended])(last, language))
        } else texts.push(anotherMoment(dice, half, language, texts.slice(-3)))
      }
      return { texts, bad, kind: language }
    }),
  )
}

const same = (text: string): string => text

function reworded(text: string, language: Language): string {
  return language === 'en'
    ? text.replace(/^An? /, 'The ').replace(' a ', ' the ')
    : text.replace(/^一[个位]/, '这个').replace('，', '、')
}

function extended(text: string, language: Language): string {
  return `${text}${language === 'en' ? ' Nothing else has changed.' : '其他没有变化。'}`
}

/** Another moment of the same scene often keeps the person and the place: that is no duplicate. What is done is new. */
function anotherMoment(dice: Dice, half: Half, language: Language, before: readonly string[]): string {
  const { deed, detail } = words[language][half]
  const isNew = (text: string): boolean => !before.some((one) => one.includes(text))
  const last = before.at(-1)
  for (;;) {
    const text = drawDescription(dice, half, language, 3)
    if (deed.some((one) => text.includes(one) && !isNew(one))) continue
    if (last === undefined || dice.next() < 0.5) return text
    const opening = language === 'en' ? last.split(' ').slice(0, 5).join(' ') : last.slice(0, 9)
    const next = dice.pick(deed.filter(isNew))
    return language === 'en'
      ? `${opening} now ${next}. ${dice.pick(detail)}`
      : `${opening}现在${next}。${dice.pick(detail)}`
  }
}

/** The answers of one data set. */
export function drawAnswerLists(dice: Dice, half: Half): LabelledList[] {
  return languages.flatMap((language) =>
    Array.from({ length: 12 }, (): LabelledList => {
      const { talk, short, nearRefusals } = words[language][half]
      const texts = [...dice.some(talk, 5), ...dice.some(short, 4), ...dice.some(nearRefusals, 3)]
      const originals = dice.some(texts.slice(0, 5), 3)
      // "Yes", said under two videos, is no duplicate.
      texts.push(texts[5]!, ...newMiddles(dice, texts.slice(0, 5), language))
      const bad: number[] = []
      for (const original of originals) {
        bad.push(texts.length)
        texts.push(dice.pick([shouted, decorated, trimmed, oneWordLess])(original, language))
      }
      return { texts, bad, kind: language }
    }),
  )
}

const shouted = (text: string, language: Language): string =>
  language === 'en' ? `${text.slice(0, -1).toLowerCase()}!!!` : `${text.slice(0, -1)}！！！`
const decorated = (text: string, language: Language): string =>
  language === 'en' ? `Haha! ${text} 😂` : `哈哈，${text}😂`
const trimmed = (text: string): string => text.slice(0, -Math.ceil(text.length / 10))
const oneWordLess = (text: string, language: Language): string =>
  language === 'en' ? text.split(' ').toSpliced(2, 1).join(' ') : text.slice(0, 3) + text.slice(5)

/** Two answers that begin alike and go on differently. */
function newMiddles(dice: Dice, talk: readonly string[], language: Language): string[] {
  const [first, second] = dice.some(talk, 2)
  const gap = language === 'en' ? ' ' : ''
  const half = (text: string, from: number, to?: number): string =>
    language === 'en'
      ? text
          .split(' ')
          .slice(Math.floor(text.split(' ').length * from), to)
          .join(' ')
      : text.slice(Math.floor(text.length * from), to)
  return [`${half(first!, 0, 3)}${gap}${half(second!, 0.5)}`]
}
