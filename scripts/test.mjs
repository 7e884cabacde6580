/**
 * `pnpm test`: builds, type-checks, lints, checks the packages as a stranger gets them, runs every test.
 * What this machine cannot run is named with its reason and counted as skipped, never as passed;
 * with V2R_REQUIRE_ALL=1 (CI) anything skipped is a failure.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { accessSync, constants } from 'node:fs'
import { build, turbo } from './build.mjs'
import { checkPackages } from './check-packages.mjs'
import { phase, run } from './phase.mjs'
import { requireNode, root, toolEnvironment, userArguments } from './workspace.mjs'

requireNode()
const isEverythingRequired = process.env.V2R_REQUIRE_ALL === '1'
const here = { cwd: root, env: toolEnvironment }

const checks = [await build([])]
if (checks[0].ok) {
  checks.push(
    await phase('type-check', () => turbo('typecheck')),
    await phase('lint', () => run('oxlint', ['--deny-warnings'], here)),
    await phase('format', () => run('oxfmt', ['--check'], here)),
    await phase('packages', checkPackages),
  )
}
const tests = checks[0].ok ? await runTests(userArguments()) : { passed: 0, failed: 0, skipped: [] }

const absent = ['ffmpeg', 'bwrap', 'chromium'].filter((program) => !isOnPath(program))
if (tests.skipped.length > 0) {
  console.log(`\nNot run here${absent.length > 0 ? ` (absent: ${absent.join(', ')})` : ''}:`)
  for (const { file, name, note } of tests.skipped) console.log(`  ${file} › ${name}${note ? `: ${note}` : ''}`)
}
const failedChecks = checks.filter((check) => !check.ok).length
const failed = tests.failed + failedChecks
console.log(`\n${checks.length} checks (build, types, lint, format, packages), ${failedChecks} of them failed.`)
console.log(
  `${tests.passed + checks.length - failedChecks} passed, ${failed} failed` +
    (tests.skipped.length > 0 ? `, ${tests.skipped.length} skipped` : ''),
)
const isIncomplete = isEverythingRequired && tests.skipped.length > 0
if (isIncomplete) console.error('V2R_REQUIRE_ALL=1: every test has to run here, and some did not.')
process.exitCode = failed > 0 || isIncomplete ? 1 : 0

async function runTests(filters) {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-test-'))
  const countsFile = join(folder, 'counts.json')
  console.error('  … tests')
  try {
    const code = await new Promise((resolve) => {
      spawn(
        'vitest',
        ['run', '--reporter=default', `--reporter=${join(root, 'scripts/count-tests.mjs')}`, ...filters],
        {
          cwd: root,
          env: testEnvironment(countsFile),
          stdio: ['ignore', 'inherit', 'inherit'],
        },
      ).on('close', resolve)
    })
    const counted = JSON.parse(await readFile(countsFile, 'utf8').catch(() => '{"passed":0,"failed":1,"skipped":[]}'))
    // vitest may fail for a reason that is no test's: a coverage gate, an unhandled error, no test found.
    if (code !== 0 && counted.failed === 0) counted.failed = 1
    return counted
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** No test may reach a paid endpoint, a user's database or a user's data by way of the environment. */
function testEnvironment(countsFile) {
  const environment = { ...toolEnvironment, V2R_TEST_COUNTS: countsFile }
  if (!process.stdout.isTTY) environment.NO_COLOR = '1'
  for (const name of Object.keys(environment)) {
    if (/^(OPENAI_|DATABASE_URL$|HOST$|PORT$|V2R_(?!TEST_|REQUIRE_ALL))/.test(name)) delete environment[name]
  }
  return environment
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
