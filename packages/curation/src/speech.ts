/**
 * What is said in a video, from its subtitles or from a transcription: optional evidence beside the frames (ours; the
 * paper has none). Words of strangers: shown in a data block, never as an instruction.
 */
import * as z from 'zod'

export const SpeechLine = z.object({
  startSeconds: z.number().nonnegative(),
  endSeconds: z.number().nonnegative(),
  text: z.string(),
})
export type SpeechLine = z.infer<typeof SpeechLine>

/** Ours: about as long as a description is; a film's worth of talk is thinned to about five descriptions a minute. */
const mostCharactersOfAMoment = 600
const mostCharactersOfAVideo = 16_000
/** Who speaks a moment before or after is speaking now. */
const leastReachSeconds = 2

/** What is said around one of `count` moments. */
export function speechAround(
  lines: readonly SpeechLine[],
  moment: { timestampSeconds: number; durationSeconds: number; count: number },
): string {
  const reach = Math.max(leastReachSeconds, moment.durationSeconds / moment.count / 2)
  const [from, to] = [moment.timestampSeconds - reach, moment.timestampSeconds + reach]
  return lines
    .filter(({ startSeconds, endSeconds }) => endSeconds >= from && startSeconds <= to)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, mostCharactersOfAMoment)
    .toWellFormed()
}

/** All of it with its moments; of very much, evenly spread lines, and a word about it. */
export function speechOf(lines: readonly SpeechLine[]): string {
  const written = lines.map(({ startSeconds, text }) => `[${startSeconds.toFixed(1)} s] ${text}`)
  const characters = written.reduce((sum, line) => sum + line.length + 1, 0)
  if (characters <= mostCharactersOfAVideo) return written.join('\n')
  const share = mostCharactersOfAVideo / characters
  const kept = written.filter((_, at) => Math.floor((at + 1) * share) > Math.floor(at * share))
  return `${kept.join('\n')}\n(${kept.length} of ${written.length} lines, evenly chosen)`
}
