/** Texts with one fault each, and texts that look as if they had it: loops, cut ends, refusals, the wrong language. */
import type { Language } from '@video2roleplay/curation'
import type { Dice } from './dice.ts'
import type { Half, LabelledText } from './labelled.ts'
import { foreign, rightThoughForeign, words } from './material.ts'

export const languages: readonly Language[] = ['en', 'zh']

/** A description as a captioner writes it: some whole sentences. */
export function drawDescription(dice: Dice, half: Half, language: Language, sentences = dice.between(2, 4)): string {
  const { who, deed, where, detail } = words[language][half]
  const first =
    language === 'en'
      ? `${dice.pick(who)} ${dice.pick(deed)} ${dice.pick(where)}.`
      : `${dice.pick(who)}${dice.pick(where)}，${dice.pick(deed)}。`
  return [first, ...dice.some(detail, sentences - 1)].join(language === 'en' ? ' ' : '')
}

export function drawRepetition(dice: Dice, half: Half): LabelledText[] {
  return languages.flatMap((language) => {
    const gap = language === 'en' ? ' ' : ''
    const { talk, song, who, short } = words[language][half]
    const many = (text: string, times: number): string => Array.from({ length: times }, () => text).join(gap)
    const bad = (kind: string, text: string): LabelledText => ({ text, language, isBad: true, kind })
    const good = (kind: string, text: string): LabelledText => ({ text, language, isBad: false, kind })
    return Array.from({ length: 12 }, () => {
      const description = drawDescription(dice, half, language)
      const sentence = dice.pick(talk)
      const clause = sentence
        .slice(0, dice.between(20, 32))
        .replace(/\S+$/, language === 'en' ? '' : '$&')
        .trim()
      return [
        bad('a sentence in a loop', many(sentence, dice.between(4, 20))),
        bad('a description that ends in a loop', `${description}${gap}${many(clause, dice.between(12, 40))}`),
        bad('two sentences in turns', many(`${sentence}${gap}${dice.pick(talk)}`, dice.between(3, 8))),
        bad(
          'one word without end',
          `${sentence}${gap}${many(language === 'en' ? 'very' : '很', dice.between(60, 200))}`,
        ),
        bad('a loop that counts', Array.from({ length: 24 }, (_, at) => `${at + 1}. ${clause}.`).join(' ')),
        bad('a description told three times over', many(drawDescription(dice, half, language, 4), 3)),
        good('a description', drawDescription(dice, half, language, 4)),
        good('an answer', sentence),
        good('laughter', `${many(language === 'en' ? 'ha' : '哈', dice.between(4, 22))}${gap}${dice.pick(short)}`),
        good(
          'a song with its refrain',
          [...song, song[0]!, ...song.slice(1).toReversed(), song[0]!].join(language === 'en' ? ', ' : '，'),
        ),
        good(
          'a list of like sentences',
          who.map((one) => (language === 'en' ? `${one} waves and smiles.` : `${one}挥手微笑。`)).join(gap),
        ),
        good('a quotation, and the quotation again', `"${clause}" — ${sentence}`),
        good(
          'counting',
          language === 'en'
            ? 'One, two, three, four, and one, two, three, four, then we turn and start again!'
            : '一二三四，二二三四，换一边，再来一次，一二三四！',
        ),
      ]
    }).flat()
  })
}

