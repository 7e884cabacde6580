/** The flags of a sample with settings of one's own, and what they ask the server for. */
import { Option, type Command } from 'commander'
import { CliError } from './exit-codes.js'
import type { Api } from './server.js'
import { decimal, list, wholeNumber } from './stage-names.js'

type Asked = Parameters<Api['sampling']['ask']['mutate']>[0]
type Preset = NonNullable<Asked['fit']>['preset']

export const presets: readonly Preset[] = ['internvl2.5-8b', 'qwen2.5-vl', 'gpt-4o-low', 'gpt-4o-high']
const faults = ['black', 'blurred', 'flashes']

export interface SampleOptions {
  strategy?: NonNullable<Asked['settings']>['strategy']
  question?: string
  threshold?: number
  groups?: number
  similarity?: number
  maxFrames?: number
  maxGap?: number
  continuity?: boolean
  skip?: string[]
  fit?: Preset
  context?: number
  textTokens?: number
}

export function addSampleOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--strategy <strategy>', 'paper (§4.1), or one of ours').choices([
        'paper',
        'uniform',
        'shots',
        'diverse',
        'question',
      ]),
    )
    .option('--question <text>', 'what will be asked; goes with --strategy question')
    .option('-T, --threshold <number>', 'documentaries: a second is a candidate above it, 0 to 255', decimal)
    .option('-G, --groups <number>', 'documentaries: into how many groups', wholeNumber)
    .option('--similarity <number>', 'documentaries: frames more alike are merged (τ)', decimal)
    .option('-n, --max-frames <number>', 'at most so many; 128 in the paper', wholeNumber)
    .option('--max-gap <seconds>', 'no longer stretch without a frame', decimal)
    .option('--continuity', 'no jump in number at 5 s and at 10 min')
    .option('--skip <faults>', `replace such frames by good ones: ${faults.join(',')}`, list)
    .addOption(new Option('--fit <model>', 'as many as fit its context').choices(presets))
    .option('--context <tokens>', 'for --fit: its context, where it is not the usual one', wholeNumber)
    .option('--text-tokens <tokens>', 'for --fit: kept for prompt, summary, history and answer', wholeNumber, 2048)
}

/** What is asked for; nothing where no flag asks for anything. */
export function toAsked(options: SampleOptions): Omit<Asked, 'videoId'> | undefined {
  const { skip = [], fit } = options
  const unknown = skip.find((fault) => !faults.includes(fault))
  if (unknown !== undefined) throw new CliError('usage', `--skip knows ${faults.join(', ')}, not “${unknown}”.`)
  if (fit === undefined && options.context !== undefined)
    throw new CliError('usage', '--context goes with --fit MODEL.')
  const settings = {
    strategy: options.strategy ?? (options.question === undefined ? undefined : ('question' as const)),
    question: options.question,
    differenceThreshold: options.threshold,
    groups: options.groups,
    similarityThreshold: options.similarity,
    maxFrames: options.maxFrames,
    maxGapSeconds: options.maxGap,
    continuity: options.continuity,
    skipBlack: skip.includes('black') || undefined,
    skipBlurred: skip.includes('blurred') || undefined,
    skipFlashes: skip.includes('flashes') || undefined,
  }
  if (fit === undefined && Object.values(settings).every((value) => value === undefined)) return undefined
  return {
    settings,
    ...(fit && { fit: { preset: fit, contextTokens: options.context, textTokens: options.textTokens } }),
  }
}
