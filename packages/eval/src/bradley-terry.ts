/**
 * One strength for each model from many pairwise votes: Bradley and Terry with Davidson's ties. A model that is not
 * connected to the others by wins both ways has no finite strength, and then there is no ranking, but a reason.
 */
import * as z from 'zod'

export const PairwiseCount = z.object({
  a: z.string(),
  b: z.string(),
  aWins: z.number().nonnegative(),
  bWins: z.number().nonnegative(),
  ties: z.number().nonnegative(),
})
export type PairwiseCount = z.infer<typeof PairwiseCount>

export const BradleyTerry = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('estimated'),
    /** Natural logarithms with mean 0: a difference of d means odds of e^d among decided votes. */
    logStrengths: z.record(z.string(), z.number()),
    /** Davidson's ν: how readily equals tie; 0 where nobody did. */
    tieParameter: z.number(),
  }),
  z.object({ status: z.literal('undefined'), reason: z.enum(['no-votes', 'not-connected']) }),
])
export type BradleyTerry = z.infer<typeof BradleyTerry>

export function bradleyTerry(counts: readonly PairwiseCount[]): BradleyTerry {
  const voted = counts.filter(({ aWins, bWins, ties }) => aWins + bWins + ties > 0)
  const names = [...new Set(voted.flatMap(({ a, b }) => [a, b]))].toSorted()
  if (names.length < 2) return { status: 'undefined', reason: 'no-votes' }
  if (!isStronglyConnected(names, voted)) return { status: 'undefined', reason: 'not-connected' }
  return { status: 'estimated', ...fit(names, voted) }
}

/** Minorise–maximise (Hunter 2004): each round raises the likelihood, with no step size to choose. */
function fit(names: readonly string[], counts: readonly PairwiseCount[]) {
  const tieCount = counts.reduce((sum, { ties }) => sum + ties, 0)
  const half = new Map(names.map((name) => [name, 0]))
  for (const { a, b, aWins, bWins, ties } of counts) {
    half.set(a, (half.get(a) ?? 0) + aWins + ties / 2)
    half.set(b, (half.get(b) ?? 0) + bWins + ties / 2)
  }
  let strengths = new Map(names.map((name) => [name, 1]))
  let nu = tieCount > 0 ? 1 : 0
  for (let round = 0; round < 100_000; round += 1) {
    const weights = new Map(names.map((name) => [name, 0]))
    let tieWeight = 0
    for (const { a, b, aWins, bWins, ties } of counts) {
      const [p, q] = [strengths.get(a) ?? 1, strengths.get(b) ?? 1]
      const share = (aWins + bWins + ties) / (p + q + nu * Math.sqrt(p * q))
      weights.set(a, (weights.get(a) ?? 0) + share * (1 + (nu / 2) * Math.sqrt(q / p)))
      weights.set(b, (weights.get(b) ?? 0) + share * (1 + (nu / 2) * Math.sqrt(p / q)))
      tieWeight += share * Math.sqrt(p * q)
    }
    const next = normalised(new Map(names.map((name) => [name, (half.get(name) ?? 0) / (weights.get(name) ?? 1)])))
    const nextNu = tieCount / tieWeight
    const change = Math.max(
      Math.abs(nextNu - nu),
      ...names.map((name) => Math.abs(Math.log(next.get(name) ?? 1) - Math.log(strengths.get(name) ?? 1))),
    )
    strengths = next
    nu = nextNu
    if (change < 1e-13) break
  }
  return {
    logStrengths: Object.fromEntries([...strengths].map(([name, strength]) => [name, Math.log(strength)])),
    tieParameter: nu,
  }
}

function normalised(strengths: Map<string, number>): Map<string, number> {
  const logs = [...strengths.values()].map(Math.log)
  const centre = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
  return new Map([...strengths].map(([name, strength]) => [name, strength / centre]))
}

/** A win or a tie is a road from the one who did not lose; everybody must be reachable from everybody. */
function isStronglyConnected(names: readonly string[], counts: readonly PairwiseCount[]): boolean {
  const roads = counts.flatMap(({ a, b, aWins, bWins, ties }) => [
    ...(aWins + ties > 0 ? [[a, b] as const] : []),
    ...(bWins + ties > 0 ? [[b, a] as const] : []),
  ])
  const reach = (from: 0 | 1, to: 0 | 1) => {
    const reached = new Set([names[0]])
    let size = 0
    while (size !== reached.size) {
      size = reached.size
      for (const road of roads) if (reached.has(road[from])) reached.add(road[to])
    }
    return reached.size
  }
  return reach(0, 1) === names.length && reach(1, 0) === names.length
}
