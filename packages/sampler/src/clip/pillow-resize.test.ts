import { describe, expect, test } from 'vitest'
import { golden } from './golden.test-support.js'
import { resizeAndCrop } from './pillow-resize.js'

const names = { 1: 'lanczos', 2: 'bilinear', 3: 'bicubic' } as const
const picture = (width: number, height: number) => ({
  data: Uint8Array.from({ length: width * height * 3 }, (_, k) => (k * k * 31 + k * 17 + (k >> 4)) % 256),
  width,
  height,
})

describe('the resize before CLIP', () => {
  test.each(golden.resized)('is that of Pillow, byte for byte: $from to $to, filter $resample', (made) => {
    const [width, height] = made.to
    const whole = { left: 0, top: 0, width, height }
    const image = picture(...made.from)
    const { data } = resizeAndCrop(image, { width, height }, whole, names[made.resample])
    expect(Buffer.from(data).toString('base64')).toBe(made.rgb)
  })

  test('computes only what the crop keeps, and that is the same as cropping later', () => {
    const image = picture(61, 47)
    const size = { width: 20, height: 16 }
    const whole = resizeAndCrop(image, size, { left: 0, top: 0, ...size }, 'bicubic')
    const part = resizeAndCrop(image, size, { left: 5, top: 4, width: 9, height: 7 }, 'bicubic')
    for (let y = 0; y < 7; y++) {
      const from = ((y + 4) * 20 + 5) * 3
      expect(part.data.subarray(y * 27, (y + 1) * 27)).toEqual(whole.data.subarray(from, from + 27))
    }
  })
})
