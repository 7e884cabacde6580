/**
 * What step 3 (§4.1) and the strategies that compare pictures need: features of frames, and of texts in the same
 * space. The paper uses CLIP; ./clip brings it. Vectors have length 1, so that a dot product is their cosine.
 */
import * as z from 'zod'
import type { Frame } from './decoder.js'

export const EmbedderInfo = z.object({
  /** Name of the model, or the folder it came from. */
  model: z.string(),
  /** The commit that the files belong to, where they were downloaded. */
  revision: z.string().optional(),
  /** Of everything that the features of a frame depend on: files of the encoder and of its preprocessing. */
  hash: z.string(),
  dimensions: z.int().positive(),
  quantisation: z.string(),
})
export type EmbedderInfo = z.infer<typeof EmbedderInfo>

export interface EmbedOptions {
  signal?: AbortSignal
}

export interface EmbedFramesOptions extends EmbedOptions {
  onProgress?: (progress: { done: number; total: number }) => void
}

export interface FrameEmbedder {
  readonly info: EmbedderInfo
  embedFrame(frame: Frame, options?: EmbedOptions): Promise<Float32Array>
  /** Many at once: the next picture is prepared while one is in the network. */
  embedFrames(frames: readonly Frame[], options?: EmbedFramesOptions): Promise<Float32Array[]>
  embedText(text: string, options?: EmbedOptions): Promise<Float32Array>
  close(): Promise<void>
}

/** An embedder was asked for and could not be had: the sample then says so, with the reason. */
export interface UnavailableEmbedder {
  unavailable: string
}
