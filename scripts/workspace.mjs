/** Where things are, and the Node that runs them. */
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** What the packages publish; the applications stay private. */
export const packages = ['llm', 'sampler', 'curation', 'inference', 'eval']

/** The environment of every tool we start: the workspace's own binaries (Node 24 among them) first, no telemetry. */
export const toolEnvironment = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
}

/** Ends with a sentence where neither the workspace nor the machine brings a Node that can run this. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  console.error(
    `This needs Node 22.18 or newer and runs on ${process.versions.node}. The workspace brings Node 24 for Linux ` +
      'on x64 and arm64; elsewhere install Node 24 and try again.',
  )
  process.exit(1)
}

/** Arguments as the user typed them: pnpm hands a leading `--` through. */
export function userArguments() {
  const given = process.argv.slice(2)
  const separator = given.indexOf('--')
  return separator === -1 ? given : [...given.slice(0, separator), ...given.slice(separator + 1)]
}

/** The folder in which the user typed the command; pnpm itself moves to the root. */
export const userFolder = process.env.INIT_CWD ?? process.cwd()
