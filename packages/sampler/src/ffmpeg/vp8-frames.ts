/**
 * VP8 hides frames in packets of their own as well: one bit of a packet's first byte says so. ffprobe does not show it,
 * so the packets are copied out as IVF, undecoded.
 */
import { ffmpegArguments } from './guarded-arguments.js'
import type { ScanContext } from './probe.js'
import { failureOf } from './read-stderr.js'

const FILE_HEADER_BYTES = 32
/** Size and timestamp. */
const FRAME_HEADER_BYTES = 12
const SHOWN = 0x10

/** For each packet in order. */
export async function isVp8FrameShown({ tools, input, seconds, stopwatch, signal }: ScanContext): Promise<boolean[]> {
  const output = { target: 'pipe:1', options: ['-c:v', 'copy', '-copyinkf', '-f', 'ivf'] }
  let isShown: boolean[] = []
  const result = await tools.run([tools.ffmpeg, ...ffmpegArguments(input, [output], 1)], {
    seconds,
    stopwatch,
    limits: input.limits,
    signal,
    onOutput: async (stdout) => {
      isShown = await readIvf(stdout)
    },
  })
  if (result.exitCode !== 0) throw failureOf(result, input.family)
  return isShown
}

/** Keeps the headers and the first bytes; the rest passes by. */
export async function readIvf(stream: AsyncIterable<Buffer>): Promise<boolean[]> {
  const isShown: boolean[] = []
  let toSkip = FILE_HEADER_BYTES
  let head = Buffer.alloc(0)
  for await (const chunk of stream) {
    let at = 0
    while (at < chunk.length) {
      const skipped = Math.min(toSkip, chunk.length - at)
      toSkip -= skipped
      at += skipped
      if (at >= chunk.length) break
      const missing = FRAME_HEADER_BYTES + 1 - head.length
      head = Buffer.concat([head, chunk.subarray(at, at + missing)])
      at += missing
      if (head.length <= FRAME_HEADER_BYTES) continue
      isShown.push(((head[FRAME_HEADER_BYTES] as number) & SHOWN) !== 0)
      toSkip = head.readUInt32LE(0) - 1
      head = Buffer.alloc(0)
    }
  }
  return isShown
}
