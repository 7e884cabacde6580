/** How a stored picture is turned for display: the 3×3 matrix that MP4 and others carry, 16.16 fixed point. */
export function readDisplayMatrix(values: readonly number[]): { rotation: number; isMirrored: boolean } {
  const [a = 1, b = 0, , c = 0, d = 1] = values
  const isMirrored = a * d - b * c < 0
  const [x, y] = isMirrored ? [-a, -b] : [a, b]
  // Counter-clockwise, to the nearest quarter turn: nothing else can be shown without inventing pixels.
  const quarters = Math.round((-Math.atan2(y, x) * 2) / Math.PI)
  return { rotation: (((quarters % 4) + 4) % 4) * 90, isMirrored }
}
