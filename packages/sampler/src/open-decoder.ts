/** The better decoder that this machine has: libav where node-av is installed, else the system's ffmpeg. */
import type { FrameDecoder } from './decoder.js'
import { DecoderTeam } from './decoder-team.js'
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
  /** Videos decoded at the same time, each by a process of its own; probes come on top. 1 where nothing is said. */
  processes?: number
}

const backends = { libav: openLibav, ffmpeg: openFfmpeg }

export async function openDecoder({
  prefer = 'libav',
  processes = 1,
  ...options
}: OpenDecoderOptions = {}): Promise<FrameDecoder> {
  const failures: unknown[] = []
  for (const name of prefer === 'libav' ? (['libav', 'ffmpeg'] as const) : (['ffmpeg', 'libav'] as const)) {
    try {
      const decoder = await backends[name](options)
      const why = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)))
      if (failures.length > 0) decoder.info.notes.push(`${prefer} was preferred but is not used: ${why.join(' ')}`)
      return new DecoderTeam(decoder, () => backends[name](options), processes)
    } catch (error) {
      failures.push(error)
    }
  }
  const sandbox = failures.find((failure) => failure instanceof SamplerError && failure.code === 'no-sandbox')
  throw sandbox ?? new SamplerError('no-decoder', undefined, { cause: new AggregateError(failures) })
}
