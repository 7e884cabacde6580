/**
 * Two raters, one verdict each per item: how often they say the same, and Cohen's κ, which takes off what chance
 * alone would give. The interval is the large-sample one of Fleiss, Cohen and Everitt (1969).
 */
import * as z from 'zod'
import { normalQuantile } from './distributions.js'

export const CohenKappa = z.object({
  items: z.number().int(),
  /** Items on which both said the same. */
  agreed: z.number().int(),
  kappa: z.discriminatedUnion('status', [
    z.object({ status: z.literal('defined'), value: z.number(), low: z.number(), high: z.number() }),
    /** `no-variation`: both said one and the same thing of every item, so chance would have done as well. */
    z.object({ status: z.literal('undefined'), reason: z.enum(['too-few', 'no-variation']) }),
  ]),
})
export type CohenKappa = z.infer<typeof CohenKappa>

export function cohenKappa(pairs: readonly (readonly [string, string])[], confidence = 0.95): CohenKappa {
  const items = pairs.length
  const agreed = pairs.filter(([first, second]) => first === second).length
  if (items < 2) return { items, agreed, kappa: { status: 'undefined', reason: 'too-few' } }

  const shares = new Map<string, { first: string; second: string; share: number }>()
  const firstShare = new Map<string, number>()
  const secondShare = new Map<string, number>()
  for (const [first, second] of pairs) {
    const key = JSON.stringify([first, second])
    shares.set(key, { first, second, share: (shares.get(key)?.share ?? 0) + 1 / items })
    firstShare.set(first, (firstShare.get(first) ?? 0) + 1 / items)
    secondShare.set(second, (secondShare.get(second) ?? 0) + 1 / items)
  }
  const ofFirst = (verdict: string) => firstShare.get(verdict) ?? 0
  const ofSecond = (verdict: string) => secondShare.get(verdict) ?? 0
  const chance = [...firstShare.keys()].reduce((sum, verdict) => sum + ofFirst(verdict) * ofSecond(verdict), 0)
  if (1 - chance < 1e-12) return { items, agreed, kappa: { status: 'undefined', reason: 'no-variation' } }

  const value = (agreed / items - chance) / (1 - chance)
  const spread = [...shares.values()].reduce((sum, { first, second, share }) => {
    const margins =
      first === second
        ? 1 - (ofFirst(first) + ofSecond(first)) * (1 - value)
        : (ofSecond(first) + ofFirst(second)) * (1 - value)
    return sum + share * margins ** 2
  }, 0)
  const variance = Math.max(0, spread - (value - chance * (1 - value)) ** 2) / (items * (1 - chance) ** 2)
  const margin = normalQuantile(1 - (1 - confidence) / 2) * Math.sqrt(variance)
  return {
    items,
    agreed,
    kappa: { status: 'defined', value, low: Math.max(-1, value - margin), high: Math.min(1, value + margin) },
  }
}
