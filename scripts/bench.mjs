/** `pnpm bench [NAME]`: runs one of the side-by-side benchmarks in bench/src, or names them. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { requireNode, root, toolEnvironment, userArguments } from './workspace.mjs'

requireNode()
const folder = join(root, 'bench', 'src')
const suffix = '.bench.ts'
const names = existsSync(folder)
  ? readdirSync(folder).flatMap((file) => (file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : []))
  : []
const [name, ...rest] = userArguments()
if (name === undefined || !names.includes(name)) {
  console.error(names.length === 0 ? 'There is no benchmark yet.' : `Choose one: pnpm bench ${names.join(' | ')}`)
  process.exit(1)
}
if (!(await build(['@video2roleplay/bench^...'])).ok) process.exit(1)
const bench = spawnSync(process.execPath, [join(folder, name + suffix), ...rest], {
  stdio: 'inherit',
  env: toolEnvironment,
})
process.exit(bench.status ?? 1)
