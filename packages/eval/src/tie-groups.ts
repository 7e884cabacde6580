/**
 * Which neighbours on a leaderboard may not be told apart. From the top, a row joins the group of the row that leads
 * it unless the two differ significantly; the first that does leads the next group. A group is a statement about its
 * leader, no more: two rows of one group may still differ from each other.
 */

/** @param names Best first. @param isDifferent After correction for many comparisons. @returns A group number from 1 for each name. */
export function tieGroups(names: readonly string[], isDifferent: (leader: string, other: string) => boolean): number[] {
  let leader = names[0]
  let group = 1
  return names.map((name) => {
    if (leader !== undefined && name !== leader && isDifferent(leader, name)) {
      leader = name
      group += 1
    }
    return group
  })
}
