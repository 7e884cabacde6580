/** The pnpm that runs us; where a script was started by hand, the version that the README names. */
import { run } from './phase.mjs'
import { toolEnvironment } from './workspace.mjs'

const ours = 'pnpm@12.21.0'

export function pnpm(args, options = {}) {
  const running = process.env.npm_execpath ?? ''
  const isPnpm = /pnpm[^/\\]*\.[cm]?js$/.test(running)
  const [command, prefix] = isPnpm ? [process.execPath, [running]] : ['npx', ['--yes', ours]]
  return run(command, [...prefix, ...args], { env: toolEnvironment, ...options })
}
