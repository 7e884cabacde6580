/** Contestants of one job, in interleaved rounds, so that a busy minute hits all of them. */
import type { Cost } from './measure.ts'
import { measure } from './measure.ts'

export interface Contestant {
  name: string
  /** Its process is there already. */
  isWarm?: boolean
  /** Says which frames it delivered. */
  run(): Promise<string>
}

export interface TableOptions {
  rounds: number
  /** Only contestants whose name matches. */
  only: RegExp
}

export async function printTable(
  title: string,
  { rounds, only }: TableOptions,
  all: readonly Contestant[],
): Promise<void> {
  const contestants = all.filter(({ name }) => only.test(name))
  const costs = contestants.map((): Cost[] => [])
  const frames = contestants.map(() => '')
  for (let round = 0; round < rounds; round++)
    for (const [k, { run, isWarm }] of contestants.entries()) {
      const { result, cost } = await measure(run, isWarm === true ? 'all' : 'started')
      costs[k]?.push(cost)
      frames[k] = result
    }
  const first = costs[0] as Cost[]
  console.log(`\n${title}\n`)
  console.log('| Contestant | Median | CPU | Peak | x | Frames |')
  console.log('|---|---|---|---|---|---|')
  for (const [k, { name }] of contestants.entries()) {
    const own = costs[k] as Cost[]
    const ratios = own.map(({ wallSeconds }, round) => (first[round] as Cost).wallSeconds / wallSeconds)
    const cells = [
      name,
      `${median(own.map(({ wallSeconds }) => wallSeconds)).toFixed(2)} s`,
      `${median(own.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2)} s`,
      `${Math.round(Math.max(...own.map(({ peakMegabytes }) => peakMegabytes)))} MB`,
      median(ratios).toFixed(2),
      frames[k],
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
