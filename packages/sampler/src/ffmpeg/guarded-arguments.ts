/**
 * The argument lists for ffmpeg and ffprobe, with the guards that hostile files need: containers, protocols and
 * decoders by name, one local file, limits on size and analysis.
 *
 * fluent-ffmpeg builds the list and nothing more. It is archived upstream, and cannot run a command inside a sandbox,
 * kill a process group, or read a second pipe; `runTool` does that.
 */
import fluent from 'fluent-ffmpeg'
import { decoderNames } from '../accepted-codecs.js'
import type { DecodeLimits } from '../limits.js'
import type { ContainerFamily } from '../sniff.js'
import { demuxers } from '../sniff.js'

export interface GuardedInput {
  /** As the tool sees it, absolute. */
  file: string
  family: ContainerFamily
  limits: DecodeLimits
}

export interface ToolOutput {
  target: string
  options: string[]
}

export function probeArguments(input: GuardedInput, entries: readonly string[]): string[] {
  return [...logQuietly, ...guards(input), ...decoderGuards(input), ...entries, `file:${input.file}`]
}

export function ffmpegArguments(input: GuardedInput, outputs: readonly ToolOutput[], threads: number): string[] {
  const command = fluent()
    .input(`file:${input.file}`)
    .inputOptions(
      pairs([
        '-nostdin',
        ...logQuietly,
        '-copyts',
        '-noautorotate',
        '-threads',
        String(threads),
        ...guards(input),
        ...decoderGuards(input),
      ]),
    )
  for (const { target, options } of outputs)
    command
      .output(target)
      .outputOptions(pairs(['-map', '0:V:0', '-an', '-sn', '-dn', '-fps_mode', 'passthrough', ...options]))
  // Typed as a runner of commands only; the list is what we are here for.
  const list = Reflect.get(command, '_getArguments') as () => string[]
  return list.call(command)
}

const logQuietly = ['-v', 'error']

function guards({ family, limits }: GuardedInput): string[] {
  return [
    '-protocol_whitelist',
    'file',
    '-format_whitelist',
    demuxers[family].ffmpeg,
    '-max_streams',
    String(limits.streams),
    '-probesize',
    '10M',
    '-analyzeduration',
    '10M',
    '-f',
    demuxers[family].libav,
  ]
}

function decoderGuards({ limits }: GuardedInput): string[] {
  return ['-codec_whitelist', decoderNames.join(','), '-max_pixels', String(limits.pixelsPerFrame)]
}

/** Sound or subtitles of one track, as the options say, on standard output. `seek` stands before the input. */
export function speechArguments(input: GuardedInput, seek: readonly string[], options: readonly string[]): string[] {
  return [
    '-nostdin',
    ...logQuietly,
    '-threads',
    '1',
    ...guards(input),
    ...decoderGuards(input),
    ...seek,
    '-i',
    `file:${input.file}`,
    '-vn',
    '-dn',
    '-map_metadata',
    '-1',
    ...options,
    'pipe:1',
  ]
}

/** fluent-ffmpeg wants an option and its value as one string, and cuts it at the space. */
function pairs(list: readonly string[]): string[] {
  const joined: string[] = []
  for (const word of list) {
    if (word.startsWith('-') || joined.length === 0) joined.push(word)
    else joined[joined.length - 1] += ` ${word}`
  }
  return joined
}
