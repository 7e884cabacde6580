/** Wall clock, processor time and memory of something that runs processes. Processor time and memory on Linux only. */
import { readFileSync } from 'node:fs'

export interface Cost {
  wallSeconds: number
  /** Of this process, of all below it, and of all that ended below it. */
  cpuSeconds: number
  /** Resident memory of the largest process below this one. */
  peakMegabytes: number
}

const LOOK_MILLISECONDS = 50

/** Which processes count for memory: those started meanwhile, or also those that were there. */
export type Counted = 'started' | 'all'

export async function measure<Result>(
  work: () => Promise<Result>,
  counted: Counted = 'all',
): Promise<{ result: Result; cost: Cost }> {
  const before = new Set(counted === 'all' ? [] : descendants(process.pid))
  let peak = 0
  const look = () => {
    const pids = descendants(process.pid).filter((pid) => !before.has(pid))
    peak = Math.max(peak, ...pids.map(residentMegabytes))
  }
  const watch = setInterval(look, LOOK_MILLISECONDS)
  const [startCpu, start] = [cpuSeconds(), performance.now()]
  try {
    const result = await work()
    const wallSeconds = (performance.now() - start) / 1000
    look()
    return { result, cost: { wallSeconds, cpuSeconds: cpuSeconds() - startCpu, peakMegabytes: peak } }
  } finally {
    clearInterval(watch)
  }
}

function cpuSeconds(): number {
  const ticks = (pid: number): number => {
    const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? []
    return [11, 12, 13, 14].reduce((sum, k) => sum + Number(fields[k] ?? 0), 0)
  }
  return [process.pid, ...descendants(process.pid)].reduce((sum, pid) => sum + ticks(pid), 0) / 100
}

function descendants(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    // The process ended between two looks, or there is no /proc.
    return ''
  }
}
