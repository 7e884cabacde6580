/**
 * §4.2 and §4.3: a character made of a video. The dynamic profile is the frames, in the video's order; the static
 * profile is the summary, with a role instruction and in-context examples. Each block can be switched off or
 * exchanged for the ablations of Table 3: `dynamicProfile` and `context` are its two axes.
 *
 * A profile holds no history and no question; those join it in `respond`, after the blocks.
 */
import { dataBlock } from '@video2roleplay/llm'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { InferenceError } from './errors.js'
import { harmless } from './harmless.js'
import type { FrameLabelStyle } from './layouts/frame-labels.js'

/** Table 3's first axis at inference: every frame, one at random, or words alone. */
export const DynamicProfile = z.enum(['video', 'randomFrame', 'text'])
export type DynamicProfile = z.infer<typeof DynamicProfile>

/** Table 3's second axis. "w/o summary" there means the full descriptions, not nothing (R52). */
export const ProfileContext = z.enum(['summary', 'fullDescriptions', 'none'])
export type ProfileContext = z.infer<typeof ProfileContext>

/** What a profile needs of a frame; the sampler's `Frame` fits. */
export interface ProfileFrame {
  timestampSeconds: number
  jpeg: Uint8Array
  sha256: string
  width?: number
  height?: number
}

export interface RoleProfileInput {
  frames: readonly ProfileFrame[]
  summary?: string
  /** Yours, not the public's: it is not fenced. The default asks to stay in character. Empty switches the block off. */
  roleInstruction?: string
  examples?: readonly { question: string; answer: string }[]
  dynamicProfile?: DynamicProfile
  context?: ProfileContext
  descriptions?: readonly { timestampSeconds: number; text: string }[]
  /** Writes the time of each frame into its label. Not in the paper; off by default. */
  timestamps?: boolean
  labelStyle?: FrameLabelStyle
  /** Picks the frame of `randomFrame`, the same for the same frames and seed. */
  seed?: string | number
}

export interface RoleProfile {
  dynamicProfile: DynamicProfile
  context: ProfileContext
  frames: ProfileFrame[]
  labelStyle: FrameLabelStyle
  timestamps: boolean
  /** In the order in which they follow the frames. An empty string is a block switched off. */
  blocks: { summary: string; roleInstruction: string; examples: string }
}

export const defaultRoleInstruction =
  'You are the person in this video. Answer as that person, in the first person, in their manner and mood, briefly, as one talks. Stay with what the video shows; where it is silent, answer as the person would without inventing facts.'

/** @throws InferenceError where the context asked for was not given. */
export function buildRoleProfile(input: RoleProfileInput): RoleProfile {
  const { dynamicProfile = 'video', context = 'summary', examples = [] } = input
  return {
    dynamicProfile,
    context,
    frames: framesFor(dynamicProfile, input.frames, input.seed ?? 0),
    labelStyle: input.labelStyle ?? 'Frame-{i}',
    timestamps: input.timestamps ?? false,
    blocks: {
      summary: contextBlock(context, input),
      roleInstruction: input.roleInstruction ?? defaultRoleInstruction,
      examples:
        examples.length === 0
          ? ''
          : dataBlock(
              'examples',
              examples.map((one) => `Q: ${harmless(one.question)}\nA: ${harmless(one.answer)}`).join('\n\n'),
            ),
    },
  }
}

function framesFor(
  dynamicProfile: DynamicProfile,
  frames: readonly ProfileFrame[],
  seed: string | number,
): ProfileFrame[] {
  const ordered = frames.toSorted((a, b) => a.timestampSeconds - b.timestampSeconds)
  switch (dynamicProfile) {
    case 'video':
      return ordered
    case 'text':
      return []
    case 'randomFrame': {
      if (ordered.length === 0) return []
      const hash = createHash('sha256').update(`random-frame:${seed}:${ordered.map((frame) => frame.sha256).join()}`)
      return [ordered[hash.digest().readUInt32LE(0) % ordered.length]!]
    }
  }
}

function contextBlock(context: ProfileContext, { summary = '', descriptions = [] }: RoleProfileInput): string {
  switch (context) {
    case 'none':
      return ''
    case 'summary':
      if (summary.trim() === '')
        throw new InferenceError('missing-context', 'The profile wants a summary, and the video has none.')
      return dataBlock('summary', harmless(summary.trim()))
    case 'fullDescriptions': {
      const told = descriptions
        .filter((one) => one.text.trim() !== '')
        .toSorted((a, b) => a.timestampSeconds - b.timestampSeconds)
      if (told.length === 0)
        throw new InferenceError('missing-context', 'The profile wants descriptions, and the video has none.')
      return dataBlock(
        'descriptions',
        told.map((one) => `[${one.timestampSeconds.toFixed(1)} s] ${harmless(one.text.trim())}`).join('\n'),
      )
    }
  }
}
