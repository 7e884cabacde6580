/** The marks of the pairs that one reply brought: of each by itself, and of answers that say the same twice. */
import type { AnswerSupport } from './answer-support.js'
import { detectControlToken } from './detectors/control-token.js'
import { detectDuplicateAnswers } from './detectors/duplicate-answers.js'
import { detectRefusal } from './detectors/refusal.js'
import { detectRepetition } from './detectors/repetition.js'
import type { DetectorSettings } from './detectors/settings.js'
import { detectUnsupported } from './detectors/unsupported.js'
import { detectUnterminated } from './detectors/unterminated.js'
import { detectWrongLanguage } from './detectors/wrong-language.js'
import type { Flag } from './dialogue.js'
import type { Language } from './language.js'

export interface FlaggedPair {
  question: string
  answer: string
  support: AnswerSupport | null
}

/** One list for each pair, in their order. */
export function dialogueFlags(pairs: readonly FlaggedPair[], language: Language, settings: DetectorSettings): Flag[][] {
  const duplicates = detectDuplicateAnswers(
    pairs.map(({ answer }) => answer),
    settings.duplicateAnswer,
  )
  return pairs.map(({ question, answer, support }, index) => {
    const both = `${question}\n${answer}`
    return [
      detectRepetition(answer, settings.repetition),
      detectUnterminated(answer, settings.unterminated, 'spoken'),
      detectWrongLanguage(both, language, settings.wrongLanguage),
      detectControlToken(both),
      detectRefusal(answer, settings.refusal),
      support ? detectUnsupported(support, settings.unsupported) : undefined,
      duplicates.find((one) => one.index === index)?.flag,
    ].filter((flag) => flag !== undefined)
  })
}
