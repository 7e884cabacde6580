/** All bad cases of A.2 in one caption, each with the description or summary it concerns, for a reviewer's queue. */
import type { Caption } from './caption.js'
import { detectNearDuplicates } from './detectors/near-duplicate.js'
import { detectRefusal } from './detectors/refusal.js'
import { detectRepetition } from './detectors/repetition.js'
import { DetectorSettings } from './detectors/settings.js'
import { detectStaticScene } from './detectors/static-scene.js'
import { detectUnterminated } from './detectors/unterminated.js'
import { detectWrongLanguage } from './detectors/wrong-language.js'
import type { Flag } from './dialogue.js'
import type { Language } from './language.js'

export interface CaptionFlag extends Flag {
  /** Index of a description, or the caption as a whole. */
  target: number | 'summary' | 'video'
}

export interface CaptionFlagOptions {
  language?: Language
  /** Small grey pictures of the frames, of one size, in their order. */
  thumbnails?: readonly Uint8Array[]
  settings?: Partial<DetectorSettings>
}

export function captionFlags(
  caption: Pick<Caption, 'summary'> & { frameDescriptions: readonly { index: number; text: string }[] },
  options: CaptionFlagOptions = {},
): CaptionFlag[] {
  const { language = 'en', thumbnails = [] } = options
  const settings = DetectorSettings.parse(options.settings ?? {})
  const told = caption.frameDescriptions.filter((one) => one.text !== '')
  const alone = told.flatMap(({ index, text }) =>
    flagsOf(text, language, settings).map((flag) => ({ ...flag, target: index })),
  )
  const neighbours = detectNearDuplicates(
    told.map((one) => one.text),
    settings.nearDuplicate,
  ).map(({ index, flag }) => ({ ...flag, target: told[index]!.index }))
  const summary = flagsOf(caption.summary, language, settings).map((flag) => ({ ...flag, target: 'summary' as const }))
  const scene = detectStaticScene(thumbnails, settings.staticScene, settings.sameThumbnail)
  return [...alone, ...neighbours, ...summary, ...(scene ? [{ ...scene, target: 'video' as const }] : [])]
}

function flagsOf(text: string, language: Language, settings: DetectorSettings): Flag[] {
  return [
    detectRepetition(text, settings.repetition),
    detectUnterminated(text, settings.unterminated),
    detectWrongLanguage(text, language, settings.wrongLanguage),
    detectRefusal(text, settings.refusal),
  ].filter((flag) => flag !== undefined)
}
