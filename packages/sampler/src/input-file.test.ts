import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inspectInput } from './input-file.js'

const folder = mkdtempSync(join(tmpdir(), 'input-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)
const isWindows = process.platform === 'win32'

writeFileSync(at('video.mp4'), Buffer.from('\0\0\0\x20ftypisom', 'latin1'))
writeFileSync(at('empty.mp4'), '')

test('a regular file of a known container passes', async () => {
  expect(await inspectInput(at('video.mp4'), 1000)).toMatchObject({ sizeBytes: 12, family: 'mov' })
})

test.each([
  ['nothing.mp4', 'file-not-found'],
  ['empty.mp4', 'empty-file'],
  ['.', 'not-a-regular-file'],
])('%s is refused: %s', async (name, code) => {
  await expect(inspectInput(at(name), 1000)).rejects.toMatchObject({ code })
})

test('a file over the limit is refused before it is read', async () => {
  await expect(inspectInput(at('video.mp4'), 11)).rejects.toMatchObject({ code: 'too-large' })
})

test.skipIf(isWindows)('a link to a video is refused (not run on Windows)', async () => {
  symlinkSync(at('video.mp4'), at('link.mp4'))
  await expect(inspectInput(at('link.mp4'), 1000)).rejects.toMatchObject({ code: 'not-a-regular-file' })
})

test.skipIf(isWindows)('a pipe is refused at once, without waiting for a writer (not run on Windows)', async () => {
  execFileSync('mkfifo', [at('pipe.mp4')])
  await expect(inspectInput(at('pipe.mp4'), 1000)).rejects.toMatchObject({ code: 'not-a-regular-file' })
})

test.skipIf(isWindows)('a device is refused (not run on Windows)', async () => {
  await expect(inspectInput('/dev/zero', 1000)).rejects.toMatchObject({ code: 'not-a-regular-file' })
})

test('a file that was replaced has another identity', async () => {
  const { identity } = await inspectInput(at('video.mp4'), 1000)
  writeFileSync(at('video.mp4'), Buffer.from('\0\0\0\x20ftypmp42-longer', 'latin1'))
  expect((await inspectInput(at('video.mp4'), 1000)).identity).not.toBe(identity)
})
