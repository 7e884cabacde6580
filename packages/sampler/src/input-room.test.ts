import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inspectInput } from './input-file.js'
import { InputRoom } from './input-room.js'

const folder = mkdtempSync(join(tmpdir(), 'input-room-'))
afterAll(() => rmSync(folder, { recursive: true }))

const video = join(folder, 'video.mp4')
writeFileSync(video, Buffer.from('\0\0\0\x20ftypisom', 'latin1'))

test('a file on the same disk is linked under a plain name, and gone afterwards', async () => {
  const room = await InputRoom.open(folder)
  const name = await room.admit(await inspectInput(video, 1000))
  expect(readdirSync(room.folder)).toEqual([name])
  expect(statSync(join(room.folder, name)).ino).toBe(statSync(video).ino)
  await room.dismiss(name)
  expect(readdirSync(room.folder)).toEqual([])
  await room.close()
  expect([existsSync(room.folder), existsSync(video)]).toEqual([false, true])
})

test('a file that the decoder could not read as a link is copied', async () => {
  const room = await InputRoom.open(folder)
  const name = await room.admit({ ...(await inspectInput(video, 1000)), isReadableByChild: false })
  expect(statSync(join(room.folder, name)).ino).not.toBe(statSync(video).ino)
  expect(readFileSync(join(room.folder, name))).toEqual(readFileSync(video))
  await room.close()
})

test('a file exchanged for another after it was inspected is refused', async () => {
  const room = await InputRoom.open(folder)
  const inspected = await inspectInput(video, 1000)
  await expect(room.admit({ ...inspected, inode: inspected.inode + 1n })).rejects.toMatchObject({
    code: 'not-a-regular-file',
  })
  expect(readdirSync(room.folder)).toEqual([])
  await room.close()
})

test('what a killed process left behind is swept away; rooms in use and of other hosts stay', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', ''])
  const [left, used, other] = [
    `v2r-decoder-${hostname()}-${dead}-a`,
    `v2r-decoder-${hostname()}-${process.pid}-b`,
    `v2r-decoder-elsewhere-${dead}-c`,
  ]
  for (const name of [left, used, other]) mkdirSync(join(folder, name))
  const room = await InputRoom.open(folder)
  expect([left, used, other].map((name) => existsSync(join(folder, name)))).toEqual([false, true, true])
  await room.close()
})
