/**
 * The decoder's own process. It has no environment, no network, no view of the file system beyond its own code and
 * one input file where a sandbox is there; what it says is checked by its parent. Started by path, never imported.
 *
 * Arguments: the addresses of node-av's two modules. Requests come as JSON lines on stdin, one at a time.
 */
import { createInterface } from 'node:readline'
import { isSamplerErrorCode } from './errors.js'
import { extractAll } from './libav/extract-all.js'
import { extractAt } from './libav/extract-at.js'
import type { Emit } from './libav/extraction.js'
import { activity } from './libav/frame-source.js'
import type { Libav } from './libav/libav-module.js'
import type { OpenJob } from './libav/open-job.js'
import { openJob } from './libav/open-job.js'
import type { DecoderAnswer, DecoderRequest, ExtractionResult } from './libav/protocol.js'
import { PictureMaker } from './libav/picture-maker.js'
import { ThumbnailMaker } from './libav/thumbnail-maker.js'
import { encodeMessage } from './libav/wire.js'
import { displaySize, fitWidth, pictureFilter } from './picture-filter.js'

const HEARTBEAT_MILLISECONDS = 2000

const [libUrl, constantsUrl] = process.argv.slice(2) as [string, string]
const av = { lib: await import(libUrl), constants: await import(constantsUrl) } as Libav
av.lib.Log.setLevel(av.constants.AV_LOG_FATAL)
const canToneMap = av.lib.Filter.getByName('zscale') !== null && av.lib.Filter.getByName('tonemap') !== null

await say({ type: 'ready', version: av.lib.getFFmpegInfo().version, canToneMap })
let open: { identity: string; job: OpenJob } | undefined
for await (const line of createInterface({ input: process.stdin })) await answer(JSON.parse(line) as DecoderRequest)
// The parent is gone, or done with us.
process.exit(0)

async function answer(request: DecoderRequest): Promise<void> {
  const { id } = request
  let seen = activity.packets
  // Between two pictures there may be thousands of packets: as long as they pass, the parent is told.
  const heartbeat = setInterval(() => {
    if (activity.packets !== seen) void say({ type: 'alive', id })
    seen = activity.packets
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
async function jobFor(request: DecoderRequest): Promise<OpenJob> {
  const source = { file: request.file, family: request.family, limits: request.limits }
  if (open?.identity !== request.identity)
    open = { identity: request.identity, job: await openJob(av, source, request.cores) }
  open.job.source = source
  return open.job
}

function extract(request: Exclude<DecoderRequest, { task: 'probe' }>, job: OpenJob): Promise<ExtractionResult> {
  const emit: Emit = ({ pts, width, height, pixels }) =>
    say({ type: 'picture', id: request.id, pts, timestampSeconds: secondsOf(job, pts), width, height }, pixels)
  const { cores } = request
  if (request.task === 'thumbnails')
    return extractAt({ av, job, cores, emit, openMaker: () => new ThumbnailMaker(av, job.shape) }, request.timestamps)
  const chain = pictureFilter(job.shape, fitWidth(displaySize(job.shape), request.maxWidth), canToneMap)
  const extractor = { av, job, cores, emit, openMaker: () => new PictureMaker(av, chain, job.shape.isInterlaced) }
  if (request.task === 'pictures') return extractAt(extractor, request.timestamps)
  return extractAll(extractor, request.maxFrames)
}

function secondsOf({ timeline }: OpenJob, pts: number): number {
  return ((pts - (timeline.pts[0] as number)) * timeline.timeBase.num) / timeline.timeBase.den
}

/** Waits until the bytes are on their way, so that pictures never pile up here. */
async function say(message: DecoderAnswer, payload?: Buffer): Promise<void> {
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
