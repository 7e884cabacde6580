/**
 * What a calibration says about a collection of videos: the distributions that T and τ cut, and where we would cut.
 * The paper prints neither number; both depend on the material (docs/paper.md, D3 and D7).
 */
import * as z from 'zod'

const Bin = z.object({ from: z.number(), to: z.number(), count: z.int().nonnegative() })

export const Distribution = z.object({
  count: z.int().positive(),
  mean: z.number(),
  /** `p` from 0 to 1, ascending. */
  quantiles: z.array(z.object({ p: z.number(), value: z.number() })),
  /** Bins of equal width, ascending. */
  histogram: z.array(Bin),
})
export type Distribution = z.infer<typeof Distribution>

export const Calibration = z.object({
  version: z.literal(1),
  videos: z.array(
    z.object({
      name: z.string(),
      durationSeconds: z.number(),
      /** Mean absolute luma differences D/M from each second to the next. */
      differences: z.int().nonnegative(),
    }),
  ),
  /** T, over D/M of all videos together. Nothing where no second could be compared. */
  threshold: z
    .object({
      distribution: Distribution,
      /** Differences, largest first, thinned for drawing; `share` of all that are at least as large. */
      sortedCurve: z.array(z.object({ share: z.number(), value: z.number() })),
      /** The point of the sorted curve farthest below its chord. */
      elbow: z.object({ share: z.number(), value: z.number() }).optional(),
      suggested: z.number(),
      /** Why, for people. */
      because: z.string(),
      /** What T would do: candidates per video, in all and per minute. */
      outcomes: z.array(
        z.object({ threshold: z.number(), candidates: z.int(), perMinute: z.number(), perVideo: z.array(z.int()) }),
      ),
    })
    .optional(),
  /** τ, over S between neighbouring representatives at the suggested T. Nothing without an embedder. */
  similarity: z
    .object({
      distribution: Distribution,
      suggested: z.number(),
      because: z.string(),
      /** What τ would do: pairs of neighbours that would be merged. */
      outcomes: z.array(z.object({ threshold: z.number(), merged: z.int(), share: z.number() })),
    })
    .optional(),
  /** Videos left out, and why. */
  failures: z.array(z.object({ name: z.string(), reason: z.string() })),
})
export type Calibration = z.infer<typeof Calibration>
