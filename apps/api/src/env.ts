/**
 * The settings of a process, read once at start and documented in `.env.example`. A value we cannot use ends
 * the start with one sentence; an empty one counts as not set.
 */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import * as z from 'zod'
import { ApiError } from './errors.js'

/** The judges of section 5.1, and the model its dialogues were made with (section 3.3). */
const paperModel = 'gpt-4o'
const paperJudges = ['gpt-4o', 'o3-mini']

const names = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
)
const modelNames = names.refine((list) => list.length > 0, 'must name at least one model')
const count = (least: number, most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((text) => text === 'true' || text === '1')
/** `gpt-4o=2.5/10`: dollars per million tokens in and out. */
const prices = z
  .string()
  .regex(
    /^\s*[^=,\s]+=\d+(\.\d+)?\/\d+(\.\d+)?\s*(,\s*[^=,\s]+=\d+(\.\d+)?\/\d+(\.\d+)?\s*)*$/,
    'must look like gpt-4o=2.5/10,o3-mini=1.1/4.4',
  )
  .transform((text) =>
    Object.fromEntries(
      text.split(',').map((entry) => {
        const [model = '', price = ''] = entry.trim().split('=')
        const [input, output] = price.split('/').map(Number)
        return [model, { inputPerMillionUsd: input ?? 0, outputPerMillionUsd: output ?? 0 }]
      }),
    ),
  )

/** `off`, `auto`, a model of the hub, or a folder: what begins like a path is one. */
const clip = z
  .string()
  .regex(
    /^(off|auto|(\/|\.{1,2}[\\/]|[A-Za-z]:[\\/]).+|[\w-][\w.-]*\/[\w-][\w.-]*)$/,
    'must be off, auto, the owner/name of a model, or the path of a folder',
  )

/** `gpt-4o=2,qwen-max`: names, each with its share of the work; 1 where nothing is said. */
const weighedNames = names
  .refine((list) => list.length > 0, 'must name at least one model')
  .refine(
    (list) => list.every((entry) => !entry.includes('=') || /^[^=]+=\d+(\.\d+)?$/.test(entry)),
    'must look like gpt-4o=2,qwen-max=1',
  )
  .transform((list) =>
    list.map((entry) => {
      const [name = '', weight = '1'] = entry.split('=')
      return { name: name.trim(), weight: Number(weight) }
    }),
  )
  .refine((list) => list.some(({ weight }) => weight > 0), 'must give at least one model a weight above 0')

const Variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: count(0, 65_535).default(3210),
  V2R_ALLOWED_HOSTS: names.default([]),
  V2R_API_TOKENS: names
    .refine((list) => list.every((token) => token.length >= 16), 'must be tokens of at least 16 characters')
    .default([]),
  V2R_DATA_DIR: z.string().default('.v2r'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  V2R_DATABASE_POOL: count(2, 100).default(10),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_API_BASE: httpUrl.optional(),
  V2R_MODEL: z.string().optional(),
  V2R_ANNOTATOR_MODEL: z.string().optional(),
  V2R_GENERATOR_MODELS: weighedNames.optional(),
  V2R_SELECTOR_MODEL: z.string().optional(),
  V2R_RESPONDER_MODEL: z.string().optional(),
  V2R_JUDGE_MODELS: modelNames.optional(),
  V2R_MODEL_PRICES: prices.default({}),
  V2R_MAX_COST_USD: z.coerce.number('must be a number of dollars').positive('must be more than 0').optional(),
  V2R_TOKENS_PER_MINUTE: count(1000, 1_000_000_000).optional(),
  V2R_LANGUAGE: z.enum(['en', 'zh'], 'must be en or zh').default('en'),
  V2R_CAPTION_SEGMENT_SECONDS: z.coerce
    .number('must be a number of seconds')
    .positive('must be more than 0')
    .optional(),
  V2R_ON_SCREEN_TEXT: flag.default(false),
  V2R_SUBTITLES: flag.default(false),
  V2R_TRANSCRIBE_MODEL: z.string().optional(),
  V2R_TRANSCRIBE_BASE_URL: httpUrl.optional(),
  V2R_CONCURRENCY: count(1, 256).default(8),
  V2R_CALL_TOTAL_SECONDS: count(1, 3600).default(600),
  V2R_CALL_IDLE_SECONDS: count(1, 3600).default(120),
  V2R_DECODER: z.enum(['auto', 'libav', 'ffmpeg'], 'must be auto, libav or ffmpeg').default('auto'),
  V2R_CLIP: clip.default('auto'),
  V2R_CLIP_HUB: httpUrl.default('https://huggingface.co'),
  V2R_DECODE_JOBS: count(1, 64).optional(),
  V2R_MODEL_JOBS: count(1, 64).default(4),
  V2R_SERVE_WORKERS: flag.default(true),
  V2R_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'must be silent, error, warn, info or debug')
    .default('warn'),
})
type Variables = z.infer<typeof Variables>

