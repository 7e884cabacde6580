/** Preference records (FORMATS §6.2, §6.3): what supervised records must hold, and two answers that differ, or a verdict. */
import * as z from 'zod'
import { lintLlamaFactory } from './llama-factory.js'
import { lintMsSwift } from './ms-swift.js'
import { type LintIssue, type LintSettings, type LintVerdict, verdictOf } from './verdict.js'

const Answer = z.object({ from: z.literal('gpt'), value: z.string() })
const LlamaPair = z.looseObject({
  conversations: z.array(z.object({ from: z.string(), value: z.string() })),
  chosen: Answer,
  rejected: Answer,
})
const LlamaVerdict = z.looseObject({ kto_tag: z.boolean() })
const SwiftPair = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.string().nullable() })).min(1),
  rejected_response: z.string(),
})
const SwiftVerdict = z.looseObject({ label: z.boolean() })

export function lintLlamaFactoryPair(row: unknown, settings: LintSettings): LintVerdict {
  const read = LlamaPair.safeParse(row)
  if (!read.success) return shape(read.error)
  const { chosen, rejected, ...rest } = read.data
  // The longer of the two is what has to fit.
  const longer = chosen.value.length >= rejected.value.length ? chosen : rejected
  const verdict = lintLlamaFactory({ ...rest, conversations: [...rest.conversations, longer] }, settings)
  return withIssues(verdict, pairIssues(chosen.value, rejected.value))
}

export function lintLlamaFactoryVerdict(row: unknown, settings: LintSettings): LintVerdict {
  const read = LlamaVerdict.safeParse(row)
  return read.success ? lintLlamaFactory(read.data, settings) : shape(read.error)
}

export function lintMsSwiftPair(row: unknown, settings: LintSettings): LintVerdict {
  const read = SwiftPair.safeParse(row)
  if (!read.success) return shape(read.error)
  const chosen = read.data.messages.at(-1)!.content ?? ''
  return withIssues(lintMsSwift(read.data, settings), pairIssues(chosen, read.data.rejected_response))
}

export function lintMsSwiftVerdict(row: unknown, settings: LintSettings): LintVerdict {
  const read = SwiftVerdict.safeParse(row)
  return read.success ? lintMsSwift(read.data, settings) : shape(read.error)
}

function pairIssues(chosen: string, rejected: string): LintIssue[] {
  return [
    ...(chosen === rejected
      ? [{ code: 'same-answers', message: 'Chosen and rejected are the same, so there is nothing to prefer.' }]
      : []),
    ...(rejected.trim() === '' ? [{ code: 'empty-answer', message: 'The rejected answer is empty.' }] : []),
  ]
}

const shape = (error: z.ZodError): LintVerdict => verdictOf([{ code: 'shape', message: z.prettifyError(error) }], [])

const withIssues = (verdict: LintVerdict, issues: LintIssue[]): LintVerdict =>
  verdictOf([...verdict.because, ...issues], verdict.warnings, verdict.tokens)
