/** Every example runs as it stands, alone, on a video drawn here, with no database and no key. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { drawClip } from '@video2roleplay/sampler/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
let clip: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'v2r-examples-'))
  clip = join(folder, 'clip.mp4')
  await drawClip(clip, { seconds: 7, fps: 4 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(name: string, ...args: string[]): Promise<string> {
  const script = join(import.meta.dirname, `${name}.ts`)
  return (await promisify(execFile)(process.execPath, [script, ...args], { env: { PATH: process.env.PATH } })).stdout
}

test('sampler: a vlog of seven seconds gives two frames, each with its reason', async () => {
  const [head, ...frames] = (await run('sample-video', clip)).trim().split('\n')
  expect(head).toMatch(/^vlog: 2 frames, decoded by (libav|ffmpeg)/)
  expect(frames).toHaveLength(2)
})

test('llm: without an endpoint the rehearsal model answers, and says that it is none', async () => {
  expect(await run('ask-model', 'Who are you?')).toMatch(/answered \(rehearsal: no real model\)\n.*Who are you\?/)
})

test('curation: a video becomes a caption and dialogues', async () => {
  const said = await run('curate-video', clip)
  expect(said).toContain('descriptions, success')
  expect(said).toMatch(/^Q .+\nA .+/m)
})

test('inference: the character answers and the frames were seen', async () => {
  expect(await run('talk-to-character', clip, 'Are you well?')).toMatch(/Are you well\?[^]*the model saw frames/)
})

test('eval: eight metrics give one row, labelled as a rehearsal', async () => {
  expect((await run('judge-answer')).trim().split('\n').at(-1)).toMatch(/^Avg₈ .*scored.*rehearsal/)
})

test('each example is under 25 lines', async () => {
  const scripts = (await readdir(import.meta.dirname)).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  const lengths = await Promise.all(
    scripts.map(async (name) => (await readFile(join(import.meta.dirname, name), 'utf8')).trimEnd().split('\n').length),
  )
  expect(scripts).toHaveLength(6)
  expect(Math.max(...lengths)).toBeLessThan(25)
})
