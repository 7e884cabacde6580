/** `pnpm suite NAME`: a slow suite in its full form. CI runs the short form of each through vitest. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { requireNode, root, toolEnvironment, userArguments } from './workspace.mjs'

requireNode()
if (!(await build(['@video2roleplay/suites^...'])).ok) process.exit(1)
const suite = spawnSync(process.execPath, [join(root, 'suites', 'src', 'main.ts'), ...userArguments()], {
  stdio: 'inherit',
  env: toolEnvironment,
})
process.exit(suite.status ?? 1)
