import { expect, test } from 'vitest'
import { binomialCdf, normalCdf, normalQuantile, studentTCdf, studentTQuantile } from './distributions.js'

// Golden values from scipy 1.17.1.
test.each([
  [0.975, 9, 2.262157162798205],
  [0.975, 1, 12.706204736174694],
  [0.8, 4, 0.9409645772351816],
  [0.6, 59, 0.2544925343452178],
  [0.999, 2.5, 13.82219311086596],
])('the %d quantile of t with %d degrees of freedom', (p, degrees, t) => {
  expect(studentTQuantile(p, degrees)).toBeCloseTo(t, 9)
  expect(studentTQuantile(1 - p, degrees)).toBeCloseTo(-t, 9)
})

test.each([
  [2.5, 3, 0.9561466764959672],
  [-1.2, 17, 0.12329801033381645],
  [0.3, 200, 0.617755634905336],
  [-6, 5, 0.0009230691447970072],
])('P(T ≤ %d) with %d degrees of freedom', (t, degrees, p) => {
  expect(studentTCdf(t, degrees)).toBeCloseTo(p, 12)
})

test.each([
  [0.975, 1.959963984540054],
  [0.9, 1.2815515655446004],
  [0.01, -2.3263478740408408],
  [0.9999, 3.719016485455709],
])('the %d quantile of the normal', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 10)
})

test.each([
  [1.96, 0.9750021048517795],
  [-3.3, 0.00048342414238377744],
  [5.5, 0.9999999810104375],
  [-8, 6.22096057427174e-16],
])('P(Z ≤ %d)', (z, p) => {
  expect(normalCdf(z) / p).toBeCloseTo(1, 11)
})

test.each([
  [3, 10, 0.5, 0.171875],
  [52, 136, 0.5, 0.0038119135869331563],
  [0, 5, 0.2, 0.32768],
  [40, 300, 0.1, 0.9746122399312608],
  [-1, 5, 0.2, 0],
  [5, 5, 0.2, 1],
])('P(X ≤ %d) of %d at %d', (k, n, p, expected) => {
  expect(binomialCdf(k, n, p)).toBeCloseTo(expected, 12)
})
