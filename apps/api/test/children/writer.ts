/** Writes rows to the embedded database for ever, and says the number of each one that was acknowledged. */
import { openDatabase } from '../../src/db/open-database.js'
import { settings } from '../../src/db/schema.js'
import { readEnv } from '../../src/env.js'

const { db } = await openDatabase(readEnv(process.env))
for (let number = 0; ; number++) {
  await db.insert(settings).values({ key: `row ${number}`, value: number })
  process.stdout.write(`${number}\n`)
}
