/** The verbs, their shared flags, and the one place where an end becomes an exit code. */
import { Command, CommanderError } from 'commander'
import { CliError, exitCodes } from './exit-codes.js'
import { createOutput, type Output } from './output.js'
import { connect, serverUrl, toCliError, type Server } from './server.js'
import { printable } from './terminal-text.js'
import { addBudget } from './verbs/budget.js'
import { addCalibrate } from './verbs/calibrate.js'
import { addCaption } from './verbs/caption.js'
import { addChat } from './verbs/chat.js'
import { addCompare } from './verbs/compare.js'
import { addDataSets } from './verbs/data-sets.js'
import { addDemo } from './verbs/demo.js'
import { addDialogues } from './verbs/dialogues.js'
import { addDoctor } from './verbs/doctor.js'
import { addEval } from './verbs/eval.js'
import { addExplain } from './verbs/explain.js'
import { addExport } from './verbs/export.js'
import { addImport } from './verbs/import.js'
import { addJobs } from './verbs/jobs.js'
import { addModels } from './verbs/models.js'
import { addProfileLatency } from './verbs/profile-latency.js'
import { addReport } from './verbs/report.js'
import { addSample } from './verbs/sample.js'
import { addServeCommand } from './verbs/serve-command.js'
import { addTraining } from './verbs/training.js'
import { addVideos } from './verbs/videos.js'

export interface Setting {
  server: Server
  output: Output
  environment: NodeJS.ProcessEnv
}

/** Does the work; a number is the exit code, nothing means 0. */
export type Action<Options> = (setting: Setting, options: Options, args: string[]) => Promise<number | void>

/** Gives a command its action: connected, with its output, its end turned into an exit code. */
export type Bind = <Options>(command: Command, action: Action<Options>) => void

export function createProgram(environment: NodeJS.ProcessEnv): { run(argv: string[]): Promise<number> } {
  let exitCode: number = exitCodes.ok
  const program = new Command('v2r')
    .description('Turn videos of people into role-play data, agents and honest evaluations.')
    .option('--json', 'one JSON event per line on standard output: launch, progress …, result …, done')
    .option('--url <url>', 'the server (default: V2R_URL, or http://127.0.0.1:$PORT)')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .addHelpText('after', helpEnd)
    .exitOverride()

  const bind: Bind = (command, action) => {
    command.exitOverride().action(async (...given: unknown[]) => {
      const options = command.opts()
      const { json, url } = program.opts<{ json?: boolean; url?: string }>()
      const output = createOutput(json === true)
      let address = url ?? '?'
      try {
        address = serverUrl(url === undefined ? environment : { V2R_URL: url })
        const args = given
          .slice(0, -2)
          .flat()
          .filter((each): each is string => typeof each === 'string')
        exitCode =
          (await action({ server: connect(address), output, environment }, options as never, args)) ?? exitCodes.ok
        output.event({ event: 'done', exitCode })
      } catch (error) {
        exitCode = reportEnd(toCliError(error, address), output)
      }
    })
  }

  for (const add of [
    addImport,
    addVideos,
    addSample,
    addExplain,
    addBudget,
    addCalibrate,
    addCaption,
    addDialogues,
    addChat,
    addEval,
    addCompare,
    addReport,
    addExport,
    addDataSets,
    addTraining,
    addJobs,
    addModels,
    addServeCommand,
    addProfileLatency,
    addDemo,
    addDoctor,
  ]) {
    add(program, bind)
  }
  return {
    run: async (argv) => {
      try {
        await program.parseAsync(argv)
        return exitCode
      } catch (error) {
        // commander has said what is wrong; help and version asked for are no failure.
        if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.failed
        throw error
      }
    },
  }
}

function reportEnd(error: CliError, output: Output): number {
  const { code, message, advice, exitCode } = error
  const isInterrupted = exitCode === exitCodes.interrupted
  output.note(`${output.paint(isInterrupted ? 'yellow' : 'red', isInterrupted ? '■' : '✗')} ${printable(message)}`)
  if (advice !== null) output.note(`  ${printable(advice)}`)
  output.event({ event: 'failed', code, message, advice, exitCode })
  return exitCode
}

const helpEnd = `
Videos, models, runs and jobs are named by id, part of an id, or name.
Exit codes: 0 ok · 1 wrong usage, no server, or a failure · 3 finished but incomplete · 100 a threshold was missed · 130 interrupted`
