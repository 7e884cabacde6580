/** Runs the decoder from the built package: build before testing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { drawClip } from '../draw-clip.js'
import { openLibav } from '../libav.js'

const folder = mkdtempSync(join(tmpdir(), 'frame-source-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TS_PACKET_BYTES = 188
const videoStart = Buffer.from([0, 0, 1, 0xe0])

/** A transport stream tells of a picture when it is shown in the header before it: here one header loses that. */
function forgetTimes(stream: Buffer, picture: number): Buffer {
  const copy = Buffer.from(stream)
  let seen = 0
  for (let at = 0; at < copy.length; at += TS_PACKET_BYTES) {
    const header = copy.subarray(at, at + TS_PACKET_BYTES).indexOf(videoStart)
    if (header < 0 || seen++ !== picture) continue
    const flags = at + header + 7
    copy[flags] = (copy[flags] as number) & 0x3f
    return copy
  }
  throw new Error(`the stream has only ${seen} pictures`)
}

test('a picture whose instant is damaged is reached by reading on, not by seeking to nowhere', async () => {
  const [whole, damaged] = [join(folder, 'whole.ts'), join(folder, 'damaged.ts')]
  await drawClip(whole, { seconds: 2, bframes: 2, gop: 10 })
  writeFileSync(damaged, forgetTimes(readFileSync(whole), 0))
  const decoder = await openLibav({ workDir: folder })
  try {
    // The first keyframe cannot be placed in time: it takes a second attempt from the start to see a picture.
    expect(await decoder.probe(damaged)).toMatchObject({ width: 160, height: 90 })
    const { frames } = await decoder.extractFrames(damaged, [0.5, 1])
    expect(frames).toHaveLength(2)
  } finally {
    await decoder.close()
  }
})
