/**
 * Videos as small grey pictures, drawn from waves and discs: scenes that stand still with a hand moving in them, pans,
 * cuts and zooms; and copies of videos with the changes that a second upload brings.
 */
import type { Dice } from './dice.ts'
import { drawDescription } from './draw-texts.ts'
import type { Half, LabelledClip, LabelledVideos } from './labelled.ts'

export const side = 36
type Picture = Float64Array

/** A background that is the same every time it is looked at, from any offset. */
interface Scene {
  waves: { along: number; across: number; phase: number; strength: number }[]
  discs: { x: number; y: number; radius: number; brightness: number }[]
  brightness: number
}

function drawScene(dice: Dice): Scene {
  return {
    brightness: dice.between(60, 180),
    waves: Array.from({ length: 4 }, () => ({
      along: dice.next() * 8 - 4,
      across: dice.next() * 8 - 4,
      phase: dice.next() * 6.28,
      strength: dice.between(8, 30),
    })),
    discs: Array.from({ length: dice.between(2, 6) }, () => ({
      x: dice.next(),
      y: dice.next(),
      radius: 0.05 + dice.next() * 0.2,
      brightness: dice.between(-90, 90),
    })),
  }
}

interface View {
  x?: number
  y?: number
  zoom?: number
  /** A hand, or whatever moves in front. */
  mover?: { x: number; y: number; radius: number; brightness: number }
}

function look({ waves, discs, brightness }: Scene, { x = 0, y = 0, zoom = 1, mover }: View): Picture {
  const picture = new Float64Array(side * side)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [u, v] = [x + column / side / zoom, y + row / side / zoom]
      let value = brightness
      for (const { along, across, phase, strength } of waves)
        value += strength * Math.sin(along * u + across * v + phase)
      for (const disc of discs) if ((u - disc.x) ** 2 + (v - disc.y) ** 2 < disc.radius ** 2) value += disc.brightness
      if (mover && (column / side - mover.x) ** 2 + (row / side - mover.y) ** 2 < mover.radius ** 2)
        value = mover.brightness
      picture[row * side + column] = value
    }
  }
  return picture
}

function develop(picture: Picture, dice: Dice, { noise = 2, gain = 1, lift = 0 } = {}): Uint8Array {
  return Uint8Array.from(picture, (value) =>
    Math.max(0, Math.min(255, Math.round(value * gain + lift + (dice.next() - 0.5) * 2 * noise))),
  )
}

const framesPerClip = 32

export function drawClips(dice: Dice, half: Half): LabelledClip[] {
  const noise = half === 'tuning' ? 3 : 4
  const clip = (kind: string, isBad: boolean, view: (at: number) => [Scene, View], flicker = 0): LabelledClip => ({
    kind,
    isBad,
    thumbnails: Array.from({ length: framesPerClip }, (_, at) => {
      const [scene, one] = view(at)
      return develop(look(scene, one), dice, { noise, lift: flicker * (dice.next() - 0.5) })
    }),
  })
  return Array.from({ length: 30 }, () => {
    const scenes = Array.from({ length: 4 }, () => drawScene(dice))
    const [scene] = scenes as [Scene]
    const hand = (radius: number) => ({ x: dice.next(), y: 0.5 + dice.next() * 0.5, radius, brightness: 200 })
    const speed = 0.5 + dice.next() * 2
    return [
      clip('a picture that stands', true, () => [scene, {}]),
      clip('an unboxing: hands before a table', true, () => [scene, { mover: hand(0.08) }]),
      clip('a talking head', true, (at) => [
        scene,
        { mover: { x: 0.5, y: 0.6 + 0.01 * (at % 2), radius: 0.15, brightness: 150 } },
      ]),
      clip('a lamp that flickers', true, () => [scene, {}], 8),
      clip('one cut away and back', true, (at) => [at === 9 ? scenes[1]! : scene, {}]),
      clip('a pan', false, (at) => [scene, { x: (speed * at) / framesPerClip }]),
      clip('a slow pan', false, (at) => [scene, { x: (0.6 * at) / framesPerClip, y: (0.3 * at) / framesPerClip }]),
      clip('a zoom', false, (at) => [scene, { zoom: 1 + (2 * at) / framesPerClip }]),
      clip('cuts', false, (at) => [scenes[at % 4]!, {}]),
      clip('half a minute each of two scenes', false, (at) => [scenes[at < framesPerClip / 2 ? 0 : 1]!, {}]),
      clip('somebody who fills half the picture and moves', false, () => [scene, { mover: hand(0.4) }]),
      clip('stands, then moves', false, (at) => [scene, { x: at < 22 ? 0 : (at - 22) / 6 }]),
    ]
  }).flat()
}

