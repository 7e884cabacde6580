/**
 * The decoder's own process. It has no environment to speak of, no network, no view of the file system beyond its own code and
 * one input file where a sandbox is there; what it says is checked by its parent. Started by path, never imported.
 *
 * Arguments: the addresses of node-av's two modules. Requests come as JSON lines on stdin, one at a time. Decoding is
 * done by threads; what happens here never blocks, so that the parent always hears from us.
 */
import { createInterface } from 'node:readline'
import { isSamplerErrorCode } from './errors.js'
import { packetsCounted } from './libav/activity.js'
import { extractAll } from './libav/extract-all.js'
import { extractAt } from './libav/extract-at.js'
import type { Extractor } from './libav/extractor.js'
import type { OpenJob } from './libav/open-job.js'
import type { DecoderAnswer, DecoderRequest, ExtractionResult } from './libav/protocol.js'
import { ThreadTeam } from './libav/thread-team.js'
import { encodeMessage } from './libav/wire.js'

const HEARTBEAT_MILLISECONDS = 2000

const [libUrl, constantsUrl] = process.argv.slice(2) as [string, string]
const team = new ThreadTeam({ program: new URL('libav-thread.js', import.meta.url), libUrl, constantsUrl })
const { version, canToneMap } = await team.introduction

await say({ type: 'ready', version, canToneMap })
let open: { identity: string; job: OpenJob } | undefined
for await (const line of createInterface({ input: process.stdin })) await answer(JSON.parse(line) as DecoderRequest)
// The parent is gone, or done with us.
process.exit(0)

async function answer(request: DecoderRequest): Promise<void> {
  const { id } = request
  let seen = packetsCounted()
  const heartbeat = setInterval(() => {
    if (packetsCounted() !== seen) void say({ type: 'alive', id })
    seen = packetsCounted()
  }, HEARTBEAT_MILLISECONDS)
  try {
    const job = await jobFor(request)
    if (request.task === 'probe') await say({ type: 'probed', id, video: job.video })
    else await say({ type: 'done', id, result: await extract(request, job) })
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string }
    await say({
      type: 'failed',
      id,
      code: isSamplerErrorCode(code) ? code : 'decoder-crashed',
      ...(message ? { message } : {}),
    })
  } finally {
    clearInterval(heartbeat)
  }
}

/** The packet index of the last file is kept; the file is opened anew each time. */
async function jobFor({ file, family, limits, identity, cores }: DecoderRequest): Promise<OpenJob> {
  const source = { file, family, limits }
  if (open?.identity !== identity) {
    open = undefined
    const [job] = await team.run('open', [{ source, cores }], async () => undefined)
    if (job === undefined) throw new Error('a task has a result')
    open = { identity, job }
  }
  open.job.source = source
  return open.job
}

function extract(request: Exclude<DecoderRequest, { task: 'probe' }>, job: OpenJob): Promise<ExtractionResult> {
  const { id, cores } = request
  const extractor: Extractor = {
    team,
    job,
    cores,
    isInOrder: request.task !== 'thumbnails' && request.isInOrder,
    picture:
      request.task === 'thumbnails'
        ? { kind: 'thumbnail' }
        : { kind: 'jpeg', maxWidth: request.maxWidth, quality: request.quality },
    onPicture: ({ pts, width, height, bytes }) =>
      say({ type: 'picture', id, pts, timestampSeconds: secondsOf(job, pts), width, height }, bytes),
  }
  if (request.task === 'all-pictures') return extractAll(extractor, request.maxFrames)
  return extractAt(extractor, request.timestamps)
}

function secondsOf({ timeline }: OpenJob, pts: number): number {
  return ((pts - (timeline.pts[0] as number)) * timeline.timeBase.num) / timeline.timeBase.den
}

/** Waits until the bytes are on their way, so that pictures never pile up here. */
async function say(message: DecoderAnswer, payload?: Uint8Array): Promise<void> {
  const header = encodeMessage(message, payload?.length ?? 0)
  await new Promise<void>((resolve, reject) => {
    const sent = (error?: Error | null) => (error ? reject(error) : resolve())
    if (payload === undefined) process.stdout.write(header, sent)
    else {
      process.stdout.write(header)
      process.stdout.write(payload, sent)
    }
  })
}
