import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findVideos } from './find-videos.js'

describe('what a path means', () => {
  let folder: string
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'v2r-find-')))
    await mkdir(join(folder, 'in', 'deeper'), { recursive: true })
    for (const name of ['in/b.mp4', 'in/a.MOV', 'in/deeper/c.webm', 'in/notes.txt', 'in/.hidden.mp4', 'outside.mp4'])
      await writeFile(join(folder, name), name)
    await symlink(join(folder, 'outside.mp4'), join(folder, 'in', 'link.mp4'))
    await symlink('/', join(folder, 'in', 'root'))
    execFileSync('mkfifo', [join(folder, 'in', 'pipe.mp4')])
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('a folder is the videos in it, deep, in order, without links, pipes and hidden files', async () => {
    const found = await findVideos([join(folder, 'in')])
    expect(found.map(({ name }) => name)).toEqual(['a.MOV', 'b.mp4', 'c.webm'])
  })

  test('a path that leads nowhere is one error among the files that do exist', async () => {
    const found = await findVideos([join(folder, 'nowhere.mp4'), join(folder, 'outside.mp4')])
    expect(found).toMatchObject([{ error: { code: 'unreadable' } }, { name: 'outside.mp4' }])
    expect(found[1]?.error).toBeUndefined()
  })

  test('a manifest lists files of its folder with their facts, and says which of its lines are wrong', async () => {
    const lines = [
      JSON.stringify({ path: 'b.mp4', name: 'Breakfast', platform: 'bilibili', licence: 'CC BY 4.0' }),
      'not json',
      '',
      JSON.stringify({ path: '../outside.mp4' }),
      JSON.stringify({ path: 'link.mp4' }),
      JSON.stringify({ path: 'root/etc/passwd' }),
      JSON.stringify({ path: 'a.MOV', admin: true }),
    ]
    await writeFile(join(folder, 'in', 'list.jsonl'), `\uFEFF${lines.join('\r\n')}`)
    const found = await findVideos([join(folder, 'in', 'list.jsonl')])
    expect(found.map(({ error }) => (error as { code?: string } | undefined)?.code)).toEqual([
      undefined,
      'bad-manifest',
      'forbidden',
      'forbidden',
      'forbidden',
      'bad-manifest',
    ])
    expect(found[0]).toMatchObject({ name: 'Breakfast', facts: { platform: 'bilibili', licence: 'CC BY 4.0' } })
    expect(basename(found[1]?.path ?? '')).toBe('list.jsonl:2')
  })
})
