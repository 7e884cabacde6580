/** What the decoder's process can see of this machine. Linux tells; elsewhere, and without bubblewrap, it is not run. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { drawClip } from './draw-clip.js'
import { openLibav } from './libav.js'
import { confinement, confinements, findTools } from './sandbox.js'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('what works is used, from the strongest to none, and what is missing is said in a sentence', () => {
  const both = { prlimit: '/usr/bin/prlimit', bubblewrap: '/usr/bin/bwrap' }
  expect(confinements(both).map(({ sandbox, notes }) => [sandbox, notes.length])).toEqual([
    ['bubblewrap', 0],
    ['process-limits', 1],
    ['none', 2],
  ])
  expect(confinements(both)[1]?.notes).toEqual([expect.stringContaining('user namespaces')])
  expect(confinements({}).map(({ sandbox }) => sandbox)).toEqual(['none'])
})

test('every path is bound read-only, the network is cut off, and nothing is inherited', () => {
  const argv = confinement({ bubblewrap: '/usr/bin/bwrap' }, {}).wrap(['tool'], {
    binds: [['/a', '/in']],
    cpuSeconds: 1,
    openFiles: 8,
  })
  expect(argv).toEqual(
    expect.arrayContaining(['--unshare-all', '--die-with-parent', '--new-session', 'ALL', '--ro-bind', '/a', '/in']),
  )
  expect(argv).not.toContain('--bind')
  expect(argv.at(-1)).toBe('tool')
})

const isLinux = process.platform === 'linux'

describe.skipIf(!isLinux)(`a running decoder${isLinux ? '' : ' (not run: this is not Linux)'}`, () => {
  /** This process's descendants that run the decoder. */
  function decoderPids(parent = process.pid): number[] {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number)
    return children.flatMap((pid) => [
      ...(readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('libav-child') ? [pid] : []),
      ...decoderPids(pid),
    ])
  }

  test('has no environment but the three words on how memory is kept', async () => {
    const decoder = await openLibav({ workDir: folder })
    const environments = decoderPids().map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'))
    await decoder.close()
    expect(environments.length).toBeGreaterThan(0)
    // bubblewrap sets where it stands, and nothing else.
    const names = environments.flatMap((text) => text.split('\0')).map((line) => line.split('=')[0] ?? '')
    expect([...new Set(names)].filter((name) => name !== '' && name !== 'PWD').toSorted()).toEqual([
      'MALLOC_ARENA_MAX',
      'MALLOC_MMAP_THRESHOLD_',
      'MALLOC_TRIM_THRESHOLD_',
    ])
  })

  test('that is killed fails its request with a code, and the next request gets another process', async () => {
    const path = join(folder, 'long.mp4')
    await drawClip(path, { seconds: 20, fps: 25, width: 640, height: 360 })
    const decoder = await openLibav({ workDir: folder })
    const killed = decoder.extractAllFrames(path, {
      onProgress: () => decoderPids().forEach((pid) => process.kill(pid, 'SIGKILL')),
    })
    await expect(killed).rejects.toMatchObject({ code: 'decoder-crashed', isRetryable: true })
    expect((await decoder.extractFrames(path, [1])).got).toBe(1)
    await decoder.close()
  })

  test('leaves neither processes nor files behind when it is closed', async () => {
    const decoder = await openLibav({ workDir: folder })
    const running = decoderPids()
    await decoder.close()
    expect(running.length).toBeGreaterThan(0)
    expect(decoderPids()).toEqual([])
    expect(readdirSync(folder).filter((name) => name.startsWith('v2r-decoder-'))).toEqual([])
  })

  const { bubblewrap } = findTools()
  const canSandbox = bubblewrap !== undefined && works(bubblewrap)

  test.skipIf(!canSandbox)(
    `sees its own root and no other disk${canSandbox ? '' : ' (not run: bubblewrap makes no sandbox here)'}`,
    async () => {
      const secret = join(folder, 'another-video.mp4')
      writeFileSync(secret, '')
      const decoder = await openLibav({ workDir: folder, requireSandbox: true })
      const [pid] = decoderPids().toReversed()
      const inside = (path: string) => join(`/proc/${pid}/root`, path)
      const input = readdirSync(inside('/in'))
      const ours = fileURLToPath(new URL('../dist/libav-child.js', import.meta.url))
      const visible = [ours, secret, '/etc/passwd', '/etc/hostname'].map((path) => existsSync(inside(path)))
      await decoder.close()
      expect(input).toEqual([])
      expect(visible).toEqual([true, false, false, false])
    },
  )
})

function works(bubblewrap: string): boolean {
  try {
    execFileSync(bubblewrap, ['--unshare-all', '--ro-bind', '/', '/', 'true'])
    return true
  } catch {
    return false
  }
}
