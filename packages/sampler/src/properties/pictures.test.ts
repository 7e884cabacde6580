/** What a frame looks like: upright, with square pixels, whole at any size. Both decoders against a full decode. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { hasFfmpeg } from '../backends.test-support.js'
import type { Frame } from '../decoder.js'
import { bothDecoders, differencesFromFullDecode, moving, x264 } from './full-decode.test-support.js'

describe.skipIf(!hasFfmpeg)(`pictures${hasFfmpeg ? '' : ' (not run: ffmpeg is not installed)'}`, () => {
  const { decoders, draw } = bothDecoders()

  test.each([
    [90, 64, 96],
    [180, 96, 64],
    [270, 64, 96],
  ])('a picture to be turned by %i degrees is upright', async (degrees, width, height) => {
    const flat = await draw('flat.mp4', ...moving, ...x264)
    const path = await draw(`turned-${degrees}.mp4`, '-i', flat, '-c', 'copy', '-metadata:s:v', `rotate=${degrees}`)
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
    for (const decoder of decoders) expect(await decoder.probe(path)).toMatchObject({ width, height })
  })

  test.each([
    ['4/3', 128, 64],
    ['1/2', 96, 128],
  ])('oblong pixels of %s become square', async (ratio, width, height) => {
    const path = await draw(`sar-${width}.mp4`, ...moving, '-vf', `setsar=${ratio}`, ...x264)
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
    for (const decoder of decoders) expect(await decoder.probe(path)).toMatchObject({ width, height })
  })

  test('odd sizes lose no row and no column', async () => {
    const odd = '-f lavfi -i testsrc=s=97x65:r=12:d=1 -pix_fmt yuv420p -c:v libvpx-vp9 -deadline realtime -cpu-used 8'
    const path = await draw('odd.webm', ...odd.split(' '))
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
    for (const decoder of decoders) expect(await decoder.probe(path)).toMatchObject({ width: 97, height: 65 })
  })

  test.each([
    ['ProRes 4444', 'alpha.mov', '-pix_fmt yuva444p10le -c:v prores_ks -profile:v 4444'],
    ['VP9', 'alpha.webm', '-pix_fmt yuva420p -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -auto-alt-ref 0'],
  ])('transparency of %s shows the colours that are there', async (_, name, words) => {
    const path = await draw(name, '-f', 'lavfi', '-i', 'testsrc2=s=96x64:r=6:d=1:alpha=200', ...words.split(' '))
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
  })

  test('of interlaced pictures the comb is gone', async () => {
    const fields = '-f lavfi -i testsrc2=s=96x64:r=24:d=2 -vf tinterlace=interleave_top,fieldorder=tff -pix_fmt yuv420p'
    const coded = [...x264, '-crf', '10', '-flags', '+ilme+ildct', '-x264-params', 'tff=1']
    const path = await draw('fields.mp4', ...fields.split(' '), ...coded)
    const raw = await draw('fields.png', '-i', path, '-vf', 'select=eq(n\\,8)', '-frames:v', '1')
    const combed = await combing(await sharp(raw).toBuffer())
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
    for (const decoder of decoders) {
      expect((await decoder.probe(path)).isInterlaced).toBe(true)
      const frame = (await decoder.extractAllFrames(path)).frames[8] as Frame
      expect(await combing(Buffer.from(frame.jpeg))).toBeLessThan(combed * 0.75)
    }
  })
})

/** How much a row differs from its neighbours more than from the row after next. */
async function combing(picture: Buffer): Promise<number> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] as number
  let sum = 0
  for (let y = 0; y + 2 < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      const [a, b, c] = [at(x, y), at(x, y + 1), at(x, y + 2)] as const
      sum += Math.max(0, Math.abs(a - b) + Math.abs(b - c) - 2 * Math.abs(a - c))
    }
  return sum / (info.width * info.height)
}
