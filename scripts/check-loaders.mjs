/**
 * `node scripts/check-loaders.mjs --internvl CHECKOUT --llama-factory CHECKOUT`: the linter's verdicts against the real
 * loaders' own functions, on records that are good and on records that are broken in the ways of FORMATS §6.1 and
 * §6.3. A development check: it needs a checkout of each project, python3, numpy and torch. Nothing of theirs is copied.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { requireNode, root, userArguments } from './workspace.mjs'

requireNode()
const { values } = parseArgs({
  args: userArguments(),
  options: { internvl: { type: 'string' }, 'llama-factory': { type: 'string' } },
})
const { defaultExportSettings, exporters, lintLine, preferenceExporters } = await import(
  join(root, 'packages', 'curation', 'dist', 'index.js')
)

const toLine = (value) => `${JSON.stringify(value)}\n`
const frames = (count) => Array.from({ length: count }, (_, index) => ({ path: `v1/${index}.jpg` }))
const record = (count, more = {}) => ({
  id: 'v1_0',
  frames: frames(count),
  videoPath: 'v1.mp4',
  system: 'You are the vlogger.',
  turns: [
    { question: 'Where to?', answer: 'The market.' },
    { question: 'Why?', answer: 'Dumplings.' },
  ],
  ...more,
})
const written = (format, one) => JSON.parse(exporters[format].line(one, defaultExportSettings))
const [human, gpt] = ['human', 'gpt'].map((from) => (value) => ({ from, value }))
const columns = { messages: 'conversations', system: 'system', videos: 'videos' }

/** `isStricter`: our count of tokens is never too small, so at the border it may refuse what would just fit. */
const internVl = (name, row, { most = 8192, videoFrames = 16, format = 'internvl', isStricter = false } = {}) => ({
  isStricter,
  name: `internvl: ${name}`,
  loader: 'internvl',
  row,
  arguments: [most, videoFrames],
  lint: () => lintLine(format, JSON.stringify(row), { maxTokens: most, maxVideoFrames: videoFrames }),
})
const video = (name, row, settings = {}) => internVl(name, row, { ...settings, format: 'internvl-video' })
const llama = (name, row, { declared = columns, format = 'llama-factory' } = {}) => ({
  name: `llama-factory: ${name}`,
  loader: 'llama-factory',
  row,
  arguments: [declared, format === 'llama-factory-dpo'],
  lint: () => lintLine(format, JSON.stringify(row), { declaredColumns: Object.values(declared) }),
})
const preference = { id: 'd1', frames: frames(1), system: 'S.', question: 'Where to?' }
const pair = { ...preference, chosen: 'The market.', rejected: 'Nowhere.' }
const verdict = { ...preference, answer: 'Nowhere.', isDesirable: false }
const kept = (format, one) => JSON.parse(preferenceExporters[format].line(one, defaultExportSettings))

const cases = [
  internVl('as exported', written('internvl', record(2))),
  internVl('as exported, 24 frames', written('internvl', record(24))),
  internVl('as exported, no frames', written('internvl', record(0))),
  internVl('fewer placeholders than images', { image: ['a', 'b'], conversations: [human('<image>\nq'), gpt('a')] }),
  internVl('more placeholders than images', { image: ['a'], conversations: [human('<image><image>q'), gpt('a')] }),
  internVl('placeholder in the answer only', { image: ['a'], conversations: [human('q'), gpt('<image> a')] }),
  internVl('roles of another format', { image: ['a'], conversations: [{ from: 'user', value: '<image>q' }, gpt('a')] }),
  internVl('31 frames at 8192', written('internvl', record(31, { turns: [{ question: 'q', answer: 'a' }] })), {
    isStricter: true,
  }),
  internVl('32 frames at 8192', written('internvl', record(32))),
  video('video as exported', written('internvl-video', record(0))),
  video('video without its line end', { video: 'v', conversations: [human('<video>q'), gpt('a')] }),
  video('video without a token', { video: 'v', conversations: [human('q'), gpt('a')] }),
  video('32 drawn frames at 8192', { video: 'v', conversations: [human('<video>\nq'), gpt('a')] }, { videoFrames: 32 }),
  video(
    '128 drawn frames at 32768',
    { video: 'v', conversations: [human('<video>\nq'), gpt('a')] },
    { videoFrames: 128, most: 32_768 },
  ),
  llama('as exported', written('llama-factory', record(2))),
  llama('as exported, no frames', written('llama-factory', record(0))),
  llama('flat frame list', { conversations: [human('<video>q'), gpt('a')], system: '', videos: ['a', 'b'] }),
  llama('column not declared', written('llama-factory', record(2)), {
    declared: { messages: 'conversations', system: 'system' },
  }),
  llama('literal placeholder in an answer', { conversations: [human('q'), gpt('a <video>')], system: '', videos: [] }),
  llama('odd turns', { conversations: [human('q')], system: '', videos: [] }),
  llama('answer first', { conversations: [gpt('a'), human('q')], system: '', videos: [] }),
  llama('pair as exported', kept('llama-factory-dpo', pair), {
    format: 'llama-factory-dpo',
    declared: { ...columns, chosen: 'chosen', rejected: 'rejected' },
  }),
  llama('verdict as exported', kept('llama-factory-kto', verdict), {
    format: 'llama-factory-kto',
    declared: { ...columns, kto_tag: 'kto_tag' },
  }),
]

const script = join(root, 'scripts', 'train-smoke', 'real_loaders.py')
const python = spawnSync(
  process.env.PYTHON ?? 'python3',
  [script, values.internvl ?? '-', values['llama-factory'] ?? '-'],
  {
    encoding: 'utf8',
    input: cases
      .map(({ name, loader, row, arguments: given }) => toLine({ name, loader, row, arguments: given }))
      .join(''),
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  },
)
if (python.error || python.status !== 0) {
  console.error('The loaders did not run: this needs python3, numpy, torch and a checkout.')
  process.exit(1)
}
const answers = new Map(
  python.stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(({ name, because }) => [name, because]),
)
let disagreements = 0
for (const one of cases) {
  if (!answers.has(one.name)) {
    console.log(`not run    ${one.name}: no checkout of ${one.loader}`)
    continue
  }
  const loader = answers.get(one.name)
  const { willTrain, because } = one.lint()
  const isStricter = one.isStricter === true && loader === null && !willTrain
  const agrees = willTrain === (loader === null)
  if (!agrees && !isStricter) disagreements++
  const said = [loader ?? 'trains', willTrain ? 'will train' : because.map(({ code }) => code).join(', ')]
  console.log(`${agrees ? 'agree     ' : isStricter ? 'stricter  ' : 'DISAGREE  '} ${one.name}: ${said.join(' | ')}`)
}
console.log(`${answers.size} rows through the real loaders, ${disagreements} disagreements`)
process.exit(disagreements === 0 && answers.size > 0 ? 0 : 1)
