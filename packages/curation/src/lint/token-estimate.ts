/** How long a record is, before any tokenizer has seen it: always rather too long, so that what is passed fits. */

/**
 * Tokens of a text, never too few for InternLM's and Qwen's tokenizers on ordinary English and Chinese: a Han
 * character counts as one and a quarter, other text as one for every two and a half UTF-8 bytes.
 */
export function overestimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const otherBytes = Buffer.byteLength(text) - han * 3
  return Math.ceil(han * 1.25 + Math.max(0, otherBytes) / 2.5)
}

/** 256 for a tile of 448 × 448, two for `<img></img>`, six for `Frame-12: ` and its line end (FORMATS §6.1). */
export function internVlFrameTokens(frameCount: number, maxDynamicPatch: number): number {
  const tiles = Math.max(1, Math.floor(maxDynamicPatch / Math.max(1, frameCount)))
  const withThumbnail = tiles > 1 ? tiles + 1 : tiles
  return 256 * withThumbnail + 2 + 6
}
