import { expect, test } from 'vitest'
import { displaySize, fitWidth, type PictureShape } from './picture-filter.js'

const shape: PictureShape = {
  width: 640,
  height: 360,
  sar: { num: 1, den: 1 },
  rotation: 0,
  isMirrored: false,
  isInterlaced: false,
  isHdr: false,
}

test('oblong pixels are stretched, never squeezed', () => {
  expect(displaySize({ ...shape, sar: { num: 2, den: 1 } })).toEqual({ width: 1280, height: 360 })
  expect(displaySize({ ...shape, sar: { num: 1, den: 2 } })).toEqual({ width: 640, height: 720 })
})

test('a picture turned by a quarter is as wide as it was high, after its pixels are made square', () => {
  expect(displaySize({ ...shape, rotation: 90, sar: { num: 2, den: 1 } })).toEqual({ width: 360, height: 1280 })
})

test('wide pictures are brought to the widest allowed, others stay as they are', () => {
  expect(fitWidth({ width: 3840, height: 2160 }, 1280)).toEqual({ width: 1280, height: 720 })
  expect(fitWidth({ width: 1080, height: 1920 }, 1280)).toEqual({ width: 1080, height: 1920 })
})
