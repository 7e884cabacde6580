/** The most memory that any process below this one has held at once, as Linux remembers it; 0 elsewhere. */
import { readFileSync } from 'node:fs'

const LOOK_MILLISECONDS = 20

/** A process that lives on between two watches is judged by what it holds now: its own record is from before. */
export function watchChildMemory(): { stop(): number } {
  let peak = 0
  const known = new Set(below(process.pid))
  const look = () => {
    for (const pid of below(process.pid)) peak = Math.max(peak, memoryOf(pid, known.has(pid) ? 'VmRSS' : 'VmHWM'))
  }
  const timer = setInterval(look, LOOK_MILLISECONDS)
  return {
    stop: () => {
      look()
      clearInterval(timer)
      return peak
    },
  }
}

function below(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .flatMap((child) => [child, ...below(child)])
}

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(read(`/proc/${pid}/status`))?.[1]
  return Number(kilobytes ?? 0) * 1024
}

/** Empty where there is no such process any more, or no /proc. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
