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
