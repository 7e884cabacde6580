/** `v2r training`: runs against a data set version, their logs, and the model that came of one. */
import { readFile } from 'node:fs/promises'
import type { TrainingRunView } from '@video2roleplay/api'
import { Option, type Command } from 'commander'
import { CliError } from '../exit-codes.js'
import { everyPage, pick, shortId } from '../find.js'
import { follow } from '../follow.js'
import { list } from '../stage-names.js'
import type { Bind, Setting } from '../program.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  register?: string
  name?: string
  trainer: TrainingRunView['trainer']
  fact?: string[]
  log?: string
  follow?: string
  model?: string
  as?: string
  layout: 'openai' | 'vllm' | 'lmdeploy' | 'ms-swift'
}

export function addTraining(program: Command, bind: Bind): void {
  const command = program
    .command('training')
    .argument('[run]', 'id, part of an id, or name')
    .description('list training runs; register one, read its log, register its model')
    .option('--register <version>', 'a new run against a data set version')
    .option('--name <name>', 'of the new run')
    .addOption(
      new Option('--trainer <trainer>', 'of the new run')
        .choices(['internvl', 'ms-swift', 'llama-factory', 'other'])
        .default('internvl'),
    )
    .option('--fact <name=value>', 'base model, cards, attention …; may be repeated', list)
    .option('--log <file>', 'a trainer’s log on this machine: sent and read once')
    .option('--follow <file>', 'a log on the server’s machine: read while it grows')
    .option('--model <model>', 'register what came of it, by its name at the endpoint')
    .option('--as <name>', 'what to call the model (default: the run’s name)')
    .addOption(
      new Option('--layout <layout>', 'how the server wants frames')
        .choices(['openai', 'vllm', 'lmdeploy', 'ms-swift'])
        .default('vllm'),
    )
  bind<Options>(command, async (setting, options, [wanted]) => {
    const { api } = setting.server
    if (options.register === undefined && wanted === undefined) return printRuns(setting)
    const run = options.register === undefined ? await findRun(setting, wanted!) : await register(setting, options)
    if (options.log !== undefined) await read(setting, { runId: run.id, text: await readFile(options.log, 'utf8') })
    if (options.follow !== undefined) await read(setting, { runId: run.id, path: options.follow, isFollowed: true })
    if (options.model !== undefined) {
      const { model, layout, as: name = run.name } = options
      const { modelId } = await api.training.registerModel.mutate({ runId: run.id, name, model, layout })
      setting.output.event({ event: 'result', modelId })
    }
    await printRuns(setting, run.id)
  })
}

async function register({ server: { api } }: Setting, options: Options): Promise<TrainingRunView> {
  const versions = await everyPage((cursor) => api.dataSets.versions.query({ cursor, limit: 200 }))
  const named = versions.map(({ id, name, version }) => ({ id, name: `${name} v${version}` }))
  const version = pick(named, options.register!, 'dataset')
  return api.training.register.mutate({
    versionId: version.id,
    name: options.name ?? `${version.name}, ${options.trainer}`,
    trainer: options.trainer,
    facts: Object.fromEntries((options.fact ?? []).map(factOf)),
  })
}

function factOf(text: string): [string, string | number] {
  const [name, ...rest] = text.split('=')
  const value = rest.join('=').trim()
  if (!name || value === '') throw new CliError('bad-fact', `“${printableLine(text)}” is not name=value.`)
  return [name.trim(), Number.isFinite(Number(value)) ? Number(value) : value]
}

type LogInput = Parameters<Setting['server']['api']['training']['readLog']['mutate']>[0]

async function read({ server, output }: Setting, input: LogInput): Promise<void> {
  const { jobId } = await server.api.training.readLog.mutate(input)
  output.event({ event: 'launch', jobs: [jobId] })
  await follow(server, output, [jobId], { resume: `v2r jobs retry ${jobId}` })
}

const everyRun = ({ server: { api } }: Setting) =>
  everyPage((cursor) => api.training.list.query({ cursor, limit: 200 }))

async function findRun(setting: Setting, wanted: string): Promise<TrainingRunView> {
  return pick(await everyRun(setting), wanted, 'training run')
}

async function printRuns(setting: Setting, only?: string): Promise<void> {
  const { output } = setting
  const runs = (await everyRun(setting)).filter((run) => only === undefined || run.id === only)
  for (const run of runs) output.event({ event: 'result', run })
  if (output.isJson) return
  if (runs.length === 0) return output.line('No training run yet. Register one with: v2r training --register DATASET')
  const loss = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  output.table(runs, [
    { title: 'id', value: ({ id }) => shortId(id), paint: (cell) => output.paint('dim', cell) },
    { title: 'name', value: ({ name }) => name, isFlexible: true },
    { title: 'data set', value: ({ dataSet }) => `${dataSet.name} v${dataSet.version}` },
    { title: 'status', value: ({ status }) => status },
    {
      title: 'step',
      value: ({ steps, totalSteps }) => `${steps}${totalSteps === null ? '' : ` / ${totalSteps}`}`,
      align: 'right',
    },
    { title: 'loss', value: ({ firstLoss, lastLoss }) => `${loss(firstLoss)} → ${loss(lastLoss)}` },
    { title: 'labels', value: ({ frameLabelStyle }) => frameLabelStyle },
    { title: 'model', value: ({ model }) => model?.name ?? '–' },
  ])
}
