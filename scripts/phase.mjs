/** A phase of a script: one visible line with its seconds, its output kept back unless it fails. */
import { spawn } from 'node:child_process'
import { styleText } from 'node:util'

const paint = (style, text) => styleText(style, text, { stream: process.stderr })
const secondsSince = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`

/** Runs `work` and prints how it went. `work` resolves to { ok, note?, output? }. */
export async function phase(name, work) {
  const started = performance.now()
  const isTerminal = process.stderr.isTTY === true
  if (isTerminal) process.stderr.write(`${paint('dim', `  … ${name}`)}\r`)
  const result = await work()
  const mark = result.ok ? paint('green', '✓') : paint('red', '✗')
  const note = result.note === undefined ? '' : paint('dim', `  ${result.note}`)
  process.stderr.write(
    `${isTerminal ? '\x1B[2K' : ''}  ${mark} ${name.padEnd(14)}${paint('dim', secondsSince(started).padStart(8))}${note}\n`,
  )
  if (!result.ok && result.output !== undefined) process.stderr.write(`\n${result.output.trimEnd()}\n\n`)
  return result
}

/** Runs a program to its end; never throws, so that a missing program is a failed phase and not a stack trace. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const pieces = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stderr.on('data', (piece) => pieces.push(piece))
    child.on('error', (error) => resolve({ ok: false, code: null, output: `${command}: ${error.message}` }))
    child.on('close', (code) => resolve({ ok: code === 0, code, output: Buffer.concat(pieces).toString('utf8') }))
  })
}
