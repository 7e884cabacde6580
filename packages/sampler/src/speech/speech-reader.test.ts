import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOnPath } from '../sandbox.js'
import { openSpeechReader, type SpeechReader } from './speech-reader.js'

const ffmpeg = findOnPath('ffmpeg')
const needsFfmpeg = { skip: ffmpeg === undefined }

let folder: string
let reader: SpeechReader

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'v2r-speech-'))
  if (ffmpeg === undefined) return
  reader = await openSpeechReader({ workDir: join(folder, 'work') })
  await writeFile(
    join(folder, 'a.srt'),
    '1\n00:00:00,500 --> 00:00:01,500\nNot <b>yet</b>!\n\n2\n00:00:02,000 --> 00:00:02,900\n还没呢\n',
  )
  const picture = ['-f', 'lavfi', '-i', 'testsrc=d=3:r=5:s=64x48']
  const sound = ['-f', 'lavfi', '-i', 'sine=d=3:f=440']
  await draw(
    'talk.mkv',
    [...picture, ...sound, '-i', join(folder, 'a.srt'), '-metadata:s:s:0', 'language=eng', '-c:s', 'srt'],
    3,
  )
  await draw('talk.mp4', [...picture, ...sound, '-i', join(folder, 'a.srt'), '-c:s', 'mov_text'], 3)
  await draw('silent.mp4', picture, 1)
})
afterAll(async () => {
  await reader?.close()
  await rm(folder, { recursive: true, force: true })
})

async function draw(name: string, options: string[], inputs: number): Promise<void> {
  const maps = Array.from({ length: inputs }, (_, at) => ['-map', String(at)]).flat()
  const head = options.findLastIndex((word) => word === '-i') + 2
  await promisify(execFile)(ffmpeg!, [
    '-v',
    'error',
    '-y',
    ...options.slice(0, head),
    ...maps,
    ...options.slice(head),
    '-c:v',
    'mpeg4',
    join(folder, name),
  ])
}

test.skipIf(ffmpeg === undefined).each(['talk.mkv', 'talk.mp4'])(
  'the words of a subtitle track are read with their times: %s',
  async (name) => {
    const [track] = await reader.subtitles(join(folder, name))
    expect(track).toMatchObject({ isForced: false, isCut: false, language: name === 'talk.mkv' ? 'eng' : null })
    expect(track!.cues.map(({ startSeconds, text }) => [Number(startSeconds.toFixed(1)), text])).toEqual([
      [0.5, 'Not yet!'],
      [2, '还没呢'],
    ])
  },
)

test('a film without subtitles has no track, and one without sound no audio', needsFfmpeg, async () => {
  expect(await reader.subtitles(join(folder, 'silent.mp4'))).toEqual([])
  expect(await reader.audio(join(folder, 'silent.mp4'), { startSeconds: 0, seconds: 10 })).toHaveLength(0)
})

test('sound comes as FLAC, a span of it at a time, and nothing after the end', needsFfmpeg, async () => {
  const whole = await reader.audio(join(folder, 'talk.mkv'), { startSeconds: 0, seconds: 10 })
  const part = await reader.audio(join(folder, 'talk.mkv'), { startSeconds: 1, seconds: 1 })
  expect(Buffer.from(whole.subarray(0, 4)).toString()).toBe('fLaC')
  expect(part.length).toBeGreaterThan(1000)
  expect(part.length).toBeLessThan(whole.length)
  expect(await reader.audio(join(folder, 'talk.mkv'), { startSeconds: 60, seconds: 10 })).toHaveLength(0)
})

test('what is no video is refused before ffmpeg sees it', needsFfmpeg, async () => {
  await writeFile(join(folder, 'list.m3u8'), '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')
  await expect(reader.subtitles(join(folder, 'list.m3u8'))).rejects.toMatchObject({ code: 'playlist' })
})
