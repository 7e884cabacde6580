/** How much a file may ask of us. Every limit is a setting; each has an error code of its own. */
export interface DecodeLimits {
  fileBytes: number
  pixelsPerFrame: number
  sidePixels: number
  durationSeconds: number
  packets: number
  streams: number
  /** Wall clock for reading the packets of one file. */
  probeSeconds: number
  /** Wall clock for one extraction. */
  extractSeconds: number
  /** Longest silence of the decoder. */
  idleSeconds: number
  /** Resident memory of the decoder process. */
  memoryBytes: number
}

/** Ours: from measurements on damaged and hostile files. */
export const defaultLimits: DecodeLimits = {
  fileBytes: 2 * 1024 ** 3,
  pixelsPerFrame: 40_000_000,
  sidePixels: 16_384,
  durationSeconds: 4 * 3600,
  packets: 2_000_000,
  streams: 64,
  probeSeconds: 20,
  extractSeconds: 600,
  idleSeconds: 25,
  memoryBytes: 1_500_000_000,
}
