/** The numbers of §4.1, §5.1 and A.4 that inference meets, and beside them, marked `Ours:`, what the paper leaves open. */

/** §4.1: most frames a video contributes. */
export const maxFrames = 128

/** Ours, from the model's card and InternVL's stock script: the base model's window and the length it was tuned at (D16). */
export const baseContextTokens = 32_768
export const trainingTokens = 8_192

/** Ours: an answer in a conversation is short; the paper gives no limit. */
export const answerMaxTokens = 512

/** Ours: what history may take of a known context window before its oldest turns are left out. */
export const historyShare = 0.25

/** Table 4: seconds and GPU memory (MiB, two cards) for this many frames; 0 is text alone. */
export const publishedLatency = [
  { frames: 0, seconds: 1.95, memoryMiB: [7825, 9097] },
  { frames: 1, seconds: 2.72, memoryMiB: [7899, 9123] },
  { frames: 8, seconds: 5.05, memoryMiB: [8509, 9359] },
  { frames: 16, seconds: 5.87, memoryMiB: [8733, 9593] },
  { frames: 32, seconds: 7.58, memoryMiB: [10_637, 10_037] },
  { frames: 64, seconds: 17.49, memoryMiB: [13_625, 11_377] },
] as const
