/**
 * Scores are kept in full precision and rounded once, for the eye: half up, through integer hundredths.
 * `toFixed` would print 66.175 as 66.17, since the double next to it lies a hair below.
 */

/** 72.284286 → 7228. A value within a millionth of a hundredth of the half goes up. */
export function toHundredths(score: number): number {
  return Math.floor(Number((score * 100).toFixed(6)) + 0.5)
}

/** 72.284286 → `72.28`. */
export function formatScore(score: number): string {
  const hundredths = toHundredths(score)
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
