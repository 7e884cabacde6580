/**
 * §3.3 and A.2, all five steps in their order: generate → parse → reject refusals → select → clean (A.2 puts
 * cleaning last). Returns every pair with the step that decided about it, and the funnel: what entered each step,
 * what left it, and why the rest did not.
 */
import type { ChatModel } from '@video2roleplay/llm'
import { detectControlToken, detectRepetition, detectWrongLanguage } from './bad-cases.js'
import { cleanDialogue } from './clean-dialogue.js'
import type { CuratedDialogue, Dialogue, Flag, FunnelStage } from './dialogue.js'
import { generateDialogues, type GenerateDialoguesInput, type Generation } from './generate-dialogues.js'
import { parseDialogues, type ParsedReply } from './parse-dialogues.js'
import { defaultRefusalPhrases, rejectRefusals, type RefusalMode } from './reject-refusals.js'
import { selectDialogues } from './select-dialogues.js'

export interface CurateDialoguesInput extends GenerateDialoguesInput {
  refusalMode?: RefusalMode
  refusalPhrases?: readonly string[]
  /** Pairs that the selector scored below this are dropped though it would keep them. */
  minimumScore?: number
}

export interface CurationResult {
  generation: Generation
  /** Undefined where the teacher gave no reply to read. */
  parsed: ParsedReply | undefined
  dialogues: CuratedDialogue[]
  funnel: FunnelStage[]
  isRehearsal: boolean
}

/** @throws LlmError where an endpoint failed. */
export async function curateDialogues(
  input: CurateDialoguesInput,
  teacher: ChatModel,
  selector: ChatModel,
  options: { signal?: AbortSignal } = {},
): Promise<CurationResult> {
  const generation = await generateDialogues(input, teacher, options)
  return finishCuration(input, generation, selector, options)
}

/** Steps two to five, for a caller that stored the teacher's reply and comes back to it. @throws LlmError */
export async function finishCuration(
  input: Pick<CurateDialoguesInput, 'summary' | 'language' | 'refusalMode' | 'refusalPhrases' | 'minimumScore'>,
  generation: Generation,
  selector: ChatModel,
  options: { signal?: AbortSignal } = {},
): Promise<CurationResult> {
  const parsed = generation.status === 'generated' ? parseDialogues(generation.reply) : undefined
  const pairs = parsed?.status === 'parsed' ? parsed.dialogues : []

  const rejected: CuratedDialogue[] = []
  const accepted: Dialogue[] = []
  for (const pair of pairs) {
    const verdict = rejectRefusals(pair, input.refusalMode, input.refusalPhrases ?? defaultRefusalPhrases)
    if (verdict.status === 'kept') accepted.push(pair)
    else rejected.push(decided(pair, 'dropped', 'reject', verdict.reason, null, []))
  }

  const selected = await selectDialogues(accepted, input, selector, options)
  const finished = selected.map(({ dialogue, verdict }): CuratedDialogue => {
    if (verdict.decision === 'undecided') return decided(dialogue, 'undecided', 'select', verdict.reason, null, [])
    if (verdict.decision === 'drop')
      return decided(dialogue, 'dropped', 'select', `selector-drop: ${verdict.reason}`, verdict.score, [])
    if (verdict.score < (input.minimumScore ?? 0))
      return decided(dialogue, 'dropped', 'select', 'score-below-minimum', verdict.score, [])
    const clean = cleanDialogue(dialogue)
    if (clean.question === '' || clean.answer === '')
      return decided(dialogue, 'dropped', 'clean', 'empty-after-cleaning', verdict.score, [])
    return decided(
      dialogue,
      'kept',
      'clean',
      verdict.reason || null,
      verdict.score,
      flagsOf(clean, input.language ?? 'en'),
    )
  })

  const dialogues = [...rejected, ...finished].toSorted((a, b) => a.span.start - b.span.start)
  return {
    generation,
    parsed,
    dialogues,
    funnel: funnelOf(generation, parsed, dialogues),
    isRehearsal: generation.isRehearsal || selected.some((one) => one.isRehearsal),
  }
}

function decided(
  pair: Dialogue,
  status: CuratedDialogue['status'],
  stage: CuratedDialogue['stage'],
  reason: string | null,
  score: number | null,
  flags: Flag[],
): CuratedDialogue {
  const { question, answer } = cleanDialogue(pair)
  return {
    question,
    answer,
    raw: { question: pair.question, answer: pair.answer },
    span: pair.span,
    extractor: pair.extractor,
    status,
    stage,
    reason,
    score,
    flags,
  }
}

function flagsOf(pair: { question: string; answer: string }, language: 'en' | 'zh'): Flag[] {
  const both = `${pair.question}\n${pair.answer}`
  return [detectRepetition(pair.answer), detectWrongLanguage(both, language), detectControlToken(both)].filter(
    (flag) => flag !== undefined,
  )
}

/** The first two stages count replies, the others pairs. */
function funnelOf(
  generation: Generation,
  parsed: ParsedReply | undefined,
  dialogues: CuratedDialogue[],
): FunnelStage[] {
  const isDeclined = generation.status === 'declined' || parsed?.status === 'declined'
  const generated = generation.status === 'generated' && !isDeclined
  const unparsed = parsed?.status === 'unparsed' ? parsed.reason : undefined
  const stages: FunnelStage[] = [
    {
      stage: 'generate',
      entered: 1,
      left: generated ? 1 : 0,
      reasons: generated ? {} : { [isDeclined ? 'declined' : generation.status]: 1 },
    },
    {
      stage: 'parse',
      entered: generated ? 1 : 0,
      left: parsed?.status === 'parsed' ? 1 : 0,
      reasons: unparsed ? { [`unparsed:${unparsed}`]: 1 } : {},
    },
  ]
  let entered = dialogues.length
  for (const stage of ['reject', 'select', 'clean'] as const) {
    const fallen = dialogues.filter((one) => one.stage === stage && one.status !== 'kept')
    const reasons: Record<string, number> = {}
    for (const { status, reason } of fallen) {
      const code = `${status === 'undecided' ? 'undecided:' : ''}${(reason ?? '').split(': ', 1)[0]!}`
      reasons[code] = (reasons[code] ?? 0) + 1
    }
    stages.push({ stage, entered, left: entered - fallen.length, reasons })
    entered -= fallen.length
  }
  return stages
}
