/** The better decoder that this machine has: libav where node-av is installed, else the system's ffmpeg. */
import type { FrameDecoder } from './decoder.js'
import { SamplerError } from './errors.js'
import { openFfmpeg } from './ffmpeg.js'
import { openLibav } from './libav.js'
import type { DecodeLimits } from './limits.js'

export interface OpenDecoderOptions {
  prefer?: 'libav' | 'ffmpeg'
  /** On the disk of the videos, so that they are linked into the sandbox and not copied. */
  workDir?: string
  /** Refuse to decode outside a sandbox. */
  requireSandbox?: boolean
  limits?: Partial<DecodeLimits>
}

const backends = { libav: openLibav, ffmpeg: openFfmpeg }

export async function openDecoder({ prefer = 'libav', ...options }: OpenDecoderOptions = {}): Promise<FrameDecoder> {
  const failures: unknown[] = []
  for (const name of prefer === 'libav' ? (['libav', 'ffmpeg'] as const) : (['ffmpeg', 'libav'] as const)) {
    try {
      const decoder = await backends[name](options)
      const why = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)))
      if (failures.length > 0) decoder.info.notes.push(`${prefer} was preferred but is not used: ${why.join(' ')}`)
      return decoder
    } catch (error) {
      failures.push(error)
    }
  }
  const sandbox = failures.find((failure) => failure instanceof SamplerError && failure.code === 'no-sandbox')
  throw sandbox ?? new SamplerError('no-decoder', undefined, { cause: new AggregateError(failures) })
}
