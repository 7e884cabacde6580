/** `pnpm v2r …`: builds the command line when its sources changed, then becomes it. Standard output stays the command's own. */
import { chdir } from 'node:process'
import { resolve } from 'node:path'
import { turbo } from './build.mjs'
import { requireNode, root, userArguments, userFolder } from './workspace.mjs'

requireNode()
const built = await turbo('build', ['@video2roleplay/cli'])
if (!built.ok) {
  process.stderr.write(built.output)
  process.exit(1)
}
chdir(userFolder)
const main = resolve(root, 'apps/cli/dist/main.js')
process.argv = [process.argv[0], main, ...userArguments()]
await import(main)
