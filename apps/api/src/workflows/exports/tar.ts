/** A tar of parts: times are zero and nothing is read from the clock, so equal parts give equal bytes. */
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pack } from 'tar-stream'
import type { ExportPart } from './part.js'

const timeless = { mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 }

export function packTar(parts: Iterable<ExportPart> | AsyncIterable<ExportPart>): Readable {
  const tar = pack()
  const through = new PassThrough()
  void fill()
  // An error of either reaches whoever reads, who would wait for ever otherwise.
  tar.on('error', (error) => through.destroy(error))
  return tar.pipe(through)

  async function fill(): Promise<void> {
    try {
      for await (const { name, sizeBytes: size, read } of parts)
        await pipeline(read(), tar.entry({ name, size, ...timeless }))
      tar.finalize()
    } catch (error) {
      tar.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  }
}
