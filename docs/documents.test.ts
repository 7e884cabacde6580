/** What the documents name is there: files, requirements, readings, commands. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

/** Paths in backticks, with a folder and an ending; commands and globs are something else. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)+\.\w+)`/g)].flatMap(([, path]) => (path === undefined ? [] : [path]))

test.each(['README.md', 'docs/paper.md'])('every file that %s names exists', (document) => {
  const paths = pathsIn(read(document))
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !existsSync(root + path))).toEqual([])
})

test('docs/paper.md has a row for every requirement, R01 to R61, and every reading, D1 to D19', () => {
  const rows = [...read('docs/paper.md').matchAll(/^\| ([RD]\d+) \|/gm)].map(([, id]) => id)
  const requirements = Array.from({ length: 61 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`)
  const readings = Array.from({ length: 19 }, (_, index) => `D${index + 1}`)
  expect(rows).toEqual([...requirements, ...readings])
})

test('the commands of the README are scripts of the workspace', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const commands = [...read('README.md').matchAll(/npx --yes pnpm@12\.21\.0 (?:--silent )?([\w-]+)/g)].map(
    ([, command]) => command ?? '',
  )
  expect(commands.length).toBeGreaterThan(3)
  expect(commands.filter((command) => !(command in scripts) && command !== 'add')).toEqual([])
})

test('no test file is left out of the projects that vitest runs', () => {
  const config = read('vitest.config.ts')
  const included = [...config.matchAll(/'([^']*\.test\.[^']+)'/g)].flatMap(([, pattern]) => pattern ?? [])
  const isBuilt = (path: string) => path.includes('node_modules') || path.includes('dist')
  const found = (patterns: string[]) => new Set(globSync(patterns, { cwd: root, exclude: isBuilt }))
  const run = found(included)
  expect([...found(['**/*.test.{ts,tsx}'])].filter((path) => !run.has(path))).toEqual([])
})
