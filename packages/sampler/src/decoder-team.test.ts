import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FrameDecoder } from './decoder.js'
import { DecoderTeam } from './decoder-team.js'
import { defaultLimits } from './limits.js'

/** Decoders whose requests end when they are told to, and a log of what began where. */
function makeTeam(processes: number) {
  const began: string[] = []
  const cores: (number | undefined)[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const closed: number[] = []
  let opened = 0
  const open = async (): Promise<FrameDecoder> => {
    const name = ++opened
    const begin = (path: string) => {
      began.push(`${path} in ${name}`)
      return new Promise<never>((resolve, reject) =>
        ends.set(path, (error) => (error ? reject(error) : resolve(undefined as never))),
      )
    }
    const decode = (path: string, options?: { cores?: number }) => {
      cores.push(options?.cores)
      return begin(path)
    }
    return {
      info: { name: 'libav', version: '1', sandbox: 'none', limits: defaultLimits, notes: [] },
      probe: begin,
      extractFrames: (path, _timestamps, options) => decode(path, options),
      extractAllFrames: decode,
      extractThumbnails: (path, _timestamps, options) => decode(path, options),
      close: async () => void closed.push(name),
    }
  }
  const end = async (path: string, error?: Error) => {
    ends.get(path)?.(error)
    await setImmediate()
  }
  return { open, end, began, cores, closed, start: async () => new DecoderTeam(await open(), open, processes) }
}

test('two requests at once are decoded side by side, a third when one of them is done', async () => {
  const { start, end, began } = makeTeam(2)
  const team = await start()
  const all = ['a', 'b', 'c'].map((path) => team.extractFrames(path, [0]))
  await setImmediate()
  expect(began).toEqual(['a in 1', 'b in 2'])
  await end('b')
  expect(began).toEqual(['a in 1', 'b in 2', 'c in 2'])
  await end('a')
  await end('c')
  await Promise.all(all)
})

test('a probe begins at once, however much is being decoded', async () => {
  const { start, end, began } = makeTeam(1)
  const team = await start()
  const long = team.extractThumbnails('long', [0])
  const probe = team.probe('new')
  await setImmediate()
  expect(began).toEqual(['long in 1', 'new in 2'])
  await end('new')
  await end('long')
  await Promise.all([long, probe])
})

test('a poster does not wait for the decodings of others, a second long decoding does', async () => {
  const { start, end, began } = makeTeam(1)
  const team = await start()
  const long = team.extractThumbnails('long', [0])
  const later = team.extractFrames('later', [0])
  const poster = team.extractFrames('new', [0], { isBrief: true })
  await setImmediate()
  expect(began).toEqual(['long in 1', 'new in 2'])
  await end('new')
  await end('long')
  expect(began[2]).toMatch(/^later/)
  await end('later')
  await Promise.all([long, later, poster])
})

test('a video goes to the decoder that has read it already', async () => {
  const { start, end, began } = makeTeam(2)
  const team = await start()
  const both = [team.probe('a'), team.probe('b')]
  await setImmediate()
  await end('a')
  await end('b')
  await Promise.all(both)
  void team.extractAllFrames('a')
  void team.extractAllFrames('b')
  await setImmediate()
  expect(began.slice(2)).toEqual(['a in 1', 'b in 2'])
})

test('decodings that start beside others use fewer cores', async () => {
  const { start, cores } = makeTeam(2)
  const team = await start()
  for (const path of ['a', 'b']) void team.extractFrames(path, [0])
  await setImmediate()
  const [alone, beside] = cores as [number, number]
  expect(beside).toBe(Math.max(1, Math.floor(alone / 2)))
})

test('a failure makes room, and who gives up waiting is not served', async () => {
  const { start, end, began } = makeTeam(1)
  const team = await start()
  const bad = team.extractFrames('bad', [0])
  const controller = new AbortController()
  const impatient = team.extractFrames('impatient', [0], { signal: controller.signal })
  const next = team.extractFrames('next', [0])
  await setImmediate()
  controller.abort()
  await expect(impatient).rejects.toMatchObject({ code: 'aborted' })
  void end('bad', new Error('broken'))
  await expect(bad).rejects.toThrow('broken')
  await setImmediate()
  expect(began).toEqual(['bad in 1', 'next in 1'])
  await end('next')
  await next
})

test('what is closed is closed whole, also what was busy then, and serves no more', async () => {
  const { start, end, closed } = makeTeam(2)
  const team = await start()
  const work = ['a', 'b'].map((path) => team.extractFrames(path, [0]))
  await setImmediate()
  await end('a')
  await team.close()
  await end('b')
  await Promise.all(work)
  expect(closed).toEqual([1, 2])
  await expect(team.probe('c')).rejects.toMatchObject({ code: 'aborted' })
})
