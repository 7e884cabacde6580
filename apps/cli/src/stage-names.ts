/** The stages as they are typed: `sample,caption,dialogues`. */
import type { Stage } from '@video2roleplay/api'
import { InvalidArgumentError } from 'commander'

const stages: readonly Stage[] = ['sample', 'caption', 'dialogues']

export function stagesOption(text: string): Stage[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !stages.some((stage) => stage === name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`“${unknown}” is no stage; choose from ${stages.join(', ')}.`)
  return stages.filter((stage) => names.includes(stage))
}

export function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.')
  return number
}

/** Collects a flag that may be given more than once, or as a comma-separated list. */
export const list = (text: string, before: string[] = []): string[] => [
  ...before,
  ...text.split(',').map((each) => each.trim()),
]

export function decimal(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('It must be a number.')
  return number
}
