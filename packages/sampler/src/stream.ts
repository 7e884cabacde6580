/**
 * Results of a long piece of work, one by one, while it goes on. The work begins when the first is asked for, waits
 * while nobody asks, and is stopped when the reader breaks off.
 */
import { SamplerError } from './errors.js'
import { HandOver } from './hand-over.js'

export interface Stream<Item, Summary> extends AsyncIterable<Item> {
  /**
   * How it ended, known once the last item was read. Rejected with the error that ended the reading, and with `aborted`
   * where the reader broke off.
   */
  readonly summary: Promise<Summary>
}

/** `give` returns when the item was taken. */
export type Work<Item, Summary> = (give: (item: Item) => Promise<void>, signal: AbortSignal) => Promise<Summary>

export function openStream<Item, Summary>(work: Work<Item, Summary>, callers?: AbortSignal): Stream<Item, Summary> {
  const { promise: summary, resolve, reject } = Promise.withResolvers<Summary>()
  // Whoever reads the items has heard of the failure already.
  summary.catch(() => undefined)
  let isRead = false
  async function* read(): AsyncGenerator<Item, void, undefined> {
    if (isRead) throw new SamplerError('bad-request', 'A stream of frames can be read once.')
    isRead = true
    const handOver = new HandOver<Item>()
    const breakOff = new AbortController()
    const signal = AbortSignal.any([breakOff.signal, ...(callers === undefined ? [] : [callers])])
    signal.addEventListener('abort', () => handOver.refuseAll(), { once: true })
    const running = work((item) => handOver.give(item), signal)
    running.then(resolve, reject)
    const ended = running.then(
      () => handOver.end(),
      () => handOver.end(),
    )
    try {
      for (let item = await handOver.take(); item !== undefined; item = await handOver.take()) yield item
    } finally {
      breakOff.abort()
      await ended
    }
    await running
  }
  return { summary, [Symbol.asyncIterator]: read }
}
