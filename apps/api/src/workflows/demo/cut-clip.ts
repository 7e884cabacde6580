/**
 * Cuts a few seconds out of the demo film without decoding it: packets between two keyframes are copied to a file of
 * their own. For our own film only; files of others are never opened in this process.
 *
 * node-av is an optional dependency, loaded when it is needed: without it the demo has the film and no live.
 */
import type { FormatContext, Stream } from 'node-av/lib'

type Av = { lib: typeof import('node-av/lib'); constants: typeof import('node-av/constants') }

/** From the keyframe at `fromSeconds` to the one at `toSeconds`, without sound. @throws where node-av is not installed */
export async function cutClip(source: string, target: string, fromSeconds: number, toSeconds: number): Promise<void> {
  const av: Av = { lib: await import('node-av/lib'), constants: await import('node-av/constants') }
  const { FFmpegError } = av.lib
  const input = new av.lib.FormatContext()
  FFmpegError.throwIfError(await input.openInput(source, null, null), 'open the film')
  try {
    FFmpegError.throwIfError(await input.findStreamInfo(null), 'read the film')
    const index = input.findBestStream(av.constants.AVMEDIA_TYPE_VIDEO)
    const stream = input.streams[index]
    if (stream === undefined) throw new Error('The demo film has no pictures.')
    await copyPackets(av, input, stream, target, { fromSeconds, toSeconds })
  } finally {
    await input.closeInput()
  }
}

async function copyPackets(
  { lib }: Av,
  input: FormatContext,
  stream: Stream,
  target: string,
  part: { fromSeconds: number; toSeconds: number },
): Promise<void> {
  const { FFmpegError } = lib
  const output = new lib.FormatContext()
  FFmpegError.throwIfError(output.allocOutputContext2(null, 'mp4', target), 'choose the container')
  const copy = output.newStream(null)
  FFmpegError.throwIfError(stream.codecpar.copy(copy.codecpar), 'copy the parameters')
  copy.codecpar.codecTag = 0
  copy.timeBase = stream.timeBase
  FFmpegError.throwIfError(await output.openOutput(), 'open the clip')
  FFmpegError.throwIfError(await output.writeHeader(null), 'begin the clip')
  const packet = new lib.Packet()
  packet.alloc()
  const { num, den } = stream.timeBase
  const ticks = (seconds: number) => BigInt(Math.round((seconds * den) / num))
  const [from, to] = [ticks(part.fromSeconds), ticks(part.toSeconds)]
  let isInside = false
  try {
    while ((await input.readFrame(packet)) >= 0) {
      if (packet.streamIndex === stream.index) {
        if (packet.isKeyframe) isInside = packet.pts >= from && packet.pts < to
        if (isInside && packet.pts >= from) {
          packet.pts -= from
          packet.dts -= from
          packet.streamIndex = copy.index
          packet.rescaleTs(stream.timeBase, copy.timeBase)
          FFmpegError.throwIfError(await output.interleavedWriteFrame(packet), 'write the clip')
        }
      }
      packet.unref()
    }
    FFmpegError.throwIfError(await output.writeTrailer(), 'end the clip')
  } finally {
    packet.free()
    await output.closeOutput()
    output.freeContext()
  }
}
