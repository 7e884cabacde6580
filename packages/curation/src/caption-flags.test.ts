import { expect, test } from 'vitest'
import { captionFlags } from './caption-flags.js'

const grey = (brightness: number): Uint8Array => new Uint8Array(4).fill(brightness)

test('every bad case of a caption is found where it is', () => {
  const flags = captionFlags(
    {
      summary: 'She opens a box. '.repeat(40),
      frameDescriptions: [
        { index: 0, text: 'A woman in a yellow coat opens a wide wooden box on the table.' },
        { index: 1, text: 'A woman in a yellow coat opens a wide wooden box on the table.' },
        { index: 2, text: '' },
        { index: 3, text: 'She lifts the lid and looks into the' },
        { index: 4, text: "I'm sorry, but I can't describe this." },
      ],
    },
    { thumbnails: [grey(9), grey(9), grey(9)] },
  )
  expect(flags.map((flag) => [flag.target, flag.code])).toEqual([
    [3, 'unterminated'],
    [4, 'refusal'],
    [1, 'near-duplicate'],
    ['summary', 'repetition'],
    ['video', 'static-scene'],
  ])
})

test('a good caption has none', () => {
  const frameDescriptions = [
    { index: 0, text: 'A woman waits at the tram stop.' },
    { index: 1, text: 'She bites into a steamed bun and laughs.' },
  ]
  expect(captionFlags({ summary: 'A woman waits and eats.', frameDescriptions })).toEqual([])
})
