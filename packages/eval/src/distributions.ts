/**
 * The few distribution functions that intervals and tests need: Student's t, the normal and the binomial, to about
 * 1e-12. The incomplete beta function carries t and binomial (continued fraction, Numerical Recipes §6.4).
 */

/** P(T ≤ t) for Student's t. */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  const tail = incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** The t below which a share `p` lies. */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  return invert((t) => studentTCdf(t, degreesOfFreedom), p)
}

export function normalCdf(z: number): number {
  const tail = upperNormalTail(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

export function normalQuantile(p: number): number {
  return invert(normalCdf, p)
}

/** P(X ≤ k) for k successes in n trials. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  return incompleteBeta(1 - p, n - k, k + 1)
}

/** Bisection: slow by nature, never wrong, and nobody draws a thousand quantiles. */
function invert(cdf: (x: number) => number, p: number): number {
  if (p === 0.5) return 0
  if (p < 0.5) return -invert(cdf, 1 - p)
  let high = 1
  while (cdf(high) < p && high < 1e12) high *= 2
  let low = 0
  for (let step = 0; step < 200 && high - low > Number.EPSILON * high; step += 1) {
    const middle = (low + high) / 2
    if (cdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The regularised incomplete beta function I_x(a, b). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  const tiny = 1e-300
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny)
  let fraction = d
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d, tiny)
    c = nonZero(1 + even / c, tiny)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d, tiny)
    c = nonZero(1 + odd / c, tiny)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return front * fraction
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** Stirling's series after shifting the argument above 15. */
function logGamma(x: number): number {
  let shift = 0
  let y = x
  while (y < 15) {
    shift += Math.log(y)
    y += 1
  }
  const inverse = 1 / y
  const square = inverse * inverse
  const series =
    inverse *
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360_360)))))
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift
}

/** Series near the middle, Laplace's continued fraction in the tail. */
function upperNormalTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z > 4) {
    let fraction = z
    for (let k = 120; k > 0; k -= 1) fraction = z + k / fraction
    return density / fraction
  }
  let term = z
  let sum = z
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 500; k += 1) {
    term *= (z * z) / (2 * k + 1)
    sum += term
  }
  return 0.5 - density * sum
}
