/** Frames that packets promise and no decoder shows: the sample is then partial, whatever the exit code says. */
export function neverAppeared(declared: readonly number[], really: readonly number[]): string[] {
  const seen = new Set(really)
  const lost = declared.filter((pts) => !seen.has(pts)).length
  return lost > 0 ? [`frames that never appeared: ${lost}`] : []
}
