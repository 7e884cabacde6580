/** Which frames would a model see of this video, and why? `node sample-video.ts VIDEO` */
import { openDecoder, sampleFrames } from '@video2roleplay/sampler'

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Usage: node sample-video.ts VIDEO')

const decoder = await openDecoder()
const sample = await sampleFrames(path, { decoder })
console.log(`${sample.strategy}: ${sample.frames.length} frames, decoded by ${sample.decoder}`)
for (const { timestampSeconds, reason } of sample.frames)
  console.log(`${timestampSeconds.toFixed(3)} s  ${reason.text}`)
await decoder.close()
