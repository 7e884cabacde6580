import { expect, test } from 'vitest'
import { packetReader } from './packet-details.js'

/** H.264 units with four-byte lengths, as in MP4; each is given by its header byte. */
const avcc = (...units: number[]) => Buffer.concat(units.map((header) => Buffer.from([0, 0, 0, 2, header, 0])))
const configuration = Buffer.from([1, 0, 0, 0, 0xff])
const read = (codec: string, data: Buffer, extra?: Buffer) => packetReader(codec, extra)?.(data)

test('an H.264 frame that nothing refers to may be left out; one slice that is referred to keeps it', () => {
  const [slice, referenced, information] = [0x01, 0x61, 0x06]
  expect(read('h264', avcc(information, slice, slice), configuration)?.isDisposable).toBe(true)
  expect(read('h264', avcc(slice, referenced), configuration)?.isDisposable).toBe(false)
  expect(read('h264', avcc(information), configuration)?.isDisposable).toBe(false)
})

test('H.264 with start codes is read the same way', () => {
  expect(read('h264', Buffer.from([0, 0, 0, 1, 0x09, 0, 0, 0, 1, 0x01, 0]))?.isDisposable).toBe(true)
  expect(read('h264', Buffer.from([0, 0, 1, 0x65, 0]))?.isDisposable).toBe(false)
})

test('HEVC sub-layer non-reference frames may be left out, and say their layer', () => {
  const unit = (type: number, layer: number) => Buffer.from([0, 0, 1, type << 1, layer + 1, 0])
  expect(read('hevc', unit(0, 2))).toMatchObject({ isDisposable: true, layer: 2 })
  expect(read('hevc', unit(1, 0))?.isDisposable).toBe(false)
  expect(read('hevc', unit(19, 0))?.isDisposable).toBe(false)
})

test('a VP9 frame says whether it is shown; a superframe always shows one', () => {
  const [shown, hidden, showsEarlier] = [0b1000_0110, 0b1000_0100, 0b1000_1000]
  expect([shown, hidden, showsEarlier].map((first) => read('vp9', Buffer.from([first, 0]))?.isHidden)).toEqual([
    false,
    true,
    false,
  ])
  expect(read('vp9', Buffer.from([hidden, 0, 0xc1]))?.isHidden).toBe(false)
})

test('a VP8 frame says whether it is shown', () => {
  expect(read('vp8', Buffer.from([0x11]))?.isHidden).toBe(false)
  expect(read('vp8', Buffer.from([0x01]))?.isHidden).toBe(true)
})
