import { afterAll, beforeAll, expect, test } from 'vitest'
import { eachDatabase } from '../../test/databases.js'
import { startTestServices } from '../../test/services.js'
import type { Services } from '../services.js'
import { takeTokens } from './token-bucket.js'

eachDatabase('tokens a minute', (database) => {
  let services: Services
  beforeAll(async () => {
    services = await startTestServices({ database })
  })
  afterAll(() => services.close())
  const take = (endpoint: string, tokens: number) =>
    takeTokens(services.db, { endpoint, tokensPerMinute: 6000, tokens })

  test('are given to many at once until they are gone, and then it is said how long that lasts', async () => {
    const takes = await Promise.allSettled(Array.from({ length: 10 }, () => take('a', 1500)))
    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    const refusal = takes.find(({ status }) => status === 'rejected')
    expect(refusal).toMatchObject({ reason: { code: 'rate-limited', isRetryable: true } })
    const { retryAfterMs } = (refusal as PromiseRejectedResult).reason as { retryAfterMs: number }
    // 1500 of 6000 a minute are there again after a quarter of it.
    expect(retryAfterMs).toBeGreaterThan(10_000)
    expect(retryAfterMs).toBeLessThanOrEqual(15_000)
  })

  test('of one endpoint are not those of another; a call that is larger than a minute takes the whole', async () => {
    await take('b', 9000)
    await expect(take('b', 2000)).rejects.toMatchObject({ code: 'rate-limited' })
    await take('c', 2000)
  })
})
