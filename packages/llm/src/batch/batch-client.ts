/**
 * OpenAI's batch interface: a file of requests goes up, answers come back within a day, at half the price. Submit,
 * poll, collect; nothing here waits, retries or remembers: what is sent, and what became of it, stands in the ledger.
 */
import OpenAI, { APIError, toFile } from 'openai'
import type { Batch } from 'openai/resources/batches'
import { LlmError, type LlmErrorCode } from '../errors.js'
import { redact } from '../redact.js'

export interface BatchStatus {
  remoteId: string
  /** As the provider spells it: `validating`, `in_progress`, `finalizing`, `completed`, `expired`, … */
  status: string
  /** True where nothing more will come: what has no answer by then has none. */
  isOver: boolean
  /** Files of result lines: the answers, and the requests that failed. */
  fileIds: string[]
  /** What the provider says is wrong with the file as a whole. */
  problem: string | null
}

export interface BatchClient {
  /** `mark` is found again by `find`, for a process that died before it could write the id down. @throws LlmError */
  submit(lines: readonly string[], mark: string): Promise<BatchStatus>
  /** @throws LlmError */
  poll(remoteId: string): Promise<BatchStatus>
  /** Null where no recent batch carries the mark. @throws LlmError */
  find(mark: string): Promise<BatchStatus | null>
  /** Result lines, unread. @throws LlmError */
  collect(status: BatchStatus): Promise<string[]>
}

export interface BatchClientOptions {
  baseUrl: string
  apiKey?: string
  timeoutMs?: number
  fetch?: typeof globalThis.fetch
}

/** The provider's: most requests in one file, and most bytes. */
export const batchLimits = { requests: 50_000, bytes: 190_000_000 }

const over = new Set(['completed', 'expired', 'cancelled', 'failed'])
const markName = 'v2r'

export function createBatchClient(options: BatchClientOptions): BatchClient {
  const apiKey = options.apiKey?.trim()
  const secrets = apiKey ? [apiKey] : []
  const client = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: apiKey || 'none',
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: options.timeoutMs ?? 120_000,
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  })

  async function told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      throw toLlmError(error, secrets)
    }
  }

  return {
    submit: (lines, mark) =>
      told(async () => {
        const file = await client.files.create({
          file: await toFile(Buffer.from(`${lines.join('\n')}\n`), `${mark}.jsonl`, { type: 'application/jsonl' }),
          purpose: 'batch',
        })
        const batch = await client.batches.create({
          input_file_id: file.id,
          endpoint: '/v1/chat/completions',
          completion_window: '24h',
          metadata: { [markName]: mark },
        })
        return toStatus(batch)
      }),
    poll: (remoteId) => told(async () => toStatus(await client.batches.retrieve(remoteId))),
    find: (mark) =>
      told(async () => {
        const page = await client.batches.list({ limit: 100 })
        const found = page.data.find((batch) => batch.metadata?.[markName] === mark)
        return found === undefined ? null : toStatus(found)
      }),
    collect: ({ fileIds }) =>
      told(async () => {
        const lines: string[] = []
        for (const id of fileIds) {
          const text = await (await client.files.content(id)).text()
          lines.push(...text.split('\n').filter((line) => line.trim() !== ''))
        }
        return lines
      }),
  }
}

function toStatus(batch: Batch): BatchStatus {
  const problem = batch.errors?.data?.map(({ message }) => message ?? '').join('; ') || null
  return {
    remoteId: batch.id,
    status: batch.status,
    isOver: over.has(batch.status),
    fileIds: [batch.output_file_id, batch.error_file_id].filter((id): id is string => typeof id === 'string'),
    problem: problem === null ? null : problem.slice(0, 500),
  }
}

function toLlmError(error: unknown, secrets: readonly string[]): LlmError {
  if (error instanceof LlmError) return error
  const words = redact(error instanceof Error ? error.message : String(error), secrets).slice(0, 300)
  const status = error instanceof APIError ? error.status : undefined
  if (status === undefined) return new LlmError('unreachable', `The batch interface could not be reached: ${words}`)
  return new LlmError(codeOf(status), `The batch interface answered: ${words}`, { httpStatus: status })
}

function codeOf(status: number): LlmErrorCode {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'server-error' : 'bad-request'
}
