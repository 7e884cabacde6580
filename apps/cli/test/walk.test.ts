/** The walk through the house by the command line, rehearsed, on videos drawn here. */
import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { drawClip } from '@video2roleplay/sampler/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouse, v2r, type House } from './house.js'

describe('v2r against a running server', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse()
    await drawClip(join(house.folder, 'meadow.mp4'), { seconds: 12, fps: 5 })
    await drawClip(join(house.folder, 'blink.mp4'), { seconds: 1, fps: 8 })
    await writeFile(join(house.folder, 'not a\u001b[31m video.mp4'), 'just words')
  })
  afterAll(() => house?.close())

  test('an import takes in what it can, says what it cannot, and is incomplete', async () => {
    const ended = await house.v2r(['import', 'meadow.mp4', 'not a\u001b[31m video.mp4', 'absent.mp4', '--wait'])
    expect(ended.code).toBe(3)
    expect(ended.out).toContain('1 done, 1 failed')
    expect(ended.out).toMatch(/✗ absent\.mp4/)
    expect(ended.out).toContain('not a␛[31m video.mp4')
    expect(ended.out + ended.log).not.toContain('\u001b')
  })

  test('the same file again is recognised', async () => {
    const ended = await house.v2r(['import', 'meadow.mp4', '--wait'])
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.out).toContain('is here already')
  })

  test('for machines an import is launch, progress, result and done, one JSON object per line', async () => {
    const { code, events } = await house.v2r([
      'import',
      'blink.mp4',
      '--then',
      'sample,caption,dialogues',
      '--wait',
      '--json',
    ])
    expect(code).toBe(0)
    expect(events.at(0)?.event).toBe('launch')
    expect(events.at(-1)).toEqual({ event: 'done', exitCode: 0 })
    expect(events.filter(({ event }) => event === 'progress').length).toBeGreaterThan(0)
    expect(events.find(({ event }) => event === 'result')).toMatchObject({
      done: 1,
      failed: [],
      cost: { isRehearsal: true },
    })
  })

  test('a sample is printed with a reason for each frame', async () => {
    const ended = await house.v2r(['sample', 'meadow'])
    expect(ended.code).toBe(0)
    expect(ended.out).toContain('vlog · 3 frames')
    expect(ended.out.match(/One frame every 5 s/g)).toHaveLength(3)
  })

  test('a sample with other settings is drawn, and the one in use stays', async () => {
    const plot = join(house.folder, 'meadow.svg')
    const ended = await house.v2r(['sample', 'meadow', '--strategy', 'uniform', '-n', '4', '--plot', plot])
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.out).toContain('vlog by uniform · 4 frames')
    const svg = await readFile(plot, 'utf8')
    expect(svg.match(/data-frame="/g)).toHaveLength(4)
    expect((await house.v2r(['sample', 'meadow'])).out).toContain('vlog · 3 frames')
    expect(await house.v2r(['sample', 'meadow', '--skip', 'boring'])).toMatchObject({ code: 1 })
  })

  test('a moment is explained, whether a frame was taken there or not', async () => {
    const ended = await house.v2r(['explain', 'meadow', '0:05', '7.5'])
    expect(ended.code).toBe(0)
    expect(ended.out).toMatch(/#2 One frame every 5 s/)
    expect(ended.out).toMatch(/– 00:07\.50: no frame was taken here/)
  })

  test('the budget warns where 128 frames do not fit, and sampling takes what fits', async () => {
    const budget = await house.v2r(['budget', '--text-tokens', '8192'])
    expect(budget.out).toContain('Of 128 frames only 96 fit beside 8192 tokens of text')
    const fitted = ['sample', 'meadow', '--fit', 'internvl2.5-8b', '--context', '1000', '--text-tokens', '400']
    expect((await house.v2r(fitted)).out).toContain('vlog · 2 frames, capped from 3')
  })

  test('a collection without documentaries has nothing to calibrate on, and says why', async () => {
    const ended = await house.v2r(['calibrate', 'meadow'])
    expect(ended.code).toBe(1)
    expect(ended.out).toContain('It is a vlog: seconds are compared in documentaries only.')
  })

  test('caption and dialogues print what was made, and say that it is a rehearsal', async () => {
    const caption = await house.v2r(['caption', 'meadow'])
    expect(caption).toMatchObject({ code: 0 })
    expect(caption.out).toMatch(/rehearsal · \d+ of \d+ segments described · ≤ 2048 tokens/)
    const dialogues = await house.v2r(['dialogues', 'meadow', '--json'])
    expect(dialogues.code).toBe(0)
    expect(dialogues.events.find((event) => 'funnel' in event)).toMatchObject({
      funnel: {
        steps: [
          { step: 'generated' },
          { step: 'parsed' },
          { step: 'notRefused' },
          { step: 'selected' },
          { step: 'cleaned' },
        ],
      },
    })
  })

  test('a question is answered, and what the model sees can be looked at', async () => {
    const context = await house.v2r(['chat', 'meadow', '--context'])
    expect(context.out).toContain('user  3 images')
    const answer = await house.v2r(['chat', 'meadow', '--message', 'Are you happy?'])
    expect(answer).toMatchObject({ code: 0 })
    expect(answer.out).toContain('[rehearsal]')
    expect(answer.log).toContain('Rehearsal: no real model answers here.')
  })

  test('an evaluation ends in a leaderboard row, and a missed threshold in 100', async () => {
    const args = ['eval', '--questions', '1', '--rounds', '1', '--wait']
    const ended = await house.v2r(args)
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.out).toMatch(/Ton +Avg₇ +scored/)
    expect(ended.out).toMatch(/▸ +1 +Rehearsal .* 14\/14/)
    expect(await house.v2r([...args, '--fail-on', 'overall<100'])).toMatchObject({ code: 100 })
  })

  test('a run that is no worse than the one before passes, and the gates are there for a CI to read', async () => {
    const { events } = await house.v2r(['eval', '--list', '--json'])
    const [run] = (events[0] as unknown as { leaderboard: { measured: { id: string }[] } }).leaderboard.measured
    const gated = ['--fail-on', `regression:${run!.id}`, '--junit', 'gates.xml']
    const args = ['eval', '--questions', '1', '--rounds', '1', '--name', 'again', '--wait', ...gated]
    // Another question set is another measurement, so nothing can be said, and that is no pass.
    expect(await house.v2r(args)).toMatchObject({ code: 100 })
    expect(await readFile(join(house.folder, 'gates.xml'), 'utf8')).toContain('errors="1"')
    const set = ['--set', 'again', '--rounds', '1', '--name', 'third', '--wait', '--fail-on', 'regression:again']
    expect(await house.v2r(['eval', ...set])).toMatchObject({ code: 0 })

    const config = `version: 1
name: from a file
dataset: {ref: again@1}
models: [{id: Rehearsal}]
run: {rounds: 1}
gates: [{regression: {against: again}}, {metric: overall, min: 1}]
outputs: [results.json, table.md]
`
    await writeFile(join(house.folder, 'eval.yaml'), config)
    expect(await house.v2r(['eval', '--config', 'eval.yaml', '--wait'])).toMatchObject({ code: 0 })
    expect(await readFile(join(house.folder, 'table.md'), 'utf8')).toContain('Avg')
    await writeFile(join(house.folder, 'slip.yaml'), config.replace('rounds', 'round'))
    const slip = await house.v2r(['eval', '--config', 'slip.yaml'])
    expect([slip.code, slip.log]).toEqual([1, expect.stringContaining('slip.yaml:5:7: run.round: there is no key')])

    const compared = await house.v2r(['compare', 'third', 'again'])
    expect(compared.out).toMatch(/Avg₇ +\+0\.00/)
    expect((await house.v2r(['report', 'third', '--format', 'latex'])).out).toContain('\\begin{tabular}')
    expect(await house.v2r(['eval', '--questions', '1', '--fail-on', 'overall is low'])).toMatchObject({ code: 1 })
  })

  test('latency is measured with more and more frames, beside the paper, and a rehearsal says what it is worth', async () => {
    const { code, out } = await house.v2r([
      'profile-latency',
      'rehearsal',
      'meadow',
      '--frames',
      '0,1,3,64',
      '--repeats',
      '2',
    ])
    expect(code).toBe(0)
    expect(out).toMatch(/^ +3 +2 .* –$/m)
    expect(out).toMatch(/^ +1 +2 .* 2\.72 s$/m)
    expect(out).toContain('Not measured: 64 frames')
    expect(out).toContain('these times mean nothing')
    expect((await house.v2r(['serve-command', 'rehearsal', '--path', '/models/ours'])).out).toContain(
      'vllm serve /models/ours',
    )
  })

  test('an export is the same bytes again, and unpacks to rows and their frames', async () => {
    const refused = await house.v2r(['export', '--format', 'openai', '-o', 'one.tar'])
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.log).toContain('without a licence')
    const pass = ['--override', 'A clip of our own, drawn for this test.']
    await house.v2r(['export', '--format', 'openai', '-o', 'one.tar', ...pass])
    await house.v2r(['export', '--format', 'openai', '-o', 'two.tar', ...pass])
    const bytes = await readFile(join(house.folder, 'one.tar'))
    expect((await readFile(join(house.folder, 'two.tar'))).equals(bytes)).toBe(true)

    const rights = ['--licence', 'CC0', '--consent', 'given', '--safety', 'passed']
    expect(await house.v2r(['rights', 'meadow', ...rights])).toMatchObject({ code: 0 })
    const args = ['export', '--format', 'internvl', '-o', 'unpacked', ...pass]
    expect(await house.v2r(args)).toMatchObject({ code: 0 })
    const files = await readdir(join(house.folder, 'unpacked'), { recursive: true })
    expect(files.filter((file) => file.endsWith('.jpg')).length).toBeGreaterThan(0)
    const rows = await readFile(
      join(house.folder, 'unpacked', files.find((file) => file.endsWith('.jsonl')) ?? ''),
      'utf8',
    )
    for (const row of rows.trim().split('\n')) expect(JSON.parse(row)).toHaveProperty('conversations')
    expect(await house.v2r(args)).toMatchObject({ code: 1 })
    expect((await house.v2r(['datasets'])).out).toContain('dialogues v1')
    expect((await house.v2r(['datasets', 'dialogues', '--card'])).out).toContain('| CC0 | 1 |')
  })

  test('Ctrl-C stops what was started and exits 130; the command that it names finishes the rest', async () => {
    await drawClip(join(house.folder, 'long.mp4'), { seconds: 30, fps: 10 })
    const args = ['import', 'long.mp4', '--then', 'sample,caption,dialogues', '--wait']
    const ended = await house.v2r(args, { interruptAfter: 'running' })
    expect(ended.code).toBe(130)
    expect(ended.log).toContain('Take it up again with: v2r import long.mp4')
    const open = await house.v2r(['jobs', '--state', 'open', '--json'])
    expect(open.events.filter(({ event }) => event === 'result')).toEqual([])

    expect(await house.v2r(args)).toMatchObject({ code: 0 })
    const { events } = await house.v2r(['videos', '--search', 'long', '--json'])
    expect(events[0]).toMatchObject({ video: { status: 'ready', caption: 'complete' } })
  })

  test('another service sees the same through one type', async () => {
    const script = fileURLToPath(new URL('../../../examples/internal-service.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [script, house.url])
    expect(stdout).toContain('meadow.mp4: vlog, 3 frames')
    expect(stdout).toMatch(/Rehearsal Avg₇/)
  })

  test('the doctor finds the server, and says that no real model is asked', async () => {
    const ended = await house.v2r(['doctor'])
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.out).toMatch(/✓ server .*ok/)
    expect(ended.out).toMatch(/– model .*rehearsal/)
  })

  test('what is not there, and what is typed wrong, exits 1', async () => {
    expect(await house.v2r(['sample', 'nobody'])).toMatchObject({ code: 1 })
    expect(await house.v2r(['import', 'meadow.mp4', '--then', 'dancing'])).toMatchObject({ code: 1 })
    expect(await house.v2r(['chat', 'meadow', '--json'])).toMatchObject({ code: 1 })
  })
})

test('where no server runs, one sentence says so and how to start one', async () => {
  const ended = await v2r(['videos', '--json'], { V2R_URL: 'http://127.0.0.1:45999', cwd: process.cwd() })
  expect(ended.code).toBe(1)
  expect(ended.log).toContain('No Video2Roleplay server answers at http://127.0.0.1:45999.')
  expect(ended.log).toContain('npx --yes pnpm@12.21.0 start')
  expect(ended.events).toMatchObject([{ event: 'failed', code: 'no-server', exitCode: 1 }])
})
