/** Every detector on one half of the labelled set: how many of its flags are right, and how many faults it finds. */
import {
  captionSignature,
  defaultDetectorSettings,
  detectDuplicateAnswers,
  detectNearDuplicates,
  detectRefusal,
  detectRepetition,
  detectStaticScene,
  detectUnterminated,
  detectWrongLanguage,
  findDuplicateVideos,
  hashSide,
  pictureHash,
} from '@video2roleplay/curation'
import { wilsonInterval } from '@video2roleplay/eval'
import { createDice } from './dice.ts'
import { drawAnswerLists, drawDescriptionLists } from './draw-lists.ts'
import { drawCutAnswers, drawLanguages, drawRefusals, drawRepetition, drawUnterminated } from './draw-texts.ts'
import { drawClips, drawVideos, shrink } from './draw-videos.ts'
import type { Half, LabelledList, LabelledVideos } from './labelled.ts'

interface Case {
  isBad: boolean
  isFlagged: boolean
  kind: string
}

export interface Share {
  share: number
  low: number
  high: number
}

export interface DetectorRow {
  detector: string
  threshold: number
  cases: number
  bad: number
  flagged: number
  right: number
  /** Null where nothing was flagged. */
  precision: Share | null
  recall: Share | null
  /** Kinds of case that were missed, or flagged wrongly, with how many of each. */
  mistakes: Record<string, number>
}

const seedOf: Record<Half, number> = { tuning: 1, measured: 2 }

export function measureDetectors(half: Half, settings = defaultDetectorSettings): DetectorRow[] {
  const dice = (of: number) => createDice(seedOf[half] * 1000 + of)
  const text = (one: { text: string; language: 'en' | 'zh'; isBad: boolean; kind: string }, flag: unknown): Case => ({
    isBad: one.isBad,
    isFlagged: flag !== undefined,
    kind: `${one.language}: ${one.kind}`,
  })
  return [
    row(
      'repetition',
      settings.repetition,
      drawRepetition(dice(1), half).map((one) => text(one, detectRepetition(one.text, settings.repetition))),
    ),
    row(
      'unterminated, written',
      settings.unterminated,
      drawUnterminated(dice(2), half).map((one) => text(one, detectUnterminated(one.text, settings.unterminated))),
    ),
    row(
      'unterminated, spoken',
      settings.unterminated,
      drawCutAnswers(dice(3), half).map((one) =>
        text(one, detectUnterminated(one.text, settings.unterminated, 'spoken')),
      ),
    ),
    row(
      'refusal',
      settings.refusal,
      drawRefusals(half).map((one) => text(one, detectRefusal(one.text, settings.refusal))),
    ),
    row(
      'wrong-language',
      settings.wrongLanguage,
      drawLanguages(half).map((one) => text(one, detectWrongLanguage(one.text, one.language, settings.wrongLanguage))),
    ),
    row(
      'near-duplicate',
      settings.nearDuplicate,
      drawDescriptionLists(dice(4), half).flatMap((list) =>
        inList(list, detectNearDuplicates(list.texts, settings.nearDuplicate)),
      ),
    ),
    row(
      'duplicate-answer',
      settings.duplicateAnswer,
      drawAnswerLists(dice(5), half).flatMap((list) =>
        inList(list, detectDuplicateAnswers(list.texts, settings.duplicateAnswer)),
      ),
    ),
    row(
      'static-scene',
      settings.staticScene,
      drawClips(dice(6), half).map(({ thumbnails, isBad, kind }) => ({
        isBad,
        kind,
        isFlagged: detectStaticScene(thumbnails, settings.staticScene, settings.sameThumbnail) !== undefined,
      })),
    ),
    row('duplicate-video', settings.duplicateVideo, pairsOf(drawVideos(dice(7), half), settings.duplicateVideo)),
  ]
}

function inList({ texts, bad, kind }: LabelledList, flagged: { index: number }[]): Case[] {
  return texts.map((_, index) => ({
    isBad: bad.includes(index),
    isFlagged: flagged.some((one) => one.index === index),
    kind: `${kind}: ${bad.includes(index) ? 'a copy' : 'another text'}`,
  }))
}

/** A case is a pair of videos; of the pairs that are neither copies nor found, nothing is counted. */
function pairsOf({ videos, duplicates }: LabelledVideos, threshold: number): Case[] {
  const prints = videos.map(({ id, pictures, caption }) => ({
    id,
    frameHashes: pictures.map((picture) => pictureHash(shrink(picture, hashSide))),
    captionSignature: captionSignature(caption),
  }))
  const name = ([first, second]: readonly [string, string]): string => [first, second].toSorted().join(' = ')
  const found = new Set(findDuplicateVideos(prints, threshold).map(({ first, second }) => name([first, second])))
  const real = new Set(duplicates.map(name))
  return [...new Set([...found, ...real])].map((pair) => ({
    isBad: real.has(pair),
    isFlagged: found.has(pair),
    kind: pair.replace(/v\d+/g, '').replace(/^[ =-]+/, ''),
  }))
}

function row(detector: string, threshold: number, cases: Case[]): DetectorRow {
  const flagged = cases.filter((one) => one.isFlagged)
  const right = flagged.filter((one) => one.isBad).length
  const bad = cases.filter((one) => one.isBad).length
  const mistakes: Record<string, number> = {}
  for (const { isBad, isFlagged, kind } of cases) {
    if (isBad === isFlagged) continue
    const what = `${isBad ? 'missed' : 'wrongly flagged'}: ${kind}`
    mistakes[what] = (mistakes[what] ?? 0) + 1
  }
  return {
    detector,
    threshold,
    cases: cases.length,
    bad,
    flagged: flagged.length,
    right,
    precision: shareOf(right, flagged.length),
    recall: shareOf(right, bad),
    mistakes,
  }
}

/** With Wilson's interval at 95 %. Nothing flagged: no precision. */
function shareOf(hits: number, trials: number): Share | null {
  return wilsonInterval(hits, trials) ?? null
}
