/** `v2r eval`: metrics × judges × rounds over a question set (section 5), and the leaderboard row it gives. */
import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { EvalEstimate, EvalRunView } from '@video2roleplay/api'
import { Option, type Command } from 'commander'
import { planFromFile, type EvalPlan } from '../eval-file.js'
import { CliError, exitCodes } from '../exit-codes.js'
import { findModel, findQuestionSet, findRun, findVideos, shortId } from '../find.js'
import { follow } from '../follow.js'
import { printLeaderboard } from '../leaderboard.js'
import type { Bind, Setting } from '../program.js'
import { count } from '../quantities.js'
import { list, wholeNumber } from '../stage-names.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  set?: string
  questions: number
  video?: string[]
  model?: string[]
  judge?: string[]
  metricSet: 'main7' | 'ablation8'
  rounds: number
  name?: string
  estimate?: boolean
  wait?: boolean
  list?: boolean
  published?: boolean
  maxUnscored: number
  failOn?: string[]
  junit?: string
  config?: string
}

export function addEval(program: Command, bind: Bind): void {
  const command = program
    .command('eval')
    .description('let judges score answers, and print the leaderboard')
    .option('--config <file>', 'plan, gates and outputs from an eval.yaml; the flags about them do not count then')
    .option('--questions <n>', 'ask n questions about each video, taken from its kept dialogues', wholeNumber, 3)
    .option('--set <set>', 'ask the questions of this set instead')
    .option('--video <video...>', 'only about these videos', list)
    .option(
      '--model <model...>',
      'who answers; several give several rows (default: the responder of the settings)',
      list,
    )
    .option('--judge <model...>', 'who judges (default: the judges of the settings)', list)
    .addOption(
      new Option('--metric-set <set>', 'main7: Table 2; ablation8: with video-text relevance, Table 3')
        .choices(['main7', 'ablation8'])
        .default('main7'),
    )
    .option('--rounds <n>', 'how often each judge judges', wholeNumber, 3)
    .option('--name <name>', 'a name for the run')
    .option('--estimate', 'count the calls, make none')
    .option('-w, --wait', 'stay until it is finished, then print the leaderboard')
    .option('--list', 'print the leaderboard as it is, start nothing')
    .option('--published', "show the paper's own rows beside ours")
    .option('--max-unscored <share>', 'exit 3 where more than this share has no score', Number, 0)
    .option(
      '--fail-on <gate...>',
      "exit 100 where it holds: 'overall<70', 'fluency<60', or 'regression:RUN' (worse than RUN beyond luck)",
      list,
    )
    .option('--junit <file>', 'write the gates as JUnit XML; needs --wait')
  bind<Options>(command, evaluate)
}

async function evaluate(setting: Setting, options: Options): Promise<number> {
  const { server, output } = setting
  if (options.list) {
    await printLeaderboard(setting, { metricSet: options.metricSet, withPublished: options.published === true })
    return exitCodes.ok
  }
  const plan =
    options.config === undefined ? await planFromFlags(setting, options) : await planFromFile(setting, options.config)
  // A gate with a slip in it is refused before anything is paid for.
  const gates = await resolveGates(setting, plan.gates)
  const estimates = await Promise.all(plan.evaluations.map((each) => server.api.evals.estimate.query(each)))
  for (const estimate of estimates) output.line(output.paint('dim', inWords(estimate)))
  if (options.estimate) {
    output.event({ event: 'result', estimates })
    return exitCodes.ok
  }
  const started = []
  for (const each of plan.evaluations) started.push(await server.api.evals.create.mutate(each))
  const runIds = started.flatMap((one) => one.runIds)
  const jobIds = started.flatMap((one) => one.jobIds)
  output.event({ event: 'launch', runs: runIds, jobs: jobIds, estimates })
  if (!options.wait) {
    output.line(
      `Started ${runIds.map(shortId).join(', ')}. Follow with: v2r jobs --follow   Look with: v2r eval --list`,
    )
    return exitCodes.ok
  }
  await follow(server, output, jobIds, { resume: `v2r jobs retry ${jobIds.map(shortId).join(' ')}` })
  const runs = await Promise.all(runIds.map((id) => server.api.evals.get.query({ id })))
  for (const run of runs) output.event({ event: 'result', run })
  await printLeaderboard(setting, {
    metricSet: plan.metricSet,
    withPublished: options.published === true,
    mark: new Set(runIds),
    questionSetId: plan.questionSetId,
  })
  const checked = { runIds, gates, alpha: plan.alpha }
  for (const file of plan.outputs) await writeReport(setting, file, checked)
  return verdict(setting, runs, { ...checked, maxUnscored: options.maxUnscored })
}

