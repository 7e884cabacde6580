/** Words that ffprobe uses of tracks and of pictures alike. */
import * as z from 'zod'

/** `16:9` or `30000/1001`; nothing where it says zero. */
export const Ratio = z.string().transform((text) => {
  const [num = 0, den = 0] = text.split(/[:/]/).map(Number)
  return num > 0 && den > 0 ? { num, den } : undefined
})

export const SideData = z
  .array(z.object({ side_data_type: z.string(), displaymatrix: z.string().optional() }))
  .optional()
