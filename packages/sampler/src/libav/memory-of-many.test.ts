import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { drawClip } from '../draw-clip.js'
import { openLibav } from '../libav.js'
import { residentBytes } from '../process-memory.js'

const folder = mkdtempSync(join(tmpdir(), 'memory-of-many-'))
afterAll(() => rmSync(folder, { recursive: true }))

const below = () => (residentBytes(process.pid) ?? 0) - process.memoryUsage.rss()

test.skipIf(process.platform !== 'linux')(
  'a decoder that serves many videos holds no more than one that served few',
  async () => {
    const clips = ['a', 'b'].map((name) => join(folder, `${name}.mp4`))
    for (const path of clips) await drawClip(path, { seconds: 1, width: 1920, height: 1080 })
    const decoder = await openLibav({ workDir: folder })
    const serve = async (times: number) => {
      for (let k = 0; k < times; k++) await decoder.extractFrames(clips[k % 2] as string, [0, 0.5])
    }
    await serve(6)
    const few = below()
    await serve(30)
    const many = below()
    await decoder.close()
    expect(many - few).toBeLessThan(150 * 1024 * 1024)
  },
)
