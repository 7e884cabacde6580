/** Both decoders, for `describe.each`: what is not installed is reported as not run. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFfmpeg } from './ffmpeg.js'
import { openLibav } from './libav.js'
import { findOnPath } from './sandbox.js'

export const hasFfmpeg = findOnPath('ffmpeg') !== undefined && findOnPath('ffprobe') !== undefined

export const backends = [
  { label: 'libav', open: openLibav, isThere: true },
  { label: hasFfmpeg ? 'ffmpeg' : 'ffmpeg (not run: it is not installed)', open: openFfmpeg, isThere: hasFfmpeg },
]

/** A folder of clips, each drawn once; its name says what it is. */
export function clipFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'clips-'))
  return {
    folder,
    async clip(name: string, draw: (path: string) => unknown): Promise<string> {
      const path = join(folder, name)
      if (!existsSync(path)) await draw(path)
      return path
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
