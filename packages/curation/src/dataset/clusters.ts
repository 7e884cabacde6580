/**
 * What belongs together when a data set is split: videos of one creator, of one source, or that look alike. Whatever
 * is linked, however long the chain of links, is one cluster, and a cluster goes to one side of the split.
 */

export interface Links {
  /** Ids that share a value are together: `[id, creator]`. Give each kind of value a prefix of its own. */
  keys?: Iterable<readonly [id: string, key: string]>
  /** Two ids that are together: near-duplicates. Ids that are not in the list are passed over. */
  pairs?: Iterable<readonly [string, string]>
}

/** Id → name of its cluster, which is the smallest id in it: the same links give the same names in any order. */
export function clusterItems(ids: Iterable<string>, links: Links): Map<string, string> {
  const parentOf = new Map<string, string>()
  for (const id of ids) parentOf.set(id, id)

  function rootOf(id: string): string {
    let root = id
    while (parentOf.get(root) !== root) root = parentOf.get(root)!
    // Every step of the way now points to the root, so that long chains stay cheap.
    for (let step = id; step !== root;) {
      const next = parentOf.get(step)!
      parentOf.set(step, root)
      step = next
    }
    return root
  }

  function join(one: string, other: string): void {
    if (!parentOf.has(one) || !parentOf.has(other)) return
    const [first, second] = [rootOf(one), rootOf(other)]
    if (first === second) return
    if (first < second) parentOf.set(second, first)
    else parentOf.set(first, second)
  }

  const firstWith = new Map<string, string>()
  for (const [id, key] of links.keys ?? []) {
    const first = firstWith.get(key)
    if (first === undefined) firstWith.set(key, id)
    else join(first, id)
  }
  for (const [one, other] of links.pairs ?? []) join(one, other)
  return new Map([...parentOf.keys()].map((id) => [id, rootOf(id)]))
}
