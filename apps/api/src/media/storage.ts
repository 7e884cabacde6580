/** Files named by their content. A row in `files` exists only once the bytes are whole on disk. */
import type { Readable } from 'node:stream'

export interface StoredFile {
  sha256: string
  sizeBytes: number
}

/** Bytes, a stream of them, or a file on this machine: copied, or taken over where `move` says so. */
export type StorageSource = Uint8Array | Readable | { path: string; move?: boolean }

export interface Storage {
  /** Writes the bytes and their row; the same bytes twice are one file. @throws ApiError `disk-full` */
  put(source: StorageSource, mediaType: string): Promise<StoredFile>
  /** Absolute path of the bytes; the file may be absent where it was removed. */
  pathOf(sha256: string): string
  has(sha256: string): Promise<boolean>
  read(sha256: string): Promise<Buffer>
  /** Row and bytes. Refused by the database while another row names the file. */
  remove(sha256: string): Promise<void>
}
