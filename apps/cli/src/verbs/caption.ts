/** `v2r caption`: 64 frame descriptions and their summary (section 3.2). */
import type { Command } from 'commander'
import type { Stage, VideoCard } from '@video2roleplay/api'
import { exitCodes } from '../exit-codes.js'
import { exitCodeOf } from '../follow.js'
import { addPlanOptions, planOnly, type PlanOptions } from '../plan.js'
import type { Bind, Setting } from '../program.js'
import { timestampText } from '../quantities.js'
import { chosenVideos, runStages } from '../stages.js'
import { printableLine, wrap } from '../terminal-text.js'

interface Options extends PlanOptions {
  all?: boolean
  detach?: boolean
  descriptions?: boolean
}

export function addCaption(program: Command, bind: Bind): void {
  const command = program
    .command('caption')
    .description('describe the segments of a video and sum them up')
    .argument('[video...]', 'ids or names')
    .option('-a, --all', 'every video of the library')
    .option('--descriptions', 'print the description of every segment, too')
    .option('-d, --detach', 'start it and leave')
  bind<Options>(addPlanOptions(command), caption)
}

const stages: Stage[] = ['sample', 'caption']

async function caption(setting: Setting, options: Options, names: string[]): Promise<number> {
  const { all, detach, descriptions } = options
  const videos = await chosenVideos(setting, names, all === true)
  const planned = await planOnly(setting, options, { videos, stages })
  if (planned !== null) return planned
  const result = await runStages(setting, {
    stages,
    videos,
    isBatch: options.batch === true,
    isWaiting: detach !== true,
    resume: `v2r caption ${all ? '--all' : names.join(' ')}`,
  })
  if (result === null) return exitCodes.ok
  for (const video of videos) await print(setting, video, descriptions === true)
  return exitCodeOf(result)
}

async function print({ server, output }: Setting, video: VideoCard, withDescriptions: boolean): Promise<void> {
  const found = await server.api.videos.caption.query({ id: video.id })
  output.event({ event: 'result', videoId: video.id, ...(found ?? { caption: null, descriptions: [] }) })
  if (found === null || output.isJson) return
  const { caption: made, descriptions } = found
  const whole = descriptions.filter(({ outcome }) => outcome === 'success').length
  const facts = [
    made.isRehearsal ? 'rehearsal' : made.model.name,
    `${whole} of ${descriptions.length} segments described`,
    `≤ ${made.maxTokens} tokens each`,
  ]
  output.line()
  output.line(`${output.paint('bold', printableLine(video.name))}  ${output.paint('dim', facts.join(' · '))}`)
  if (withDescriptions) {
    for (const { timestampSeconds, text, outcome, reason } of descriptions) {
      const said = outcome === 'success' ? text : `(${outcome}${reason === null ? '' : `: ${reason}`}) ${text}`
      output.line(output.paint('dim', timestampText(timestampSeconds)))
      for (const line of wrap(said, Math.min(100, output.width - 2))) output.line(`  ${line}`)
    }
    output.line()
  }
  const summary = made.summary ?? (made.error === null ? 'There is no summary.' : `No summary: ${made.error.message}`)
  for (const line of wrap(summary, Math.min(100, output.width - 2))) output.line(`  ${line}`)
}
