/** A vitest reporter that keeps what the last lines of `pnpm test` need: counts, and the reason of every test not run. */
import { writeFileSync } from 'node:fs'

export default class CountTests {
  onTestRunEnd(modules, unhandledErrors) {
    const counted = { passed: 0, failed: unhandledErrors.length, skipped: [] }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      // A file that could not even be loaded has no tests to fail.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) counted.failed += 1
      for (const test of tests) {
        const result = test.result()
        if (result.state === 'passed') counted.passed += 1
        else if (result.state === 'failed') counted.failed += 1
        else counted.skipped.push({ file: module.relativeModuleId, name: test.fullName, note: result.note })
      }
    }
    writeFileSync(process.env.V2R_TEST_COUNTS, JSON.stringify(counted))
  }
}
