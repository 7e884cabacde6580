/**
 * The maximum-gap rule: no stretch of the video longer than `gapSeconds` passes without a frame, also before the first
 * and after the last. Frames are added evenly where the stretch is too long. Where the cap then leaves too little room,
 * frames whose neighbours are nearest to each other make way first; where even evenly spread frames would lie farther
 * apart than asked, they are what remains, and the caller is told how far apart they are.
 */
export interface BoundedGaps {
  /** Positions of the given instants that stay. */
  kept: number[]
  /** Instants to add, ascending. */
  added: number[]
  widestSeconds: number
}

export function boundGaps(
  instants: readonly number[],
  durationSeconds: number,
  { gapSeconds, cap }: { gapSeconds: number; cap: number },
): BoundedGaps {
  const list = fill(instants, durationSeconds, gapSeconds)
  while (list.length > cap) {
    const k = leastMissed(list, durationSeconds)
    if (spanWithout(list, k, durationSeconds) > gapSeconds) return spreadEvenly(durationSeconds, cap)
    list.splice(k, 1)
  }
  return {
    kept: list.flatMap(({ position }) => (position === undefined ? [] : [position])),
    added: list.flatMap(({ position, at }) => (position === undefined ? [at] : [])),
    widestSeconds: widest(
      list.map(({ at }) => at),
      durationSeconds,
    ),
  }
}

interface Instant {
  at: number
  /** Nothing for one that was added. */
  position?: number
}

function fill(instants: readonly number[], duration: number, gap: number): Instant[] {
  const list: Instant[] = []
  let before = 0
  for (const [position, at] of instants.entries()) {
    list.push(...between(before, at, gap), { at, position })
    before = at
  }
  return [...list, ...between(before, duration, gap)]
}

function between(from: number, to: number, gap: number): Instant[] {
  // What rounding adds to a stretch of exactly `gap` is no stretch of its own.
  const parts = Math.ceil((to - from) / gap - 1e-9)
  return Array.from({ length: Math.max(0, parts - 1) }, (_, k) => ({ at: from + ((k + 1) * (to - from)) / parts }))
}

function leastMissed(list: Instant[], duration: number): number {
  let best = 0
  for (let k = 1; k < list.length; k++) if (spanWithout(list, k, duration) < spanWithout(list, best, duration)) best = k
  return best
}

function spanWithout(list: Instant[], k: number, duration: number): number {
  return (list[k + 1]?.at ?? duration) - (list[k - 1]?.at ?? 0)
}

/** `cap` frames leave cap + 1 stretches. */
function spreadEvenly(duration: number, cap: number): BoundedGaps {
  const added = Array.from({ length: cap }, (_, k) => ((k + 1) * duration) / (cap + 1))
  return { kept: [], added, widestSeconds: duration / (cap + 1) }
}

export function widest(instants: readonly number[], durationSeconds: number): number {
  let before = 0
  let most = 0
  for (const at of [...instants, durationSeconds]) {
    most = Math.max(most, at - before)
    before = at
  }
  return most
}