interface Checked {
  runIds: string[]
  gates: string[]
  alpha: number
}

const formatOf: Record<string, 'markdown' | 'latex' | 'csv' | 'json' | 'junit'> = {
  '.md': 'markdown',
  '.tex': 'latex',
  '.csv': 'csv',
  '.json': 'json',
  '.xml': 'junit',
}

async function writeReport({ server, output }: Setting, file: string, checked: Checked): Promise<void> {
  const format = formatOf[extname(file)] ?? 'json'
  const { text } = await server.api.evals.report.query({ ...checked, format })
  await writeFile(file, text)
  output.note(output.paint('dim', `Wrote ${file}`))
}

const inWords = (estimate: EvalEstimate): string =>
  `${count(estimate.responses, 'response')} + ${count(estimate.judgements, 'judgement')} ` +
  `(${estimate.questions} questions × ${estimate.metrics} metrics × ${count(estimate.judges, 'judge')} × ${count(estimate.rounds, 'round')})`

/** Names of runs become their ids. */
async function resolveGates({ server: { api } }: Setting, texts: string[]): Promise<string[]> {
  const gates = await Promise.all(
    texts.map(async (text) => {
      const against = /^\s*regression\s*:\s*(.+)$/.exec(text)?.[1]
      return against === undefined ? text : `regression:${(await findRun(api, against.trim())).id}`
    }),
  )
  if (gates.length > 0) await api.evals.check.query({ runIds: [], gates })
  return gates
}

async function planFromFlags(setting: Setting, options: Options): Promise<EvalPlan> {
  const { api } = setting.server
  const [responders, judges] = await Promise.all([
    Promise.all((options.model ?? []).map((name) => findModel(api, name))),
    Promise.all((options.judge ?? []).map((name) => findModel(api, name))),
  ])
  // Before a question set is made of dialogues: what is typed wrong should leave nothing behind.
  await resolveGates(setting, options.failOn ?? [])
  const questionSetId = await questionSetOf(setting, options)
  return {
    evaluations: [
      {
        name: options.name,
        questionSetId,
        responderModelIds: responders.map(({ id }) => id),
        judgeModelIds: judges.length === 0 ? undefined : judges.map(({ id }) => id),
        metricSet: options.metricSet,
        rounds: options.rounds,
      },
    ],
    questionSetId,
    metricSet: options.metricSet,
    gates: options.failOn ?? [],
    alpha: 0.05,
    outputs: options.junit === undefined ? [] : [resolve(options.junit)],
  }
}

async function questionSetOf({ server: { api }, output }: Setting, options: Options): Promise<string> {
  if (options.set !== undefined) return (await findQuestionSet(api, options.set)).id
  const videos = options.video === undefined ? undefined : await findVideos(api, options.video)
  const made = await api.questions.fromDialogues.mutate({
    name: options.name ?? `${options.questions} per video`,
    videoIds: videos?.map(({ id }) => id),
    perVideo: options.questions,
  })
  output.note(output.paint('dim', `${count(made.questions, 'question')} taken from kept dialogues.`))
  return made.id
}

async function verdict(
  { server, output }: Setting,
  runs: EvalRunView[],
  options: Checked & { maxUnscored: number },
): Promise<number> {
  if (options.gates.length > 0) {
    const { runIds, gates, alpha } = options
    const checked = await server.api.evals.check.query({ runIds, gates, alpha })
    output.event({ event: 'result', gates: checked })
    for (const run of checked.runs)
      for (const { name, outcome, message } of run.gates)
        output.note(`${mark(output, outcome)} ${printableLine(run.name)}: ${name}. ${printableLine(message)}`)
    if (!checked.isPassed) return exitCodes.thresholdMissed
  }
  const failed = runs.filter((run) => run.status === 'failed' || run.status === 'cancelled')
  if (failed.length === runs.length && failed[0]) {
    const { error, status } = failed[0]
    throw new CliError(error?.code ?? status, error?.message ?? `The run was ${status}.`, {
      advice: error?.advice ?? null,
    })
  }
  const thin = runs.filter(
    ({ coverage }) => coverage.expected === 0 || 1 - coverage.scored / coverage.expected > options.maxUnscored,
  )
  for (const { name, coverage } of thin) {
    output.note(
      `${output.paint('yellow', '◐')} ${name}: ${coverage.scored} of ${coverage.expected} judgements have a score.`,
    )
  }
  return thin.length > 0 || failed.length > 0 ? exitCodes.incomplete : exitCodes.ok
}

function mark({ paint }: Setting['output'], outcome: 'passed' | 'failed' | 'unmeasured'): string {
  if (outcome === 'passed') return paint('green', '✓')
  return outcome === 'failed' ? paint('red', '✗') : paint('yellow', '◐')
}
