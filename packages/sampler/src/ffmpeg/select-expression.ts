/**
 * An expression for ffmpeg's `select` filter that is true for exactly these timestamps. A tree, so that each frame
 * costs a handful of comparisons, however many are wanted.
 */
export function selectExpression(pts: readonly number[]): string {
  const [first] = pts
  if (first === undefined) return '0'
  if (pts.length === 1) return `eq(pts\\,${first})`
  const middle = pts.length >> 1
  return `if(lt(pts\\,${pts[middle]})\\,${selectExpression(pts.slice(0, middle))}\\,${selectExpression(pts.slice(middle))})`
}

/** Linux takes no argument longer than 128 KB; a timestamp needs up to about 50 bytes. */
export const SELECTED_PER_RUN = 2000
