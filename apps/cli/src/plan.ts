/** What the work will take, before it begins: `--estimate` and `--dry-run` say it and leave, `--probe` measures first. */
import type { PlannedRange, Stage, VideoCard, WorkPlan } from '@video2roleplay/api'
import type { Command } from 'commander'
import { exitCodes } from './exit-codes.js'
import { follow } from './follow.js'
import type { Setting } from './program.js'
import { count, durationText, moneyText } from './quantities.js'
import { wholeNumber } from './stage-names.js'

export interface PlanOptions {
  estimate?: boolean
  dryRun?: boolean
  probe?: number
  batch?: boolean
}

export function addPlanOptions(command: Command): Command {
  return command
    .option('--estimate', 'say what it would take in calls, tokens, money and time, and leave')
    .option('--probe <n>', 'with --estimate: measure on this many of the videos first, which is paid for', wholeNumber)
    .option('--dry-run', 'the same as --estimate, and never a call')
    .option('--batch', "by the provider's batch interface where a model has one: half the price, within a day")
}

/** Null where no plan was asked for. */
export async function planOnly(
  setting: Setting,
  { estimate, dryRun, probe }: PlanOptions,
  { videos, stages }: { videos: VideoCard[]; stages: Stage[] },
): Promise<number | null> {
  if (estimate !== true && dryRun !== true) return null
  const { server, output } = setting
  const work = { videoIds: videos.map(({ id }) => id), stages }
  if (probe !== undefined && dryRun !== true) {
    const { jobIds } = await server.api.pipeline.probe.mutate({ ...work, size: probe })
    await follow(server, output, jobIds, { resume: 'the same command' })
  }
  const plan = await server.api.pipeline.plan.query(work)
  output.event({ event: 'result', plan })
  if (!output.isJson) print(setting, plan)
  return plan.fits === 'beyond' ? exitCodes.incomplete : exitCodes.ok
}

function print({ output }: Setting, plan: WorkPlan): void {
  const { starting, chosen, busy, notReady } = plan.videos
  const others = [busy > 0 ? `${busy} busy or paused` : '', notReady > 0 ? `${notReady} not imported` : '']
    .filter((part) => part !== '')
    .join(', ')
  output.line(`${count(starting, 'video')} of ${chosen} would start${others === '' ? '' : ` (${others})`}.`)
  const rows = [
    ...plan.stages.map((stage) => ({
      ...stage,
      name: stage.stage,
      basis: stage.videos === 0 ? 'done' : stage.measured > 0 ? `measured on ${stage.measured}` : 'limits only',
    })),
    { ...plan, name: 'together', basis: '' },
  ]
  output.table(rows, [
    { title: 'stage', value: ({ name }) => name },
    { title: 'calls', value: ({ calls }) => rangeText(calls, wholeText), align: 'right' },
    { title: 'tokens in', value: ({ inputTokens }) => rangeText(inputTokens, wholeText), align: 'right' },
    { title: 'tokens out', value: ({ outputTokens }) => rangeText(outputTokens, wholeText), align: 'right' },
    { title: 'cost', value: ({ microUsd }) => (microUsd === null ? 'price unknown' : rangeText(microUsd, dollars)) },
    { title: 'time', value: ({ seconds }) => (seconds === null ? '–' : rangeText(seconds, durationText)) },
    { title: 'rests on', value: ({ basis }) => basis },
  ])
  output.line(output.paint(plan.fits === 'beyond' || plan.fits === 'risk' ? 'yellow' : 'dim', fitSentence(plan)))
}

const wholeText = (value: number) => Math.round(value).toLocaleString('en')
const dollars = (microUsd: number) => moneyText({ microUsd: Math.round(microUsd), unknown: 0 })

function rangeText({ low, expected, high }: PlannedRange, format: (value: number) => string): string {
  if (format(low) === format(high)) return format(low)
  return expected === null ? `≤ ${format(high)}` : `${format(expected)} (${format(low)}–${format(high)})`
}

function fitSentence({ fits, budget }: WorkPlan): string {
  const left =
    budget.limitMicroUsd === null
      ? ''
      : ` ${dollars(Math.max(0, budget.limitMicroUsd - budget.spentMicroUsd))} of ${dollars(budget.limitMicroUsd)} are left.`
  const words: Record<WorkPlan['fits'], string> = {
    'no-limit': 'No budget is set.',
    fits: 'The budget holds it.',
    risk: 'The budget may not hold all of it; what is beyond would pause.',
    beyond: 'The budget does not hold it; what is beyond would pause.',
    unknown: 'The price of a model is not known, and there is a budget: its calls would pause.',
  }
  return `${words[fits]}${left}`
}
