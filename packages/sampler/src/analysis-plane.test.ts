import { expect, test } from 'vitest'
import { analysisPlane, areaAverage, lumaBits } from './analysis-plane.js'
import { ANALYSIS_HEIGHT, ANALYSIS_WIDTH } from './paper.js'

const upright = { rotation: 0, isMirrored: false }

/** A plane whose pixel at (x, y) is `level(x, y)`, full range unless said otherwise. */
function plane(width: number, height: number, level: (x: number, y: number) => number, isFullRange = true) {
  const bytes = Uint8Array.from({ length: width * height }, (_, k) => level(k % width, Math.floor(k / width)))
  return { bytes, stride: width, width, height, bits: 8, isFullRange }
}

test('each cell is the mean of the area it covers, to the nearest level', () => {
  expect([
    ...areaAverage(
      plane(4, 2, (x) => x),
      2,
      1,
    ),
  ]).toEqual([1, 3])
})

test('a pixel on the border of two cells counts in each by its part', () => {
  // Three pixels in two cells: the middle one is shared half and half: (0 + 45) / 1.5 and (45 + 30) / 1.5.
  expect([
    ...areaAverage(
      plane(3, 1, (x) => [0, 90, 30][x] as number),
      2,
      1,
    ),
  ]).toEqual([30, 50])
})

test('a picture smaller than the plane is spread over it', () => {
  expect([
    ...areaAverage(
      plane(2, 1, (x) => x * 100),
      4,
      1,
    ),
  ]).toEqual([0, 0, 100, 100])
})

test('limited-range luma is stretched to the full range, and cut off outside it', () => {
  const levels = [
    ...areaAverage(
      plane(4, 1, (x) => [4, 16, 126, 250][x] as number, false),
      4,
      1,
    ),
  ]
  expect(levels).toEqual([0, 0, 128, 255])
})

test('ten-bit luma gives the same levels as the eight-bit luma it stands for', () => {
  const bytes = new Uint8Array(Uint16Array.from([64, 504, 940]).buffer)
  const deep = { bytes, stride: 6, width: 3, height: 1, bits: 10, isFullRange: false }
  expect([...areaAverage(deep, 3, 1)]).toEqual([
    ...areaAverage(
      plane(3, 1, (x) => [16, 126, 235][x] as number, false),
      3,
      1,
    ),
  ])
})

test.each([
  [0, false, 'top left'],
  [90, false, 'bottom left'],
  [180, false, 'bottom right'],
  [270, false, 'top right'],
  [0, true, 'top right'],
])('a mark at the top left, turned by %s° (mirrored: %s), is found at the %s', (rotation, isMirrored, where) => {
  const marked = plane(320, 180, (x, y) => (x < 40 && y < 40 ? 255 : 0))
  const turned = analysisPlane(marked, { rotation, isMirrored })
  const at = (x: number, y: number) => turned[y * ANALYSIS_WIDTH + x]
  const corners = {
    'top left': at(1, 1),
    'top right': at(ANALYSIS_WIDTH - 2, 1),
    'bottom left': at(1, ANALYSIS_HEIGHT - 2),
    'bottom right': at(ANALYSIS_WIDTH - 2, ANALYSIS_HEIGHT - 2),
  }
  expect(Object.entries(corners).flatMap(([corner, level]) => (level === 255 ? [corner] : []))).toEqual([where])
})

test('rows may be longer than the picture', () => {
  const padded = { ...plane(4, 2, (x) => (x < 2 ? 10 : 99)), width: 2 }
  expect([...areaAverage(padded, 1, 1)]).toEqual([10])
})

test('luma is taken as it lies where it lies alone', () => {
  expect(['yuv420p', 'yuvj422p', 'yuva420p', 'gray', 'nv12'].map(lumaBits)).toEqual([8, 8, 8, 8, 8])
  expect(['yuv420p10le', 'yuv444p12le', 'gray10le'].map(lumaBits)).toEqual([10, 12, 10])
  expect(['rgb24', 'gbrp', 'yuyv422', 'pal8', 'p010le', 'yuv420p10be'].map(lumaBits)).toEqual(Array(6).fill(undefined))
})

test('rotated stills of one brightness stay of one brightness', () => {
  expect(
    new Set(
      analysisPlane(
        plane(33, 17, () => 77),
        { ...upright, rotation: 90 },
      ),
    ),
  ).toEqual(new Set([77]))
})
