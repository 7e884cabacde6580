import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStream } from './stream.js'

/** Makes 1, 2, 3 … and logs what it did and when. */
function counting(upTo: number, log: string[]) {
  return async (give: (item: number) => Promise<void>, signal: AbortSignal) => {
    log.push('begun')
    for (let k = 1; k <= upTo; k++) {
      signal.throwIfAborted()
      log.push(`made ${k}`)
      await give(k)
    }
    log.push('made all')
    return `${upTo} in all`
  }
}

test('nothing is made before it is asked for, and never more than one ahead of the reader', async () => {
  const log: string[] = []
  const stream = openStream(counting(3, log))
  await setImmediate()
  expect(log).toEqual([])
  for await (const item of stream) {
    await setImmediate()
    log.push(`read ${item}`)
  }
  expect(log).toEqual(['begun', 'made 1', 'made 2', 'read 1', 'made 3', 'read 2', 'made all', 'read 3'])
  expect(await stream.summary).toBe('3 in all')
})

test('a reader who breaks off stops the maker, and the loop ends only when the maker has', async () => {
  const log: string[] = []
  const stream = openStream(counting(1000, log))
  for await (const item of stream) if (item === 2) break
  expect(log).not.toContain('made 4')
  const made = log.length
  await setImmediate()
  expect(log.length).toBe(made)
  await expect(stream.summary).rejects.toMatchObject({ code: 'aborted' })
})

test('what breaks the maker reaches the reader after the items made before it', async () => {
  const read: number[] = []
  const stream = openStream(async (give: (item: number) => Promise<void>) => {
    await give(1)
    throw new Error('broken')
  })
  const reading = async () => {
    for await (const item of stream) read.push(item)
  }
  await expect(reading()).rejects.toThrow('broken')
  expect(read).toEqual([1])
  await expect(stream.summary).rejects.toThrow('broken')
})

test('the caller’s signal ends a maker that waits for its reader', async () => {
  const controller = new AbortController()
  const stream = openStream(counting(1000, []), controller.signal)
  const reading = async () => {
    for await (const _ of stream) {
      controller.abort()
      await setImmediate()
    }
  }
  await expect(reading()).rejects.toMatchObject({ code: 'aborted' })
})

test('a stream is read once', async () => {
  const stream = openStream(counting(1, []))
  for await (const item of stream) expect(item).toBe(1)
  await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'bad-request' })
})
