/** `v2r report RUN…`: runs as a table for a paper, rows for a spreadsheet, JSON, or JUnit. */
import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import { findRun } from '../find.js'
import type { Bind, Setting } from '../program.js'
import { list } from '../stage-names.js'

interface Options {
  format: 'markdown' | 'latex' | 'csv' | 'json' | 'junit'
  output?: string
  gate?: string[]
}

export function addReport(program: Command, bind: Bind): void {
  const command = program
    .command('report <run...>')
    .description('write evaluation runs as a table or a file')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(['markdown', 'latex', 'csv', 'json', 'junit'])
        .default('markdown'),
    )
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--gate <gate...>', "for junit: 'overall<70', 'regression:RUN-ID'", list)
  bind<Options>(command, report)
}

async function report({ server, output }: Setting, options: Options, names: string[]): Promise<number> {
  const runs = await Promise.all(names.map((name) => findRun(server.api, name)))
  const made = await server.api.evals.report.query({
    runIds: runs.map(({ id }) => id),
    format: options.format,
    gates: options.gate ?? [],
  })
  output.event({ event: 'result', report: made })
  if (options.output === undefined) output.line(made.text.trimEnd())
  else {
    await writeFile(options.output, made.text)
    output.line(`${output.paint('green', '✓')} ${options.output}`)
  }
  return exitCodes.ok
}
