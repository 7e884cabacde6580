/**
 * §3.3 and A.2, all five steps in their order: generate → parse → reject refusals → select → clean (A.2 puts
 * cleaning last). Returns every pair with the step that decided about it, and the funnel: what entered each step,
 * what left it, and why the rest did not.
 */
import type { ChatModel } from '@video2roleplay/llm'
import { answerSupport, type DescribedFrame } from './answer-support.js'
import { cleanDialogue } from './clean-dialogue.js'
import { DetectorSettings } from './detectors/settings.js'
import { dialogueFlags } from './dialogue-flags.js'
import type { CuratedDialogue, Dialogue, FunnelStage } from './dialogue.js'
import { generateDialogues, type GenerateDialoguesInput, type Generation } from './generate-dialogues.js'
import { parseDialogues, type ParsedReply } from './parse-dialogues.js'
import { defaultRefusalPhrases, rejectRefusals, type RefusalMode } from './reject-refusals.js'
import { selectDialogues } from './select-dialogues.js'

export interface CurateDialoguesInput extends GenerateDialoguesInput {
  refusalMode?: RefusalMode
  refusalPhrases?: readonly string[]
  /** Pairs that the selector scored below this are dropped though it would keep them. */
  minimumScore?: number
  /** What the summary was made of: with it, an answer is linked to moments of the video. */
  frameDescriptions?: readonly DescribedFrame[]
  detectors?: Partial<DetectorSettings>
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
  input: Pick<
    CurateDialoguesInput,
    'summary' | 'language' | 'refusalMode' | 'refusalPhrases' | 'minimumScore' | 'frameDescriptions' | 'detectors'
  >,
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
    else rejected.push(decided(pair, 'dropped', 'reject', verdict.reason, null))
  }

  const selected = await selectDialogues(accepted, input, selector, options)
  const decide = ({ dialogue, verdict }: (typeof selected)[number]): CuratedDialogue => {
    if (verdict.decision === 'undecided') return decided(dialogue, 'undecided', 'select', verdict.reason, null)
    if (verdict.decision === 'drop')
      return decided(dialogue, 'dropped', 'select', `selector-drop: ${verdict.reason}`, verdict.score)
    if (verdict.score < (input.minimumScore ?? 0))
      return decided(dialogue, 'dropped', 'select', 'score-below-minimum', verdict.score)
    const clean = cleanDialogue(dialogue)
    if (clean.question === '' || clean.answer === '')
      return decided(dialogue, 'dropped', 'clean', 'empty-after-cleaning', verdict.score)
    return decided(dialogue, 'kept', 'clean', verdict.reason || null, verdict.score)
  }
  const finished = selected.map((one) => ({ ...decide(one), selectionCallId: one.callId }))

  const dialogues = withMarks([...rejected, ...finished], input).toSorted((a, b) => a.span.start - b.span.start)
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
    selectionCallId: null,
    flags: [],
    support: null,
  }
}

/** Kept pairs alone are marked: what was dropped has its reason already. */
function withMarks(
  dialogues: CuratedDialogue[],
  input: Pick<CurateDialoguesInput, 'summary' | 'language' | 'frameDescriptions' | 'detectors'>,
): CuratedDialogue[] {
  const { summary, language = 'en', frameDescriptions = [], detectors = {} } = input
  const kept = dialogues
    .filter(({ status }) => status === 'kept')
    .map((one) => ({ ...one, support: answerSupport(one.answer, { summary, frameDescriptions }) }))
  const flags = dialogueFlags(kept, language, DetectorSettings.parse(detectors))
  return [
    ...dialogues.filter(({ status }) => status !== 'kept'),
    ...kept.map((one, index) => ({ ...one, flags: flags[index]! })),
  ]
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
