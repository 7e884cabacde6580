/**
 * A.2: takes the pairs out of a teacher's reply. Ordered extractors, from the strictest shape to the loosest; the
 * first that finds a pair wins. What cannot be read is a value with a reason, and what found no partner is listed.
 */
import { detectRepetition } from './detectors/repetition.js'
import { isNone } from './declined.js'
import type { Dialogue, ExtractorName, Span } from './dialogue.js'
import { extractChatTemplate } from './extractors/chat-template.js'
import type { Extraction, Extractor } from './extractors/extraction.js'
import { extractJson } from './extractors/json.js'
import { extractLabels } from './extractors/labels.js'
import { extractNumbered } from './extractors/numbered.js'
import { extractQuestionLines } from './extractors/question-lines.js'
import { extractRoleNames } from './extractors/role-names.js'
import { extractTable } from './extractors/table.js'
import { extractTags } from './extractors/tags.js'
import { blankThinking } from './thinking.js'

export type UnparsedReason =
  | 'empty'
  | 'only-thinking'
  | 'too-large'
  | 'too-deep'
  | 'malformed-json'
  | 'repetition'
  | 'no-pairs'

export type ParsedReply =
  | {
      status: 'parsed'
      dialogues: Dialogue[]
      extractor: ExtractorName
      unpaired: { text: string; span: Span }[]
      /** True where broken JSON was mended. */
      isRepaired: boolean
    }
  | { status: 'declined' }
  | { status: 'unparsed'; reason: UnparsedReason; text: string }

const extractors: [ExtractorName, Extractor][] = [
  ['json', extractJson],
  ['tags', extractTags],
  ['chat-template', extractChatTemplate],
  ['labels', extractLabels],
  ['table', extractTable],
  ['numbered', extractNumbered],
  ['role-names', extractRoleNames],
  ['question-lines', extractQuestionLines],
]

/** Ours: the raw answer is kept up to 64 KB; more than four times that is no dialogue. */
const maxCharacters = 262_144

export function parseDialogues(reply: string): ParsedReply {
  const unparsed = (reason: UnparsedReason): ParsedReply => ({
    status: 'unparsed',
    reason,
    text: reply.slice(0, 65_536),
  })
  if (reply.trim() === '') return unparsed('empty')
  if (reply.length > maxCharacters) return unparsed('too-large')
  const text = blankThinking(reply)
  if (text.trim() === '') return unparsed('only-thinking')
  if (isNone(text)) return { status: 'declined' }

  let failure: Extraction['failure']
  for (const [extractor, extract] of extractors) {
    const extraction = extract(text)
    failure ??= extraction.failure
    if (extraction.pairs.length > 0) {
      return {
        status: 'parsed',
        dialogues: extraction.pairs.map((pair) => ({ ...pair, extractor })),
        extractor,
        unpaired: extraction.unpaired,
        isRepaired: extraction.isRepaired ?? false,
      }
    }
  }
  // "None. The description is too poor." is a None with an excuse.
  if (isNone(text.trim().split(/[\n.。,，(（:：]/, 1)[0]!)) return { status: 'declined' }
  return unparsed(failure ?? (detectRepetition(text) ? 'repetition' : 'no-pairs'))
}
