import { expect, test } from 'vitest'
import { calibrate } from './calibrate.js'
import { calibrateThresholds } from './calibrate-thresholds.js'
import { Calibration } from './calibration.js'
import { findElbow, splitInTwo } from './describe-distribution.js'
import { SamplerError } from './errors.js'
import { grey, paintedVideo } from './strategies/painted-video.test-support.js'

/** A minute with a cut of 60 every ten seconds and movement below 4 between. */
const minute = (name: string) => ({
  name,
  durationSeconds: 60,
  differences: Array.from({ length: 59 }, (_, i) => (i % 10 === 9 ? 60 : (i % 4) + 0.5)),
})

test('the elbow lies where large differences end and small ones begin', () => {
  expect(findElbow([100, 98, 96, 5, 4, 3, 2, 1])).toEqual({ position: 3, value: 5 })
  expect(findElbow([7, 7, 7, 7])).toBeUndefined()
})

test('T at the elbow makes candidates of the cuts and of nothing else', () => {
  const { threshold } = calibrate([minute('a'), minute('b')])
  const outcome = threshold?.outcomes.find((one) => one.threshold === threshold.suggested)
  expect(outcome).toMatchObject({ candidates: 10, perMinute: 5, perVideo: [5, 5] })
})

test('quantiles and the histogram count every difference', () => {
  const { threshold } = calibrate([minute('a')])
  const { distribution } = threshold as NonNullable<typeof threshold>
  expect(distribution.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(59)
  expect(distribution.quantiles.at(-1)).toEqual({ p: 1, value: 60 })
})

test('a collection that never changes keeps our default, and says that there is no elbow', () => {
  const { threshold } = calibrate([{ name: 'still', durationSeconds: 10, differences: [0, 0, 0, 0] }])
  expect(threshold?.suggested).toBe(5)
  expect(threshold?.because).toContain('no elbow')
})

test('τ parts the pairs that are alike from the others', () => {
  const { similarity } = calibrate([minute('a')], { similarities: [0.6, 0.62, 0.65, 0.97, 0.98] })
  expect(similarity?.suggested).toBe(0.81)
  expect(similarity?.outcomes.find(({ threshold }) => threshold === 0.81)).toMatchObject({ merged: 2, share: 0.4 })
  expect(splitInTwo([0.5, 0.5])).toBeUndefined()
})

test('no videos give no suggestion', () => {
  expect(calibrate([])).toEqual({ version: 1, videos: [], failures: [] })
})

test('a collection is looked at video by video; one that cannot be read is named, with the reason', async () => {
  const painted = paintedVideo({ seconds: 60, look: (t) => grey(20 + 50 * (Math.floor(t / 10) % 3)) })
  const decoder = {
    ...painted,
    probe: async (path: string) => {
      if (path.endsWith('broken.mp4')) throw new SamplerError('truncated')
      return painted.probe(path)
    },
  }
  const embedFrame = async ({ jpeg }: { jpeg: Uint8Array }) => Float32Array.of(jpeg[0] as number, 100)
  const calibration = await calibrateThresholds(['/x/film.mp4', '/x/broken.mp4'], { decoder, embedFrame })
  expect(calibration.videos).toEqual([{ name: 'film.mp4', durationSeconds: 60, differences: 59 }])
  expect(calibration.failures).toMatchObject([{ name: 'broken.mp4' }])
  expect(calibration.threshold?.outcomes.find(({ threshold }) => threshold === 40)?.candidates).toBe(5)
  expect(calibration.similarity?.distribution.count).toBe(4)
  expect(Calibration.parse(JSON.parse(JSON.stringify(calibration)))).toEqual(calibration)
})
