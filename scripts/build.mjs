/** Builds what a command needs, through turbo's cache: a second build of unchanged sources takes no time. */
import { phase, run } from './phase.mjs'
import { root, toolEnvironment } from './workspace.mjs'

export function turbo(task, filters = []) {
  const args = [
    'run',
    task,
    '--output-logs=errors-only',
    '--log-order=grouped',
    ...filters.map((name) => `--filter=${name}`),
  ]
  return run('turbo', args, { cwd: root, env: toolEnvironment }).then((result) => ({
    ...result,
    note: cacheNote(result.output),
  }))
}

export const build = (filters) => phase('build', () => turbo('build', filters))

/** turbo ends with `Cached:    3 cached, 5 total`. */
function cacheNote(output) {
  const found = /Cached:\s*(\d+) cached, (\d+) total/.exec(output)
  return found === null ? undefined : `${found[1]} of ${found[2]} from the cache`
}
