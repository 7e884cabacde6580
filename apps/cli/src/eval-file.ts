/** `v2r eval --config eval.yaml`: the file's names become the server's ids, and the runs it describes are planned. */
import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { gateText, readEvalConfig, type EvalConfig } from '@video2roleplay/eval/config'
import { CliError } from './exit-codes.js'
import { findQuestionSet } from './find.js'
import type { Setting } from './program.js'

export interface EvalPlan {
  /** One for each way in which responders see the video. */
  evaluations: NewEvaluation[]
  questionSetId: string
  metricSet: 'main7' | 'ablation8'
  gates: string[]
  /** Of all regressions; 0.05 where the file has none. */
  alpha: number
  outputs: string[]
}

type NewEvaluation = Parameters<Setting['server']['api']['evals']['create']['mutate']>[0]

/** @throws CliError `bad-config` with a line for each slip */
export async function planFromFile({ server: { api }, environment, output }: Setting, path: string): Promise<EvalPlan> {
  const config = await readFileConfig(path, environment)
  const known = await api.models.list.query()
  const idOf = async ({ id, model }: { id: string; model?: string }): Promise<string> => {
    const found = known.find(({ name }) => name === id)
    if (found !== undefined && model !== undefined && found.model !== model)
      throw new CliError(
        'bad-config',
        `The model “${id}” is registered as ${found.model}, and the file says ${model}.`,
        {
          advice: 'Give the entry another id, so that results of the two are not mixed.',
        },
      )
    if (found !== undefined) return found.id
    if (model === undefined)
      throw new CliError('not-found', `There is no model “${id}”.`, {
        advice: 'Add "model:" to its entry, and it is registered; or see: v2r models',
      })
    const made = await api.models.register.mutate({ name: id, model })
    output.note(output.paint('dim', `Registered ${id} (${model}).`))
    known.push(made)
    return made.id
  }
  const set = await findQuestionSet(api, await setNamed(api, config.dataset.ref))
  const judgeModelIds = config.judges && (await inTurn(config.judges, idOf))
  const metricSet = config.metrics?.set ?? 'main7'
  const evaluations: NewEvaluation[] = []
  for (const alike of Map.groupBy(config.models, settingsKey).values()) {
    const [first] = alike
    if (first === undefined) continue
    evaluations.push({
      name: config.name,
      questionSetId: set.id,
      responderModelIds: await inTurn(alike, idOf),
      judgeModelIds,
      metricSet,
      rounds: config.run?.rounds,
      settings: settingsOf(first),
    })
  }
  const regressions = (config.gates ?? []).flatMap((gate) => ('regression' in gate ? [gate.regression.alpha] : []))
  return {
    evaluations,
    questionSetId: set.id,
    metricSet,
    gates: (config.gates ?? []).map(gateText),
    alpha: Math.min(0.05, ...regressions),
    outputs: (config.outputs ?? []).map((file) => resolve(dirname(path), file)),
  }
}

async function readFileConfig(path: string, environment: NodeJS.ProcessEnv): Promise<EvalConfig> {
  const shown = (file: string) => relative(process.cwd(), file) || file
  const load = async (file: string) => ({ name: shown(file), text: await readFile(file, 'utf8') })
  try {
    return await readEvalConfig(await load(path), {
      variables: environment,
      load: (next, from) => load(resolve(dirname(resolve(from.name)), next)),
    })
  } catch (error) {
    const isUnreadable = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CliError('bad-config', isUnreadable ? `There is no file ${path}.` : (error as Error).message, {
      cause: error,
    })
  }
}

/** `street@2` is the second version of the set; a name alone its newest. */
async function setNamed(api: Setting['server']['api'], ref: string): Promise<string> {
  const [, name, version] = /^(.+)@(\d+)$/.exec(ref) ?? []
  if (name === undefined) return ref
  for (let cursor: string | undefined | null; cursor !== null;) {
    const page = await api.questions.sets.query({ limit: 200, cursor: cursor ?? undefined })
    const found = page.items.find((set) => set.name === name && set.version === Number(version))
    if (found !== undefined) return found.id
    cursor = page.nextCursor
  }
  throw new CliError('not-found', `There is no question set “${name}” in version ${version}.`)
}

type ModelEntry = EvalConfig['models'][number]

function settingsOf({ context, temperature, max_tokens: maxTokens }: ModelEntry): NewEvaluation['settings'] {
  return {
    dynamicProfile: context?.frames,
    context: context?.text,
    timestamps: context?.timestamps,
    temperature,
    maxTokens,
  }
}

const settingsKey = (model: ModelEntry): string => JSON.stringify(settingsOf(model))

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) results.push(await work(item))
  return results
}
