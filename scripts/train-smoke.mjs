/**
 * `pnpm train-smoke FOLDER`: does an exported data set really train? FOLDER is an export, unpacked (`v2r export -o`).
 * The linter looks at every record, a reader of our own in Python reads each as its trainer should, and a tiny random
 * model of the real InternVL class is fine-tuned on some for a few LoRA steps. Where transformers and peft are absent
 * that is named as not run, and a stand-in in plain torch shows at least that the masked loss falls.
 *
 * A development check: it needs python3 with Pillow, and torch, transformers and peft for the training.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, openSync, readFileSync, readSync, closeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { requireNode, root, toolEnvironment, userArguments, userFolder } from './workspace.mjs'

const usage = `pnpm train-smoke FOLDER [--steps 30]
pnpm train-smoke --format internvl|ms-swift|llama-factory --data FILE.jsonl --media ROOT [--expect-broken 3,5]
PYTHON names the interpreter (python3).`

requireNode()
const { values, positionals } = parseArgs({
  args: userArguments(),
  allowPositionals: true,
  options: {
    format: { type: 'string' },
    data: { type: 'string' },
    media: { type: 'string' },
    steps: { type: 'string', default: '30' },
    'expect-broken': { type: 'string', default: '' },
  },
})
const task = findTask()
if (!(await build(['@video2roleplay/curation'])).ok) process.exit(1)
const { lintLine } = await import(join(root, 'packages', 'curation', 'dist', 'index.js'))

const refused = lintFile()
console.log(`linter: ${refused.rows - refused.lines.size} of ${refused.rows} records will train`)
for (const [line, codes] of refused.lines) console.log(`  record ${line}: ${codes}`)
const events = runPython()
const broken = new Map(events.flatMap((one) => (one.event === 'record' ? [[one.line, one.because]] : [])))
console.log(`reader: ${refused.rows - broken.size} of ${refused.rows} records can be read`)
for (const [line, because] of broken) console.log(`  record ${line}: ${because}`)
process.exit(judge() ? 0 : 1)

function findTask() {
  const [folder] = positionals
  if (folder === undefined) {
    if (!values.format || !values.data || !values.media) stop(usage)
    return { format: values.format, data: resolve(userFolder, values.data), media: resolve(userFolder, values.media) }
  }
  const home = resolve(userFolder, folder)
  if (!existsSync(join(home, 'manifest.json'))) stop(`${home} is no unpacked export: it has no manifest.json.`)
  const { format, split } = JSON.parse(readFileSync(join(home, 'manifest.json'), 'utf8'))
  // InternVL's paths begin at the root that its meta file names; the others' at the file of lines.
  return { format, data: join(home, `v2r_${split}.jsonl`), media: format === 'internvl' ? join(home, 'frames') : home }
}

function lintFile() {
  const lines = readFileSync(task.data, 'utf8').trimEnd().split('\n')
  const stopped = lines.flatMap((line, index) => {
    const { willTrain, because } = lintLine(task.format, line, { hasFile: isPicture })
    return willTrain ? [] : [[index + 1, because.map(({ code }) => code).join(', ')]]
  })
  return { rows: lines.length, lines: new Map(stopped) }
}

/** There, and it begins as a JPEG, PNG or WebP does. */
function isPicture(path) {
  const whole = join(task.media, path)
  if (!existsSync(whole)) return false
  const start = Buffer.alloc(4)
  const file = openSync(whole, 'r')
  readSync(file, start, 0, 4, 0)
  closeSync(file)
  return ['ffd8ff', '89504e', '524946'].includes(start.subarray(0, 3).toString('hex'))
}

function runPython() {
  const script = join(root, 'scripts', 'train-smoke', 'train_smoke.py')
  const python = spawnSync(
    process.env.PYTHON ?? 'python3',
    [script, task.format, task.data, task.media, '--steps', values.steps],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...toolEnvironment, PYTHONDONTWRITEBYTECODE: '1', HF_HUB_OFFLINE: '1' },
    },
  )
  if (python.error || python.status !== 0) stop('The Python half did not run to its end: it needs python3 with Pillow.')
  return python.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function judge() {
  const expected = new Set(values['expect-broken'].split(',').filter(Boolean).map(Number))
  const findings = []
  for (const line of refused.lines.keys())
    if (!broken.has(line)) findings.push(`record ${line}: the linter refuses what can be read`)
  const surprises = [...broken.keys()].filter((line) => !expected.has(line))
  if (surprises.length > 0) findings.push(`records ${surprises.join(', ')} cannot be read`)
  for (const line of expected) if (!broken.has(line)) findings.push(`record ${line} was expected to be broken`)
  for (const one of events) {
    if (one.event === 'labels') {
      console.log(`labels: ${one.records} records, ${one.fewest} tokens at least, median ${one.median}`)
      if (one.fewest === 0) findings.push('a record has no label token, and would teach nothing')
      if (one.wrong > 0) findings.push(`the labels of ${one.wrong} records are not their answers`)
    }
    if (one.event === 'trained') {
      console.log(`${one.model}: ${one.steps} steps, loss ${one.first.toFixed(3)} -> ${one.last.toFixed(3)}`)
      if (!(one.last < one.first)) findings.push(`the loss of the ${one.model} does not fall`)
    }
    if (one.event === 'not-run') {
      console.log(`${one.model}: not run, needs ${one.needs.join(', ')}`)
      if (process.env.V2R_REQUIRE_ALL === '1') findings.push(`${one.model} was not run`)
    }
  }
  for (const finding of findings) console.error(`✗ ${finding}`)
  return findings.length === 0
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
