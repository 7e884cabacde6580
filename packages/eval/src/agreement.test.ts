import { expect, test } from 'vitest'
import { blandAltman, fleissKappa, intraclassCorrelation, krippendorffAlpha } from './agreement.js'

/** Shrout and Fleiss 1979, Table 2: six targets, four judges. */
const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
]
const valueOf = (result: ReturnType<typeof intraclassCorrelation>) =>
  result.status === 'defined' ? result.value : result.reason

test('Shrout and Fleiss print ICC(2,1) = 0.29 and ICC(2,4) = 0.62', () => {
  expect(valueOf(intraclassCorrelation(shroutFleiss, 'single'))).toBeCloseTo(0.2897637795275592, 12)
  expect(valueOf(intraclassCorrelation(shroutFleiss, 'average'))).toBeCloseTo(0.6200505475989893, 12)
})

test('raters who give equal numbers agree fully, and raters of one single value cannot be compared', () => {
  expect(
    valueOf(
      intraclassCorrelation(
        [
          [1, 1],
          [5, 5],
          [9, 9],
        ],
        'single',
      ),
    ),
  ).toBe(1)
  expect(
    valueOf(
      intraclassCorrelation(
        [
          [5, 5],
          [5, 5],
        ],
        'single',
      ),
    ),
  ).toBe('no-variation')
  expect(valueOf(intraclassCorrelation([[5, 5]], 'single'))).toBe('too-few')
})

/** Krippendorff 2011, "Computing Krippendorff's alpha-reliability", example C: four observers, twelve units, gaps. */
const x = undefined
const krippendorff = [
  [1, 1, x, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [x, 5, 5, 5],
  [x, x, 1, 1],
  [x, 3, x, x],
]

test('Krippendorff prints α = 0.743 nominal and 0.849 interval', () => {
  expect(valueOf(krippendorffAlpha(krippendorff, 'nominal'))).toBeCloseTo(0.743421052631579, 12)
  expect(valueOf(krippendorffAlpha(krippendorff, 'interval'))).toBeCloseTo(0.8491071428571428, 12)
})

test('votes are nominal: only same or different counts', () => {
  expect(
    valueOf(
      krippendorffAlpha(
        [
          ['a', 'a'],
          ['b', 'b'],
          ['not-sure', 'not-sure'],
        ],
        'nominal',
      ),
    ),
  ).toBe(1)
  expect(
    valueOf(
      krippendorffAlpha(
        [
          ['a', 'a'],
          ['a', 'a'],
        ],
        'nominal',
      ),
    ),
  ).toBe('no-variation')
  expect(valueOf(krippendorffAlpha([['a'], ['b', x]], 'nominal'))).toBe('too-few')
})

/** Fleiss 1971 as printed in many textbooks: fourteen raters, ten items, five categories. */
const fleiss = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
]

test('the textbook example of Fleiss’ κ is 0.210', () => {
  expect(valueOf(fleissKappa(fleiss))).toBeCloseTo(0.20993070442195522, 12)
})

test('κ needs the same number of raters everywhere and more than one category in use', () => {
  expect(
    valueOf(
      fleissKappa([
        [2, 0],
        [1, 0],
      ]),
    ),
  ).toBe('too-few')
  expect(
    valueOf(
      fleissKappa([
        [2, 0],
        [2, 0],
      ]),
    ),
  ).toBe('no-variation')
})

test('Bland and Altman: the bias and the limits of what two raters differ by', () => {
  const limits = blandAltman([72, 85, 85, 40, 63, 91, 40, 77, 85, 58], [70, 80, 88, 45, 63, 80, 52, 70, 91, 52])!
  expect(limits.bias).toBeCloseTo(0.5, 12)
  expect(limits.low).toBeCloseTo(-13.305036775837076, 9)
  expect(limits.high).toBeCloseTo(14.305036775837076, 9)
  expect(blandAltman([1], [2])).toBeUndefined()
})
