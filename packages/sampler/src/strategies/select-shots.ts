/**
 * The strategy `shots`: as many stretches of the film as there are frames to give, each as much of one look as can be,
 * and from each the picture that is most like the whole stretch.
 *
 * Neighbours in time are joined, the cheapest pair first, until `count` stretches remain. Joining costs the distance of
 * their mean looks times √(n₁n₂/(n₁+n₂)), which is Ward's weight with an absolute instead of a squared distance. So one
 * shot becomes one stretch however long or still it is, a short budget first gives up the shortest and the most alike,
 * and a long one splits what changes most. No threshold has to fit the film.
 *
 * Where we differ from the paper (§4.1 step 2): its groups hold equally many candidates, so that a still shot, with few
 * of them, shares its group with a neighbour and is not seen (docs/decisions/2026-11-24-shots-strategy.md).
 */
import { descriptorDistance } from './grey-descriptor.js'

export interface Shot {
  /** Positions of its first and last picture. */
  first: number
  last: number
  representative: number
}

/**
 * Ours: grey levels that coding noise moves a picture by. Added to every distance, so that what does not change at all
 * is divided evenly and not by chance.
 */
const NOISE = 2
/** Ours: how much worse a picture at the end of a stretch is than one in its middle. Ends lie in dissolves and fades. */
const OFF_CENTRE = 3

interface Stretch {
  first: number
  last: number
  mean: Float32Array
}

export function selectShots(looks: readonly Float32Array[], count: number): Shot[] {
  const stretches = looks.map((look, i): Stretch => ({ first: i, last: i, mean: Float32Array.from(look) }))
  const costs = stretches.slice(1).map((stretch, k) => joiningCost(stretches[k] as Stretch, stretch))
  while (stretches.length > Math.max(1, count)) {
    const k = cheapest(costs)
    const joined = join(stretches[k] as Stretch, stretches[k + 1] as Stretch)
    stretches.splice(k, 2, joined)
    costs.splice(k, 1)
    if (k > 0) costs[k - 1] = joiningCost(stretches[k - 1] as Stretch, joined)
    if (k < costs.length) costs[k] = joiningCost(joined, stretches[k + 1] as Stretch)
  }
  return stretches.map((stretch) => ({
    first: stretch.first,
    last: stretch.last,
    representative: mostTypical(looks, stretch),
  }))
}

function joiningCost(a: Stretch, b: Stretch): number {
  const [n, m] = [lengthOf(a), lengthOf(b)]
  return (descriptorDistance(a.mean, b.mean) + NOISE) * Math.sqrt((n * m) / (n + m))
}

function join(a: Stretch, b: Stretch): Stretch {
  const [n, m] = [lengthOf(a), lengthOf(b)]
  return {
    first: a.first,
    last: b.last,
    mean: a.mean.map((value, i) => (value * n + (b.mean[i] as number) * m) / (n + m)),
  }
}

/** Ties go to the earliest. */
function cheapest(costs: readonly number[]): number {
  let best = 0
  for (let k = 1; k < costs.length; k++) if ((costs[k] as number) < (costs[best] as number)) best = k
  return best
}

function mostTypical(looks: readonly Float32Array[], { first, last, mean }: Stretch): number {
  const middle = (first + last) / 2
  const reach = Math.max(1, (last - first) / 2)
  let best = first
  let least = Number.POSITIVE_INFINITY
  for (let i = first; i <= last; i++) {
    const distance = descriptorDistance(looks[i] as Float32Array, mean) + NOISE
    const penalty = distance * (1 + (OFF_CENTRE * Math.abs(i - middle)) / reach)
    if (penalty < least) [best, least] = [i, penalty]
  }
  return best
}

function lengthOf({ first, last }: Stretch): number {
  return last - first + 1
}
