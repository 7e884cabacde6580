/** Deep and bright pictures as 8-bit sRGB: patches of known colour, from both decoders. */
import { describe, expect, test } from 'vitest'
import { hasFfmpeg } from '../backends.test-support.js'
import type { Frame, FrameDecoder } from '../decoder.js'
import { bothDecoders, coloursOf, differencesFromFullDecode } from './full-decode.test-support.js'

type Rgb = readonly [red: number, green: number, blue: number]

describe.skipIf(!hasFfmpeg)(`colours${hasFfmpeg ? '' : ' (not run: ffmpeg is not installed)'}`, () => {
  const { decoders, draw } = bothDecoders()

  /** Four patches side by side, by their 10-bit code values. */
  const patches = (values: readonly (readonly [y: number, cb: number, cr: number])[]) => {
    const plane = (k: 0 | 1 | 2, width: number) =>
      values.map((value, n) => `between(X\\,${n * width}\\,${(n + 1) * width - 1})*${value[k]}`).join('+')
    const planes = `geq=lum='${plane(0, 32)}':cb='${plane(1, 16)}':cr='${plane(2, 16)}'`
    return ['-f', 'lavfi', '-i', `color=s=128x64:r=5:d=1,format=yuv420p10le,${planes}`]
  }
  const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '4', '-pix_fmt', 'yuv420p10le']
  const tagged = (primaries: string, transfer: string, matrix: string) => [
    '-color_primaries',
    primaries,
    '-color_trc',
    transfer,
    '-colorspace',
    matrix,
    '-x265-params',
    `log-level=none:colorprim=${primaries}:transfer=${transfer}:colormatrix=${matrix}`,
  ]

  async function patchesOf(decoder: FrameDecoder, path: string): Promise<Rgb[]> {
    const [frame] = (await decoder.extractFrames(path, [0])).frames as [Frame]
    const bytes = await coloursOf(frame, 16, 8)
    // The middle of each patch.
    return [2, 6, 10, 14].map((x) => [...bytes.subarray((4 * 16 + x) * 3, (4 * 16 + x) * 3 + 3)] as unknown as Rgb)
  }

  test('ten bits become eight without a shift', async () => {
    // BT.709 code values of red, green, blue and a middle grey.
    const values = [
      [250, 409, 960],
      [691, 167, 105],
      [127, 960, 471],
      [504, 512, 512],
    ] as const
    const path = await draw('ten-bits.mp4', ...patches(values), ...hevc, ...tagged('bt709', 'bt709', 'bt709'))
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
    const want: Rgb[] = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [128, 128, 128],
    ]
    for (const decoder of decoders)
      for (const [k, colour] of (await patchesOf(decoder, path)).entries())
        for (const [channel, level] of colour.entries())
          expect(Math.abs(level - (want[k]?.[channel] as number))).toBeLessThanOrEqual(8)
  })

  test.each([
    // Code values of 0, 10, 203 and 1000 cd/m².
    ['PQ', 'smpte2084', [64, 328, 573, 723]],
    // Signals 0, 0.3, 0.75 (reference white) and 1.
    ['HLG', 'arib-std-b67', [64, 327, 721, 940]],
  ] as const)(
    'high dynamic range by %s keeps greys grey and in order, and reference white bright',
    async (_, trc, levels) => {
      const values = levels.map((level) => [level, 512, 512] as const)
      const path = await draw(`${trc}.mp4`, ...patches(values), ...hevc, ...tagged('bt2020', trc, 'bt2020nc'))
      const greys: number[][] = []
      for (const decoder of decoders) {
        expect((await decoder.probe(path)).isHdr).toBe(true)
        const found = await patchesOf(decoder, path)
        for (const [red, green, blue] of found)
          expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThanOrEqual(4)
        greys.push(found.map(([, green]) => green))
      }
      for (const [black, dark, white, bright] of greys as [number, number, number, number][]) {
        expect(black).toBeLessThan(6)
        expect(dark).toBeGreaterThan(black + 20)
        expect(white).toBeGreaterThan(150)
        expect(bright).toBeGreaterThan(white)
      }
      const [libav, ffmpeg] = greys as [number[], number[]]
      for (const [k, level] of libav.entries()) expect(Math.abs(level - (ffmpeg[k] as number))).toBeLessThanOrEqual(4)
    },
  )

  test('the wide primaries of BT.2020 end as the colours they name', async () => {
    // Red, green and blue of BT.2020 at 100 cd/m² in PQ, and white: R'G'B' of 0.508 or 0 through its own matrix.
    const code = (r: number, g: number, b: number) => {
      const y = 0.2627 * r + 0.678 * g + 0.0593 * b
      return [64 + 876 * y, 512 + (896 * (b - y)) / 1.8814, 512 + (896 * (r - y)) / 1.4746].map(Math.round) as never
    }
    const values = [code(0.508, 0, 0), code(0, 0.508, 0), code(0, 0, 0.508), code(0.508, 0.508, 0.508)]
    const path = await draw('wide.mp4', ...patches(values), ...hevc, ...tagged('bt2020', 'smpte2084', 'bt2020nc'))
    for (const decoder of decoders) {
      const found = await patchesOf(decoder, path)
      for (const k of [0, 1, 2]) {
        const levels = [...(found[k] as Rgb)]
        const [named] = levels.splice(k, 1)
        expect(named).toBeGreaterThan(3 * Math.max(...levels))
      }
      const [red, green, blue] = found[3] as Rgb
      expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThanOrEqual(4)
    }
  })
})
