/** A file of an export, with its length known before its first byte, as a tar wants it. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { inArray } from 'drizzle-orm'
import { files } from '../../db/schema.js'
import type { Services } from '../../services.js'
import { mapped } from './async-items.js'

export interface ExportPart {
  name: string
  sizeBytes: number
  read(): Readable
}

/** What is stored under these names; what is no longer on disk is left out, and the linter has said so. */
export async function* storedParts(
  { db, storage }: Services,
  wanted: readonly { name: string; sha256: string }[],
): AsyncGenerator<ExportPart> {
  if (wanted.length === 0) return
  const rows = await db
    .select()
    .from(files)
    .where(
      inArray(
        files.sha256,
        wanted.map(({ sha256 }) => sha256),
      ),
    )
  const sizeOf = new Map(rows.map((row) => [row.sha256, row.sizeBytes]))
  for (const { name, sha256 } of wanted) {
    const sizeBytes = sizeOf.get(sha256)
    if (sizeBytes === undefined || !(await storage.has(sha256))) continue
    yield { name, sizeBytes, read: () => createReadStream(storage.pathOf(sha256)) }
  }
}

export function linesPart(name: string, sizeBytes: number, lines: () => AsyncIterable<string>): ExportPart {
  return { name, sizeBytes, read: () => Readable.from(mapped(lines(), (line) => Buffer.from(`${line}\n`))) }
}

export function bytesPart(name: string, content: string | Uint8Array): ExportPart {
  const bytes = Buffer.from(content)
  return { name, sizeBytes: bytes.byteLength, read: () => Readable.from([bytes]) }
}
