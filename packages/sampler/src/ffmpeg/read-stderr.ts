/** From what ffmpeg and ffprobe print to a code of ours. */
import { SamplerError } from '../errors.js'
import type { ToolResult } from '../run-tool.js'
import type { ContainerFamily } from '../sniff.js'

const TOO_MANY_PIXELS = /exceeds specified max pixel count|Picture size .* is invalid/
const TOO_MANY_STREAMS = /exceeds max_streams|too many streams/i

/** ffprobe goes on without the pictures and the tracks that it may not read. */
export function exceedsLimit({ stderr }: ToolResult): boolean {
  return TOO_MANY_PIXELS.test(stderr) || TOO_MANY_STREAMS.test(stderr)
}

export function failureOf(result: ToolResult, family: ContainerFamily): SamplerError {
  const { exitCode, signal, stderr } = result
  const cause = new Error(`${signal ?? `exit ${exitCode}`}: ${stderr.trim().slice(-2000)}`)
  // A sandbox reports its child's signal as 128 more.
  if (signal !== undefined || (exitCode ?? 0) > 128)
    return new SamplerError(
      signal === 'SIGXCPU' || exitCode === 128 + 24 ? 'decoder-timeout' : 'decoder-crashed',
      undefined,
      { cause },
    )
  if (TOO_MANY_PIXELS.test(stderr)) return new SamplerError('too-many-pixels', undefined, { cause })
  if (TOO_MANY_STREAMS.test(stderr)) return new SamplerError('too-many-streams', undefined, { cause })
  if (/not on whitelist|Decoder .* not found|unknown codec/i.test(stderr))
    return new SamplerError('unsupported-codec', undefined, { cause })
  if (/Cannot allocate memory/.test(stderr)) return new SamplerError('decoder-out-of-memory', undefined, { cause })
  if (/moov atom not found/.test(stderr) || (family === 'mov' && /Invalid data found|End of file/.test(stderr)))
    return new SamplerError('truncated', 'The file ends too early, or its index is missing or damaged.', { cause })
  return new SamplerError('not-a-video', 'The file cannot be read as a video.', { cause })
}
