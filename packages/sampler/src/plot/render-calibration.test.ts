import sharp from 'sharp'
import { expect, test } from 'vitest'
import { calibrate } from '../calibrate.js'
import { ticks } from './panel.js'
import { renderCalibrationSvg } from './render-calibration.js'

/** Each minute has a cut of 60 every ten seconds and movement below 4 between. */
const film = {
  name: 'A <film> & more',
  durationSeconds: 60,
  differences: Array.from({ length: 59 }, (_, i) => (i % 10 === 9 ? 60 : (i % 4) + 0.5)),
}
const size = async (svg: string) => sharp(Buffer.from(svg)).metadata()

test('the histogram has a bar for every bin, and together they hold every difference', () => {
  const svg = renderCalibrationSvg(calibrate([film]))
  const bins = [...svg.matchAll(/data-bin="(\d+)"/g)].map(([, count]) => Number(count))
  expect(bins.length).toBe(32)
  expect(bins.reduce((sum, count) => sum + count, 0)).toBe(59)
})

test('both cuts are drawn where their value lies, the default beside the suggestion', () => {
  const calibration = calibrate([film])
  const { suggested } = calibration.threshold!
  expect(suggested).not.toBe(5)
  const svg = renderCalibrationSvg(calibration, { width: 324 })
  const cut = (words: string) => Number(new RegExp(`data-cut="${words}"><line x1="([\\d.]+)"`).exec(svg)![1])
  // One column of 300: less 44 and 10 for its axes, 246 pixels from the least difference, 0.5, to the largest, 60.
  const at = (value: number) => 12 + 44 + ((value - 0.5) / 59.5) * 246
  expect(cut('default')).toBeCloseTo(at(5), 1)
  expect(cut('suggested')).toBeCloseTo(at(suggested), 1)
})

test('similarities bring two more panels; a narrow picture stacks them', async () => {
  const both = calibrate([film], { similarities: [0.6, 0.62, 0.65, 0.97, 0.98] })
  const [alone, wide, narrow] = await Promise.all(
    [
      renderCalibrationSvg(calibrate([film])),
      renderCalibrationSvg(both),
      renderCalibrationSvg(both, { width: 360 }),
    ].map(size),
  )
  expect(alone!.width).toBe(960)
  expect(wide!.height).toBeGreaterThan(alone!.height!)
  expect(narrow!.height).toBeGreaterThan(wide!.height!)
})

test('nothing to calibrate is said in the picture', async () => {
  const svg = renderCalibrationSvg(calibrate([]), { theme: 'dark' })
  expect(svg).toContain('No second could be compared.')
  expect((await size(svg)).width).toBe(960)
})

test('ticks are round numbers inside the range', () => {
  expect(ticks(0, 59.5, 4)).toEqual([0, 20, 40])
  expect(ticks(0.6, 0.98, 5)).toEqual([0.6, 0.7, 0.8, 0.9])
})
