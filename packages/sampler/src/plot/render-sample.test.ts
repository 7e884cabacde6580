import sharp from 'sharp'
import { expect, test } from 'vitest'
import { layoutSample } from './layout-sample.js'
import { palettes } from './palettes.js'
import { documentary, vlog } from './plot.test-support.js'
import { renderSampleSvg } from './render-sample.js'

// Ten seconds; each jump is a candidate: 2, 3, 5, 7, 8. Groups of two, one, one, one; 3 and 8 are merged or left out.
const film = documentary([10, 10, 40, 90, 92, 10, 11, 60, 100, 101], { merged: { 5: 2 }, leftOut: [8] })

/** librsvg reads with a real XML parser, and refuses what is not well-formed. */
async function draw(svg: string) {
  const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(y) * info.width + Math.floor(x)) * info.channels
    return [...data.subarray(start, start + 3)]
  }
  return { width: info.width, height: info.height, at }
}

const rgb = (hex: string) => [1, 3, 5].map((k) => Number.parseInt(hex.slice(k, k + 2), 16))
const distance = (a: number[], b: number[]) => Math.max(...a.map((value, k) => Math.abs(value - (b[k] as number))))

test('each chosen frame is one tick, at its share of the film’s length', () => {
  const svg = renderSampleSvg(vlog([0, 5, 10, 15], 20), { width: 448 })
  const ticks = [...svg.matchAll(/<line x1="([\d.]+)" x2="([\d.]+)" [^>]*data-frame="(\d+)"/g)]
  // 400 pixels between the margins of 34 and 14.
  expect(ticks.map(([, x1, x2, index]) => [Number(x1), Number(x2), Number(index)])).toEqual([
    [34, 34, 0],
    [134, 134, 1],
    [234, 234, 2],
    [334, 334, 3],
  ])
})

test('the tick is seen where it says it is, and nothing of its colour between two of them', async () => {
  const drawn = await draw(renderSampleSvg(vlog([5, 15], 20), { width: 448 }))
  const { framesBetween } = layoutSample(vlog([5, 15], 20), { width: 448, top: 44, left: 34, right: 14 })
  const y = (framesBetween.top + framesBetween.bottom) / 2 + 3
  expect(drawn.width).toBe(448)
  expect(distance(drawn.at(134, y), rgb(palettes.light.chosen))).toBeLessThan(90)
  expect(distance(drawn.at(234, y), rgb(palettes.light.ground))).toBe(0)
})

test('T lies where a difference of T would lie, and candidates are the seconds above it', () => {
  const { curve } = layoutSample(film, { width: 500 })
  const { threshold, points, top, bottom } = curve!
  expect(threshold!.value).toBe(5)
  for (const { y, isCandidate } of points) expect(y < threshold!.y).toBe(isCandidate)
  expect(points.filter(({ isCandidate }) => isCandidate).map(({ seconds }) => seconds)).toEqual([2, 3, 5, 7, 8])
  // The largest difference, 82, reaches the top; T = 5 lies at √(5/82) of the height.
  expect(Math.min(...points.map(({ y }) => y))).toBeCloseTo(top)
  expect((bottom - threshold!.y) / (bottom - top)).toBeCloseTo(Math.sqrt(5 / 82))
})

test('a representative is drawn as what became of it: taken, merged, or left out by the cap', () => {
  const { representatives, merges, bands } = layoutSample(film, { width: 500 })
  expect(representatives.map(({ seconds, fate }) => [seconds, fate])).toEqual([
    [2, 'chosen'],
    [5, 'merged'],
    [7, 'chosen'],
    [8, 'left out'],
  ])
  expect(merges).toMatchObject([{ fromX: 250, toX: 100, similarity: 0.97 }])
  expect(bands.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [2, 4],
    [4, 6],
    [6, 7.5],
    [7.5, 8],
  ])
})

test.each(['light', 'dark'] as const)('words of people cannot become markup in the %s picture', async (theme) => {
  const hostile = `</title><script>alert(1)</script> & "quotes" ' \u0000\u0008 \ud800 面 ]]>`
  const svg = renderSampleSvg(vlog([1], 2, hostile), { theme, title: hostile })
  for (const word of ['<script', '\u0000', '\u0008']) expect(svg).not.toContain(word)
  expect(svg).toContain('面')
  const drawn = await draw(svg)
  expect(drawn.at(2, 2)).toEqual(rgb(palettes[theme].ground))
})

test('a picture describes itself to those who do not see it', () => {
  const svg = renderSampleSvg(film, { title: 'A film' })
  expect(svg).toMatch(/role="img" aria-labelledby="title desc"/)
  expect(svg).toContain('<title id="title">A film</title>')
  expect(svg).toMatch(
    /<desc id="desc">2 frames of 00:10 · [^<]*Of 9 seconds 5 differ[^<]*T = 5\. 4 groups; 1 of their frames were merged, 1 left out\./,
  )
})

test('thumbnails are embedded, not linked, and do not overlap', async () => {
  const jpeg = await sharp({ create: { width: 16, height: 9, channels: 3, background: '#00ff00' } })
    .jpeg()
    .toBuffer()
  const sample = vlog([0, 1, 2, 10, 20, 39], 40)
  const svg = renderSampleSvg(sample, { width: 500, thumbnails: new Map(sample.frames.map((_, k) => [k, jpeg])) })
  const places = [...svg.matchAll(/<image x="([\d.]+)"/g)].map(([, x]) => Number(x))
  expect(places.length, 'pictures for 0, 20 and 39 s; those for 1, 2 and 10 s have no room').toBe(3)
  places.reduce((before, x) => (expect(x - before).toBeGreaterThanOrEqual(80), x))
  expect(svg).not.toMatch(/href="(?!data:image\/jpeg;base64,)/)
  const drawn = await draw(svg)
  expect(distance(drawn.at((places[0] as number) + 40, 44 + 23), [0, 255, 0])).toBeLessThan(12)
})

test('strategies of ours draw what they went by: stretches, relevance, faults, the widest gap', async () => {
  const sample = vlog([1, 5], 10)
  const svg = renderSampleSvg({
    ...sample,
    trace: {
      ...sample.trace,
      selection: 'shots',
      shots: [
        { startSeconds: 0, endSeconds: 3, frames: [1] },
        { startSeconds: 3, endSeconds: 10, frames: [5] },
      ],
      relevance: [
        { timestampSeconds: 0, relevance: 0.1 },
        { timestampSeconds: 5, relevance: 0.3 },
      ],
      faults: [{ timestampSeconds: 4, fault: 'black', replacedBySeconds: 5 }],
      gap: { askedSeconds: 6, widestSeconds: 5 },
    },
  })
  expect([...svg.matchAll(/data-band="shot"/g)].length).toBe(2)
  expect(svg).toContain('2 stretches of one look')
  expect(svg).toContain('<g id="relevance">')
  expect(svg).toContain('data-fault="black"')
  expect(svg).toContain('no stretch longer than 5.0 s')
  await draw(svg)
})
