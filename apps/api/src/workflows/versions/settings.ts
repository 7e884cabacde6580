/** How a data set version is to be made. */
import * as z from 'zod'

/** Ours: the paper holds out 3,000 of 60,000 videos, a twentieth. */
const heldoutShare = 0.05

export const VersionSettings = z.object({
  seed: z.int().min(0).max(2_147_483_647).default(0),
  /** Share of the dialogues that is held out; whole groups, so it is met as nearly as they allow. */
  heldout: z.number().min(0).max(0.9).default(heldoutShare),
  /** Videos on each side, exactly, instead of a share: the paper's 57,000 and 3,000. */
  counts: z.object({ train: z.int().min(0), heldout: z.int().min(0) }).optional(),
  /** What may not be on both sides. `cluster`: whatever is linked by creator, source or likeness. */
  groupBy: z.enum(['video', 'creator', 'cluster']).default('cluster'),
  /** Take only what a person has accepted or edited. */
  isReviewedOnly: z.boolean().default(false),
})
export type VersionSettings = z.output<typeof VersionSettings>