export function drawUnterminated(dice: Dice, half: Half): LabelledText[] {
  return languages.flatMap((language) =>
    Array.from({ length: 40 }, () => {
      const description = drawDescription(dice, half, language, dice.between(2, 5))
      const whole = (kind: string, text: string): LabelledText => ({ text, language, isBad: false, kind })
      const cut = (kind: string, text: string): LabelledText => ({ text, language, isBad: true, kind })
      const end = description.length - dice.between(2, Math.min(30, description.length - 10))
      const mark = language === 'en' ? '.' : '。'
      return [
        cut('cut anywhere', withoutEndMark(description.slice(0, end))),
        cut('cut after a comma', `${description.slice(0, -1)}${language === 'en' ? ', while' : '，而且'}`),
        cut(
          'cut in a quotation',
          language === 'en'
            ? `${description} The sign reads “Open from ten to`
            : `${description}牌子上写着“营业时间十点到`,
        ),
        whole('a description', description),
        whole(
          'ends in a quotation',
          language === 'en' ? `${description} The sign says “Closed.”` : `${description}牌子上写着“今日休息”。`,
        ),
        whole(
          'ends in brackets',
          `${description.slice(0, -1)}${language === 'en' ? ' (perhaps at dusk)' : '（也许是黄昏）'}${mark}`,
        ),
        whole('ends in a face', `${description} (*^_^*)`),
        whole('ends in an ellipsis', `${description.slice(0, -1)}${language === 'en' ? '...' : '……'}`),
        whole(
          'ends in an abbreviation',
          language === 'en'
            ? `${description.slice(0, -1)}, at about 5 p.m.`
            : `${description.slice(0, -1)}，时间是下午5点。`,
        ),
      ]
    }).flat(),
  )
}

/** A cut that happens to fall on a sentence's end is no cut. */
function withoutEndMark(text: string): string {
  return text.replace(/[.!?。！？…\s]+$/u, '')
}

/** People who chat leave the full stop out; their answers are whole all the same. */
export function drawCutAnswers(dice: Dice, half: Half): LabelledText[] {
  return languages.flatMap((language) => {
    const { talk, short } = words[language][half]
    const cuts =
      language === 'en'
        ? ['and then the', 'because my', 'which I got from a', 'so we walked to the,', 'with an']
        : ['然后我就把', '因为', '而且', '所以我们，', '一个']
    return [
      ...short.map((text) => ({ text, language, isBad: false, kind: 'a short answer' })),
      ...talk.map((text) => ({ text, language, isBad: false, kind: 'an answer' })),
      ...talk.map((text) => ({
        text: text.slice(0, -1),
        language,
        isBad: false,
        kind: 'an answer without a full stop',
      })),
      ...talk.flatMap((text) =>
        dice.some(cuts, 2).map((rest) => ({
          text: `${text}${language === 'en' ? ' ' : ''}${rest}`,
          language,
          isBad: true,
          kind: 'a cut answer',
        })),
      ),
    ]
  })
}

export function drawRefusals(half: Half): LabelledText[] {
  const dressed = (text: string): string[] => [text, `**${text}**`, `“${text}”`, `${text} 😊`]
  return languages.flatMap((language) => {
    const { talk, short, refusals, nearRefusals } = words[language][half]
    return [
      ...refusals.flatMap((text) => dressed(text).map((one) => ({ text: one, language, isBad: true, kind: text }))),
      ...nearRefusals.flatMap((text) =>
        dressed(text).map((one) => ({ text: one, language, isBad: false, kind: text })),
      ),
      ...[...talk, ...short].map((text) => ({ text, language, isBad: false, kind: 'an answer' })),
      // Said later on, the same words are talk.
      ...talk.map((text, index) => ({
        text: `${text} ${refusals[index % refusals.length]!}`,
        language,
        isBad: false,
        kind: 'an answer with a phrase of refusal in a later sentence',
      })),
    ]
  })
}

export function drawLanguages(half: Half): LabelledText[] {
  return languages.flatMap((language) => {
    const other = language === 'en' ? 'zh' : 'en'
    return [
      ...foreign[half].map((text) => ({ text, language, isBad: true, kind: text })),
      ...words[other][half].talk.map((text) => ({ text, language, isBad: true, kind: `the other language: ${text}` })),
      ...words[language][half].talk.map((text) => ({ text, language, isBad: false, kind: 'an answer' })),
      ...words[language][half].short.map((text) => ({ text, language, isBad: false, kind: `a short answer: ${text}` })),
      ...words[language][half].song.map((text) => ({
        text,
        language,
        isBad: false,
        kind: `a line of a song: ${text}`,
      })),
      ...words[language][half].nearRefusals.map((text) => ({ text, language, isBad: false, kind: text })),
      ...rightThoughForeign[half][language].map((text) => ({ text, language, isBad: false, kind: text })),
    ]
  })
}
