/** What a video is, as its packets tell it (R01–R03). Header claims are used for nothing but names. */
import * as z from 'zod'

const seconds = z.number().finite().nonnegative()

export const VideoInfo = z.object({
  /** From the first frame shown to the end of the last. */
  durationSeconds: seconds,
  frameCount: z.int().positive(),
  /** Mean frames per second. */
  fps: z.number().finite().positive(),
  /** Size of the upright picture with square pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Degrees counter-clockwise that the stored picture is turned for display: 0, 90, 180 or 270. */
  rotation: z.int().min(0).max(359),
  isMirrored: z.boolean(),
  codec: z.string(),
  container: z.string(),
  pixelFormat: z.string(),
  isHdr: z.boolean(),
  isInterlaced: z.boolean(),
  hasAudio: z.boolean(),
  isVariableFrameRate: z.boolean(),
  /** Where the file's own clock stands at the first frame shown. */
  startSeconds: z.number().finite(),
  sizeBytes: z.int().nonnegative(),
  keyframeCount: z.int().nonnegative(),
  /** How the timeline was found: from the packets, or, where these do not say enough, by decoding every frame. */
  timelineSource: z.enum(['packets', 'decoded-frames']),
  warnings: z.array(z.string()),
})
export type VideoInfo = z.infer<typeof VideoInfo>