/** A film: several scenes, with the camera moving in each. */
function drawFilm(dice: Dice, scenes: Scene[]): Picture[] {
  return Array.from({ length: framesPerClip }, (_, at) => {
    const part = Math.min(scenes.length - 1, Math.floor((at / framesPerClip) * scenes.length))
    return look(scenes[part]!, { x: 0.4 * dice.next(), y: 0.2 * dice.next() })
  })
}

export function drawVideos(dice: Dice, half: Half, count = 60): LabelledVideos {
  const videos: LabelledVideos['videos'] = []
  const duplicates: LabelledVideos['duplicates'] = []
  const add = (id: string, pictures: Uint8Array[], caption: string): void => void videos.push({ id, pictures, caption })
  for (let at = 0; at < count; at++) {
    const scenes = Array.from({ length: dice.between(3, 6) }, () => drawScene(dice))
    const film = drawFilm(dice, scenes)
    const caption = [1, 2, 3].map(() => drawDescription(dice, half, 'en')).join(' ')
    add(
      `v${at}`,
      film.map((one) => develop(one, dice)),
      caption,
    )
    const [kind, change] = dice.pick(uploads)
    if (dice.next() < 0.6) {
      add(
        `v${at}-${kind}`,
        change(film, dice),
        `${caption.slice(0, caption.length * 0.9)} ${drawDescription(dice, half, 'en', 1)}`,
      )
      duplicates.push([`v${at}`, `v${at}-${kind}`])
    }
    // Another film of the same person: one room is the same, and the same title card stands in front.
    if (dice.next() < 0.4) {
      const others = Array.from({ length: scenes.length }, () => drawScene(dice))
      const sibling = drawFilm(dice, [scenes[0]!, ...others, ...others])
      add(
        `v${at}-sibling`,
        sibling.map((one) => develop(one, dice)),
        [1, 2, 3].map(() => drawDescription(dice, half, 'en')).join(' '),
      )
    }
  }
  return { videos, duplicates }
}

type Upload = (film: Picture[], dice: Dice) => Uint8Array[]

const uploads: [kind: string, change: Upload][] = [
  ['encoded-again', (film, dice) => film.map((one) => develop(one, dice, { noise: 5 }))],
  ['brighter', (film, dice) => film.map((one) => develop(one, dice, { gain: 1.12, lift: 10 }))],
  ['darker', (film, dice) => film.map((one) => develop(one, dice, { gain: 0.85, lift: -6 }))],
  ['shortened', (film, dice) => film.slice(4, -6).map((one) => develop(one, dice))],
  ['with-a-logo', (film, dice) => film.map((one) => develop(withLogo(one), dice))],
  ['with-bars', (film, dice) => film.map((one) => develop(withBars(one), dice, { noise: 3 }))],
  ['cropped', (film, dice) => film.map((one) => develop(cropped(one), dice))],
  ['mirrored', (film, dice) => film.map((one) => develop(mirrored(one), dice))],
  ['extract', (film, dice) => film.slice(0, 12).map((one) => develop(one, dice))],
]

function withLogo(picture: Picture): Picture {
  const copy = picture.slice()
  for (let row = 1; row < 6; row++) copy.fill(250, row * side + side - 8, row * side + side - 1)
  return copy
}

/** A tenth less on every side. */
function cropped(picture: Picture): Picture {
  return picture.map((_, at) => {
    const [row, column] = [Math.floor(at / side), at % side]
    return picture[Math.round(side * 0.1 + row * 0.8) * side + Math.round(side * 0.1 + column * 0.8)]!
  })
}

function mirrored(picture: Picture): Picture {
  return picture.map((_, at) => picture[at - (at % side) + side - 1 - (at % side)]!)
}

function withBars(picture: Picture): Picture {
  const copy = picture.slice()
  copy.fill(0, 0, 2 * side)
  copy.fill(0, (side - 2) * side)
  return copy
}

/** As the hash wants it: the mean of each place. */
export function shrink(picture: Uint8Array, to: number): Uint8Array {
  const step = side / to
  return Uint8Array.from({ length: to * to }, (_, at) => {
    const [row, column] = [Math.floor(at / to) * step, (at % to) * step]
    let sum = 0
    for (let y = 0; y < step; y++) for (let x = 0; x < step; x++) sum += picture[(row + y) * side + column + x]!
    return Math.round(sum / (step * step))
  })
}
