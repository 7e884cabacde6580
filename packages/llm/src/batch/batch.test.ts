import { afterEach, expect, test } from 'vitest'
import { startScriptedBatches, type ScriptedBatches, type ScriptedBatchesOptions } from '../testing.js'
import { createBatchClient } from './batch-client.js'
import { batchLine, readBatchLine } from './batch-lines.js'

let server: ScriptedBatches
afterEach(() => server.close())

async function clientOf(options: ScriptedBatchesOptions) {
  server = await startScriptedBatches(options)
  return createBatchClient({ baseUrl: server.baseUrl, apiKey: 'sk-test-0123456789' })
}
const line = (id: string) =>
  batchLine({ id, model: 'm', messages: [{ role: 'user', content: `Hello ${id}` }], parameters: { max_tokens: 9 } })

test('what went up comes back under its own name, in whatever order, with its failures apart', async () => {
  const client = await clientOf({
    respond: ({ customId }) =>
      ({ b: { status: 500 }, c: 'expired' as const, d: { status: 400, code: 'content_filter' } })[customId] ??
      `to ${customId}`,
  })
  const submitted = await client.submit(['a', 'b', 'c', 'd', 'e'].map(line), 'mark-1')
  expect(submitted.isOver).toBe(false)
  const status = await client.poll(submitted.remoteId)
  expect(status).toMatchObject({ isOver: true, status: 'expired' })
  const results = new Map((await client.collect(status)).map(readBatchLine).map((one) => [one?.id, one]))
  expect(results.get('a')).toMatchObject({ status: 'answered', answer: { outcome: 'answered', text: 'to a' } })
  expect(results.get('e')).toMatchObject({ answer: { text: 'to e', usage: { outputTokens: 2 } } })
  expect(results.get('b')).toMatchObject({ status: 'failed', error: { code: 'server-error', isRetryable: true } })
  expect(results.get('c')).toMatchObject({ error: { code: 'timeout', isRetryable: true, mayHaveBeenPaid: false } })
  expect(results.get('d')).toMatchObject({ status: 'answered', answer: { outcome: 'filtered' } })
  expect(server.refused).toEqual([])
})

test('a batch is found again by its mark', async () => {
  const client = await clientOf({})
  const { remoteId } = await client.submit([line('a')], 'mark-2')
  expect((await client.find('mark-2'))?.remoteId).toBe(remoteId)
  expect(await client.find('mark-3')).toBeNull()
})

test('an interface that is down is one typed error, and keeps the key to itself', async () => {
  const client = await clientOf({})
  server.failWith(503)
  const error = await client.submit([line('a')], 'm').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'server-error', isRetryable: true, httpStatus: 503 })
  expect(JSON.stringify(error)).not.toContain('sk-test')
})

test('a line that cannot be read is nobody’s', async () => {
  server = await startScriptedBatches()
  expect(readBatchLine('{"half": ')).toBeNull()
})
