/**
 * What a trainer writes while it trains, read into points of a loss curve (A.4). Three shapes are known: the
 * `trainer_state.json` of transformers, which InternVL and ms-swift keep in every checkpoint; lines of JSON, which
 * ms-swift (`logging.jsonl`) and LLaMA-Factory (`trainer_log.jsonl`) append; and the dictionaries that transformers
 * prints. A number that is no number, NaN above all, makes a broken point, never a loss of 0.
 */
import * as z from 'zod'

export interface TrainingPoint {
  step: number
  epoch: number | null
  loss: number | null
  evalLoss: number | null
  learningRate: number | null
  gradientNorm: number | null
  /** The trainer wrote a loss or a norm that is no finite number. */
  isBroken: boolean
}

export interface TrainingLog {
  points: TrainingPoint[]
  totalSteps: number | null
  /** The log says that the run is over. */
  isFinished: boolean
  /** Lines that say nothing of a step: words, warnings, bars. */
  otherLines: number
}

/** Longer lines are no log lines. */
const maxLineLength = 100_000

export function readTrainingLog(text: string): TrainingLog {
  const trimmed = text.trim()
  const whole = trimmed.startsWith('{') ? parseLoose(trimmed) : undefined
  const state = TrainerState.safeParse(whole)
  if (state.success) return readTrainerState(state.data)
  const log: TrainingLog = { points: [], totalSteps: null, isFinished: false, otherLines: 0 }
  for (const line of text.split('\n')) if (line.trim() !== '') readLine(line, log)
  return log
}

const Entry = z.record(z.string(), z.unknown())
const TrainerState = z.object({
  log_history: z.array(Entry),
  global_step: z.number().optional(),
  max_steps: z.number().optional(),
})

function readTrainerState({
  log_history: entries,
  global_step: at,
  max_steps: most,
}: z.output<typeof TrainerState>): TrainingLog {
  const points = entries.flatMap((entry) => pointOf(entry) ?? [])
  const totalSteps = most !== undefined && most > 0 ? most : null
  return { points, totalSteps, isFinished: totalSteps !== null && at !== undefined && at >= totalSteps, otherLines: 0 }
}

function readLine(line: string, log: TrainingLog): void {
  const start = line.indexOf('{')
  const end = line.lastIndexOf('}')
  const entry =
    start >= 0 && end > start && line.length <= maxLineLength ? parseLoose(line.slice(start, end + 1)) : undefined
  const read = Entry.safeParse(entry)
  if (!read.success) {
    log.otherLines++
    return
  }
  const total = totalOf(read.data)
  if (total !== null) log.totalSteps = total
  // A printed dictionary names no step: the lines that carry a loss are counted instead.
  const lastStep = log.points.at(-1)?.step ?? 0
  const point = pointOf(read.data, 'loss' in read.data ? lastStep + 1 : lastStep)
  if ('train_runtime' in read.data) log.isFinished = true
  if (point) {
    log.points.push(point)
    if (log.totalSteps !== null && point.step >= log.totalSteps && point.loss !== null) log.isFinished = true
  } else if (!('train_runtime' in read.data)) log.otherLines++
}

function pointOf(entry: z.output<typeof Entry>, countedStep?: number): TrainingPoint | null {
  const step = stepOf(entry) ?? countedStep
  const [loss, evalLoss] = [reading(entry['loss']), reading(entry['eval_loss'])]
  const gradientNorm = reading(entry['grad_norm'])
  if (step === undefined || (loss === undefined && evalLoss === undefined)) return null
  const numbers = [loss, evalLoss, gradientNorm].filter((one) => one !== undefined)
  return {
    step,
    epoch: finite(entry['epoch']),
    loss: loss ?? null,
    evalLoss: evalLoss ?? null,
    learningRate: finite(entry['learning_rate'] ?? entry['lr']),
    gradientNorm: gradientNorm ?? null,
    isBroken: numbers.includes(null),
  }
}

/** transformers: `step`; LLaMA-Factory: `current_steps`; ms-swift: `global_step/max_steps`, "7/120". */
function stepOf(entry: z.output<typeof Entry>): number | undefined {
  const value = entry['step'] ?? entry['current_steps'] ?? entry['global_step/max_steps']
  const step = typeof value === 'string' ? Number(value.split('/')[0]) : value
  return typeof step === 'number' && Number.isInteger(step) && step >= 0 && step < 2 ** 31 ? step : undefined
}

function totalOf(entry: z.output<typeof Entry>): number | null {
  const slashed = entry['global_step/max_steps']
  const total = typeof slashed === 'string' ? Number(slashed.split('/')[1]) : entry['total_steps']
  return typeof total === 'number' && Number.isInteger(total) && total > 0 && total < 2 ** 31 ? total : null
}

/** Undefined where it is not there; null where it is there and no finite number. */
function reading(value: unknown): number | null | undefined {
  return value === undefined ? undefined : finite(value)
}

function finite(value: unknown): number | null {
  // Printed dictionaries of newer transformers quote their numbers.
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** JSON as Python writes it, with NaN and Infinity; or one flat Python dictionary. */
function parseLoose(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const spelled = text
      .replace(/(?<=[:[,]\s*)-?(?:NaN|Infinity|nan|inf)(?=\s*[,}\]])/g, '"not a number"')
      .replaceAll(/'([^'"\\]*)'/g, '"$1"')
    try {
      return JSON.parse(spelled)
    } catch {
      return undefined // a line of words
    }
  }
}
