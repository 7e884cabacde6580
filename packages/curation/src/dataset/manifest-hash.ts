/** The name of a data set version's content: a hash over every item, word for word, and the split that it is in. */
import { createHash } from 'node:crypto'
import { jsonLine } from '../exporters/exporter.js'

export interface ManifestItem {
  id: string
  videoId: string
  split: string
  question: string
  answer: string
}

/** Items in the order of their ids; taken one by one, since a data set may be larger than memory. */
export function createManifestHash(): { add(item: ManifestItem): void; digest(): string } {
  const hash = createHash('sha256')
  return {
    add({ id, videoId, split, question, answer }) {
      hash.update(`${jsonLine([id, videoId, split, question, answer])}\n`)
    },
    digest: () => hash.digest('hex'),
  }
}
