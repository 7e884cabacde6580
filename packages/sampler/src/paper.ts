/**
 * Every number of sections 3.1, 3.2 and 4.1, once. What the paper leaves open stands below, marked "Ours".
 */

/** §3.1: "0–5 seconds". A live is 0 < L ≤ 5 (reading D1). */
export const LIVE_MAX_SECONDS = 5
/** §3.1: documentaries are "longer than 10 minutes": strictly (D1). */
export const VLOG_MAX_SECONDS = 600
/** §4.1: vlogs give one frame per 5 seconds. */
export const VLOG_INTERVAL_SECONDS = 5
/** §4.1 step 1: candidates are compared at one frame per second. */
export const CANDIDATE_INTERVAL_SECONDS = 1
/** §4.1: no more than 128 frames reach the model. */
export const MAX_FRAMES = 128
/** §3.2: a video is cut into 64 uniform segments for captioning. */
export const CAPTION_SEGMENTS = 64

/**
 * Ours: the paper sums pixel differences without naming a frame size, which makes T depend on resolution (D3).
 * We compare full-range luma at one size, with an area filter.
 */
export const ANALYSIS_WIDTH = 160
export const ANALYSIS_HEIGHT = 90
/** Ours: T, as mean absolute luma difference 0–255. Of 3, 5, 8 and 20 it kept most true shots of our test films. */
export const DEFAULT_DIFFERENCE_THRESHOLD = 5
/** Ours: G. As many groups as the model may see frames; smaller G saw fewer shots in every film we tried. */
export const DEFAULT_GROUPS = 128
/** Ours: τ, cosine similarity of CLIP features; ShareGPT4Video's public key frame script uses the same 0.93. */
export const DEFAULT_SIMILARITY_THRESHOLD = 0.93
