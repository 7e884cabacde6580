/**
 * Gates as JUnit, so that any CI shows them: one case per gate, failed or passed; what has no score is an error, for
 * nothing was measured.
 */
export interface GateResult {
  /** `overall<70`, `regression against …`. */
  name: string
  outcome: 'passed' | 'failed' | 'unmeasured'
  /** What was measured, as a sentence. */
  message: string
}

export interface GatedRun {
  name: string
  seconds?: number
  gates: readonly GateResult[]
}

export function renderJunit(runs: readonly GatedRun[]): string {
  const count = (gates: readonly GateResult[], outcome: GateResult['outcome']) =>
    gates.filter((gate) => gate.outcome === outcome).length
  const suites = runs.map(({ name, seconds, gates }) => {
    const cases = gates.map(({ name: gate, outcome, message }) => {
      const text = escape(message)
      const inside =
        outcome === 'passed'
          ? `<system-out>${text}</system-out>`
          : `<${outcome === 'failed' ? 'failure' : 'error'} message="${text}"/>`
      return `    <testcase classname="${escape(name)}" name="${escape(gate)}">${inside}</testcase>`
    })
    const time = seconds === undefined ? '' : ` time="${seconds.toFixed(3)}"`
    return [
      `  <testsuite name="${escape(name)}" tests="${gates.length}" failures="${count(gates, 'failed')}" errors="${count(gates, 'unmeasured')}"${time}>`,
      ...cases,
      '  </testsuite>',
    ].join('\n')
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="video2roleplay">\n${suites.join('\n')}\n</testsuites>\n`
}

/** XML 1.0 has no way to write most control characters, not even escaped. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\n\r\t]/g, ' ')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
