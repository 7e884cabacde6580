/** `v2r dialogues`: question–answer pairs through all five steps (sections 3.3, A.2), and what each step left. */
import type { DialogueFunnel, Stage, VideoCard } from '@video2roleplay/api'
import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import { exitCodeOf } from '../follow.js'
import { addPlanOptions, planOnly, type PlanOptions } from '../plan.js'
import type { Bind, Setting } from '../program.js'
import { wholeNumber } from '../stage-names.js'
import { chosenVideos, runStages } from '../stages.js'
import { printableLine, wrap } from '../terminal-text.js'

interface Options extends PlanOptions {
  all?: boolean
  detach?: boolean
  show: number
}

export function addDialogues(program: Command, bind: Bind): void {
  const command = program
    .command('dialogues')
    .description('make dialogues of a video and filter them')
    .argument('[video...]', 'ids or names')
    .option('-a, --all', 'every video of the library')
    .option('--show <n>', 'print this many kept dialogues of each video', wholeNumber, 3)
    .option('-d, --detach', 'start it and leave')
  bind<Options>(addPlanOptions(command), dialogues)
}

const stages: Stage[] = ['sample', 'caption', 'dialogues']

async function dialogues(setting: Setting, options: Options, names: string[]): Promise<number> {
  const { all, detach, show } = options
  const videos = await chosenVideos(setting, names, all === true)
  const planned = await planOnly(setting, options, { videos, stages })
  if (planned !== null) return planned
  const result = await runStages(setting, {
    stages,
    videos,
    isBatch: options.batch === true,
    isWaiting: detach !== true,
    resume: `v2r dialogues ${all ? '--all' : names.join(' ')}`,
  })
  if (result === null) return exitCodes.ok
  for (const video of videos) await print(setting, video, show)
  return exitCodeOf(result)
}

const stepNames: Record<DialogueFunnel['steps'][number]['step'], string> = {
  generated: 'generated',
  parsed: 'parsed',
  notRefused: 'not refused',
  selected: 'selected',
  cleaned: 'cleaned, kept',
}

async function print({ server, output }: Setting, video: VideoCard, show: number): Promise<void> {
  const [funnel, kept] = await Promise.all([
    server.api.dialogues.funnel.query({ videoId: video.id }),
    server.api.dialogues.list.query({
      videoId: video.id,
      status: 'kept',
      limit: output.isJson ? 200 : Math.max(1, show),
    }),
  ])
  output.event({ event: 'result', videoId: video.id, funnel, dialogues: kept.items })
  if (output.isJson) return
  output.line()
  const rehearsal = kept.items.some(({ isRehearsal }) => isRehearsal) ? output.paint('yellow', '  rehearsal') : ''
  output.line(`${output.paint('bold', printableLine(video.name))}${rehearsal}`)
  const most = Math.max(1, ...funnel.steps.map((step) => step.count))
  for (const { step, count } of funnel.steps) {
    const bar = '█'.repeat(Math.round((count / most) * 30))
    output.line(`  ${stepNames[step].padEnd(14)} ${String(count).padStart(5)}  ${output.paint('cyan', bar)}`)
  }
  for (const { step, reason, count } of funnel.reasons) {
    output.line(output.paint('dim', `  dropped at ${step}: ${count} × ${printableLine(reason)}`))
  }
  for (const { question, answer } of kept.items.slice(0, show)) {
    output.line()
    for (const [mark, text] of [
      ['Q', question],
      ['A', answer],
    ] as const) {
      wrap(text, Math.min(96, output.width - 6)).forEach((line, index) =>
        output.line(`  ${index === 0 ? output.paint('bold', mark) : ' '} ${line}`),
      )
    }
  }
}
