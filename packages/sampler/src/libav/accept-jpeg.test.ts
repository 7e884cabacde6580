import sharp from 'sharp'
import { expect, test } from 'vitest'
import { checkJpeg } from './accept-jpeg.js'

const jpeg = (options = {}) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#a52' } })
    .jpeg(options)
    .toBuffer()

test('a picture of the size that was announced is taken', async () => {
  const picture = await jpeg()
  expect(() => checkJpeg(picture, 40, 30)).not.toThrow()
})

test.each([
  ['a picture of another size', async () => jpeg(), 41],
  ['a picture with something after its end', async () => Buffer.concat([await jpeg(), Buffer.from('<script>')]), 40],
  [
    'a picture with something after its end that ends like a picture',
    async () => Buffer.concat([await jpeg(), Buffer.from('<script>'), Buffer.from([0xff, 0xd9])]),
    40,
  ],
  ['a picture that breaks off', async () => (await jpeg()).subarray(0, -9), 40],
  ['a picture in several passes', async () => jpeg({ progressive: true }), 40],
  [
    'a picture with a colour profile in it',
    async () =>
      sharp(await jpeg())
        .withIccProfile('p3')
        .toBuffer(),
    40,
  ],
  [
    'another kind of picture',
    async () =>
      sharp(await jpeg())
        .png()
        .toBuffer(),
    40,
  ],
  ['nothing', async () => Buffer.alloc(0), 40],
])('%s is refused', async (_, make, width) => {
  const bytes = await make()
  expect(() => checkJpeg(bytes, width, 30)).toThrow(expect.objectContaining({ code: 'decoder-crashed' }))
})
