/** Resident memory of a process and all below it, in bytes; undefined where the system does not tell (not Linux). */
import { readFileSync } from 'node:fs'

const PAGE_BYTES = 4096

export function residentBytes(pid: number): number | undefined {
  const own = readNumbers(`/proc/${pid}/statm`)?.[1]
  if (own === undefined) return undefined
  const children = readNumbers(`/proc/${pid}/task/${pid}/children`) ?? []
  return children.reduce((sum, child) => sum + (residentBytes(child) ?? 0), own * PAGE_BYTES)
}

function readNumbers(path: string): number[] | undefined {
  try {
    return readFileSync(path, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number)
  } catch {
    // The process ended between two looks, or there is no /proc.
    return undefined
  }
}
