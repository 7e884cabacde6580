/**
 * Features of a video's candidates, computed once and handed to every later sample of it: asking a second question
 * about a film costs no second look at its pictures. Keep what `embedVideo` returns; nothing here stores it for you.
 */
export interface VideoFeatures {
  /** When each picture is shown, ascending. */
  timestamps: number[]
  /** One vector per picture, all of the same length. */
  vectors: Float32Array[]
}

/** A feature vector of a text, in the same space as the frames' (CLIP's text encoder). */
export type EmbedText = (text: string) => Promise<Float32Array>
