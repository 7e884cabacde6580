/** Runs ffprobe on the file in hand. */
import type { Stopwatch } from '../stopwatch.js'
import { readText } from './byte-pieces.js'
import type { GuardedInput } from './guarded-arguments.js'
import { probeArguments } from './guarded-arguments.js'
import { failureOf, exceedsLimit } from './read-stderr.js'
import type { OnOutput, Tools } from './tools.js'

export interface ScanContext {
  tools: Tools
  input: GuardedInput
  /** For all that the request runs, one after the other. */
  seconds: number
  stopwatch: Stopwatch
  signal?: AbortSignal
}

/** More than this no entry of ours needs: a file may hold a tag of any length. */
const MOST_JSON_BYTES = 1_000_000

export async function probeText(context: ScanContext, entries: string[]): Promise<string> {
  let text = ''
  await probe(context, entries, async (stdout) => {
    text = await readText(stdout, MOST_JSON_BYTES)
  })
  return text
}

/** Returns what the tool complained about although it went on. */
export async function probe(
  { tools, input, seconds, stopwatch, signal }: ScanContext,
  entries: string[],
  onOutput: OnOutput,
): Promise<string> {
  const result = await tools.run([tools.ffprobe, ...probeArguments(input, entries)], {
    seconds,
    stopwatch,
    limits: input.limits,
    signal,
    onOutput,
  })
  if (result.exitCode !== 0 || exceedsLimit(result)) throw failureOf(result, input.family)
  return result.stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}
