/**
 * The column kinds of this house: time-ordered ids for keyset pagination, and text that PostgreSQL takes whole.
 */
import { cleanText } from '@video2roleplay/llm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'

/** UUIDv7: ordered by creation, so that a page's cursor is simply the last id. */
export const id = () =>
  uuid()
    .primaryKey()
    .$defaultFn(() => v7())

/** Text from files, models and people: well-formed Unicode without NUL, which PostgreSQL would refuse or bend. */
export const safeText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => cleanText(value),
})

/** Numbers of four bytes each, as they lie in memory (little-endian). */
export const floats = customType<{ data: Float32Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (bytes) => new Float32Array(Uint8Array.from(bytes).buffer),
})

export const createdAt = () => timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow()
export const moment = () => timestamp({ withTimezone: true, mode: 'date' })
