/** Looks now and then for reservations that nobody will settle any more, so that totals stay honest. */
import type { Logger } from 'pino'
import type { Database } from '../db/database.js'
import { abandonReservations } from './abandon-reservations.js'

const everyMs = 30_000

/** `isAlone`: whatever is reserved at start was reserved by a process that is gone. */
export async function startReservationSweep(
  db: Database,
  options: { isAlone: boolean; totalSeconds: number; log: Logger },
): Promise<{ stop(): void }> {
  const { totalSeconds, log } = options
  await abandonReservations(db, options.isAlone ? 'all' : { totalSeconds })
  const timer = setInterval(async () => {
    try {
      await abandonReservations(db, { totalSeconds })
    } catch (error) {
      log.warn({ error }, 'abandoned reservations could not be looked for')
    }
  }, everyMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