export interface Env {
  host: string
  port: number
  /** Host names the server answers to, besides the loopback ones. */
  allowedHosts: string[]
  /** What `/v1` asks its clients for; empty: any client on this machine is served. */
  apiTokens: string[]
  /** Absolute. */
  dataDir: string
  /** PostgreSQL; PGlite in the data folder where it is absent. */
  databaseUrl?: string
  databasePool: number
  apiKey?: string
  baseUrl?: string
  /** True where neither key nor base URL is set: models are rehearsed, not asked. */
  isRehearsal: boolean
  models: { annotator: string; generators: string[]; selector: string; responder: string; judges: string[] }
  /** How often a teacher is chosen beside the others (A.2); 1 for those that are not named. */
  generatorWeights: Record<string, number>
  /** What captions and dialogues are written in. */
  language: Variables['V2R_LANGUAGE']
  /** One caption frame for so many seconds, instead of 64 in all: 1 is the strategy that section 3.2 rejected. */
  captionSegmentSeconds?: number
  /** Evidence beside the frames. Off unless asked for. */
  evidence: { onScreenText: boolean; subtitles: boolean; transcribe?: { model: string; baseUrl?: string } }
  prices: Variables['V2R_MODEL_PRICES']
  maxCostUsd?: number
  /** Per endpoint, over all processes that share the database. */
  tokensPerMinute?: number
  /** Calls at a time, per endpoint and process. */
  concurrency: number
  callTotalSeconds: number
  callIdleSeconds: number
  decoder: Variables['V2R_DECODER']
  /** Where the CLIP of step 3 comes from; no model named: the sampler's own choice. */
  clip: { from: 'off' } | { from: 'hub'; model?: string } | { from: 'folder'; folder: string }
  clipHub: string
  /** Jobs at a time that decode video, and jobs at a time that mostly wait for models. */
  decodeJobs: number
  modelJobs: number
  /** Whether `serve` does jobs too; with PGlite it always does. */
  serveWorkers: boolean
  logLevel: Variables['V2R_LOG_LEVEL']
  /** Every setting as the settings page shows it; secrets only as `set`. */
  described: { name: string; value: string; source: 'environment' | 'default' }[]
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '::1'])
const secretNames = new Set(['OPENAI_API_KEY', 'DATABASE_URL', 'V2R_API_TOKENS'])

