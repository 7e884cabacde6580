/** The decoder process reads hostile files: what it says is checked like any other input. */
import * as z from 'zod'
import { isSamplerErrorCode, type SamplerErrorCode } from '../errors.js'
import type { DecoderAnswer } from './protocol.js'

const finite = z.number().finite()
const count = z.int().nonnegative()
const ratio = z.object({ num: z.int().positive(), den: z.int().positive() })

const Shape = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  sar: ratio,
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  isMirrored: z.boolean(),
  isInterlaced: z.boolean(),
  isHdr: z.boolean(),
})

const Answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), version: z.string().max(200), canToneMap: z.boolean() }),
  z.object({ type: z.literal('alive'), id: count }),
  z.object({
    type: z.literal('probed'),
    id: count,
    video: z.object({
      durationSeconds: finite.positive(),
      frameCount: z.int().positive(),
      startSeconds: finite,
      keyframeCount: count,
      isVariableFrameRate: z.boolean(),
      timelineSource: z.enum(['packets', 'decoded-frames']),
      shape: Shape,
      codec: z.string().max(100),
      container: z.string().max(100),
      pixelFormat: z.string().max(100),
      hasAudio: z.boolean(),
      warnings: z.array(z.string().max(500)).max(20),
    }),
  }),
  z.object({
    type: z.literal('picture'),
    id: count,
    pts: finite,
    timestampSeconds: finite,
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  z.object({
    type: z.literal('done'),
    id: count,
    result: z.object({
      shown: z.array(finite.nullable()),
      wanted: count,
      decoded: count,
      skipped: count,
      problems: z.array(z.string().max(500)).max(20),
      shownFrames: count.optional(),
    }),
  }),
  z.object({
    type: z.literal('failed'),
    id: count,
    code: z.custom<SamplerErrorCode>(isSamplerErrorCode),
    message: z.string().max(2000).optional(),
  }),
])

export function checkAnswer(header: unknown): DecoderAnswer {
  return Answer.parse(header)
}
