/**
 * `pnpm start [-- FILE_OR_FOLDER …]`: builds what is missing, then becomes the server (`pnpm worker`: a worker).
 * The server runs in this very process, so that a signal to it needs no messenger.
 */
import { resolve } from 'node:path'
import { build } from './build.mjs'
import { phase } from './phase.mjs'
import { requireNode, root, userArguments, userFolder } from './workspace.mjs'

const stopWithinMs = 24_000

requireNode()
const [first, ...rest] = userArguments()
const isWorker = first === 'worker'
const paths = (isWorker ? rest : [first, ...rest].filter((path) => path !== undefined)).map((path) =>
  path.startsWith('-') ? path : resolve(userFolder, path),
)

const needed = isWorker ? ['@video2roleplay/api'] : ['@video2roleplay/api', '@video2roleplay/web']
if (!(await build(needed)).ok) process.exit(1)

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    // Alone here, the server has not taken over yet and there is nothing to drain.
    if (process.listenerCount(signal) === 1) process.exit(code)
    setTimeout(() => process.exit(code), stopWithinMs).unref()
  })
}

process.setSourceMapsEnabled(true)
process.chdir(root)
const main = resolve(root, 'apps/api/dist/main.js')
process.argv = [process.argv[0], main, ...(isWorker ? ['worker'] : []), ...paths]
// Resolves once it listens; what keeps it from that is said, and the process ended, over there.
await phase(isWorker ? 'worker' : 'server', () => import(main).then(() => ({ ok: true })))
