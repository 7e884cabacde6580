/** One training example before it takes a trainer's shape: the frames of a video, in order, and what was said. */
import * as z from 'zod'

export const SftFrame = z.object({
  /** Relative to the media root of the export. */
  path: z.string().min(1),
  timestampSeconds: z.number().nonnegative().optional(),
  /** A URL or data URL, for formats that carry one (OpenAI). */
  url: z.string().optional(),
})
export type SftFrame = z.infer<typeof SftFrame>

export const SftRecord = z.object({
  id: z.string().min(1),
  frames: z.array(SftFrame),
  /** The video file relative to the media root, for formats that train on files. */
  videoPath: z.string().optional(),
  system: z.string().optional(),
  turns: z.array(z.object({ question: z.string(), answer: z.string() })).min(1),
})
export type SftRecord = z.infer<typeof SftRecord>