/** @throws ApiError `bad-setting` */
export function readEnv(source: Record<string, string | undefined>, folder = process.cwd()): Env {
  const given = Object.fromEntries(
    Object.keys(Variables.shape).flatMap((name) => (source[name]?.trim() ? [[name, source[name].trim()]] : [])),
  )
  const parsed = Variables.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0])
    const shown = secretNames.has(name) ? '' : `, not "${String(given[name])}"`
    throw new ApiError('bad-setting', `${name} ${issue?.message ?? 'cannot be read'}${shown}.`)
  }
  const values = parsed.data
  if (!loopbackNames.has(values.HOST))
    throw new ApiError(
      'bad-setting',
      `HOST must be 127.0.0.1, localhost or ::1, not "${values.HOST}": there are no accounts yet, so the server listens on this machine only.`,
    )

  const baseUrl = values.OPENAI_BASE_URL ?? values.OPENAI_API_BASE
  const model = values.V2R_MODEL ?? paperModel
  return {
    host: values.HOST,
    port: values.PORT,
    allowedHosts: values.V2R_ALLOWED_HOSTS,
    apiTokens: values.V2R_API_TOKENS,
    dataDir: resolve(folder, values.V2R_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databasePool: values.V2R_DATABASE_POOL,
    apiKey: values.OPENAI_API_KEY,
    baseUrl: baseUrl?.replace(/\/+$/, ''),
    isRehearsal: values.OPENAI_API_KEY === undefined && baseUrl === undefined,
    models: {
      annotator: values.V2R_ANNOTATOR_MODEL ?? model,
      generators: values.V2R_GENERATOR_MODELS?.map(({ name }) => name) ?? [model],
      selector: values.V2R_SELECTOR_MODEL ?? model,
      responder: values.V2R_RESPONDER_MODEL ?? model,
      judges: values.V2R_JUDGE_MODELS ?? (values.V2R_MODEL === undefined ? paperJudges : [model]),
    },
    generatorWeights: Object.fromEntries((values.V2R_GENERATOR_MODELS ?? []).map(({ name, weight }) => [name, weight])),
    language: values.V2R_LANGUAGE,
    captionSegmentSeconds: values.V2R_CAPTION_SEGMENT_SECONDS,
    evidence: {
      onScreenText: values.V2R_ON_SCREEN_TEXT,
      subtitles: values.V2R_SUBTITLES,
      ...(values.V2R_TRANSCRIBE_MODEL === undefined
        ? {}
        : {
            transcribe: {
              model: values.V2R_TRANSCRIBE_MODEL,
              baseUrl: values.V2R_TRANSCRIBE_BASE_URL?.replace(/\/+$/, ''),
            },
          }),
    },
    prices: values.V2R_MODEL_PRICES,
    maxCostUsd: values.V2R_MAX_COST_USD,
    tokensPerMinute: values.V2R_TOKENS_PER_MINUTE,
    concurrency: values.V2R_CONCURRENCY,
    callTotalSeconds: values.V2R_CALL_TOTAL_SECONDS,
    callIdleSeconds: values.V2R_CALL_IDLE_SECONDS,
    decoder: values.V2R_DECODER,
    clip: readClip(values.V2R_CLIP, folder),
    clipHub: values.V2R_CLIP_HUB,
    decodeJobs: values.V2R_DECODE_JOBS ?? availableParallelism(),
    modelJobs: values.V2R_MODEL_JOBS,
    serveWorkers: values.V2R_SERVE_WORKERS,
    logLevel: values.V2R_LOG_LEVEL,
    described: Object.keys(Variables.shape).map((name) => describe(name, given[name], values)),
  }
}

function readClip(text: string, base: string): Env['clip'] {
  if (text === 'off') return { from: 'off' }
  if (text === 'auto') return { from: 'hub' }
  return /^[\w-][^\\:]*$/.test(text) ? { from: 'hub', model: text } : { from: 'folder', folder: resolve(base, text) }
}

function describe(name: string, given: string | undefined, values: Variables): Env['described'][number] {
  const value = values[name as keyof Variables]
  if (given === undefined) return { name, value: isEmpty(value) ? 'not set' : String(value), source: 'default' }
  return { name, value: secretNames.has(name) ? 'set' : given, source: 'environment' }
}

/** Absent, an empty list or an empty table. */
function isEmpty(value: Variables[keyof Variables]): boolean {
  return value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
}
