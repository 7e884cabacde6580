/** `v2r serve-command MODEL`: the vLLM or LMDeploy command under which a tuned model sees what it saw in training. */
import { Option, type Command } from 'commander'
import { findModel } from '../find.js'
import type { Bind } from '../program.js'
import { wholeNumber } from '../stage-names.js'

interface Options {
  engine: 'vllm' | 'lmdeploy'
  frames?: number
  path?: string
}

export function addServeCommand(program: Command, bind: Bind): void {
  const command = program
    .command('serve-command <model>')
    .description('print how to serve a model with vLLM or LMDeploy')
    .addOption(new Option('--engine <engine>', 'which server').choices(['vllm', 'lmdeploy']).default('vllm'))
    .option('--frames <n>', 'most frames of a profile (default: 128)', wholeNumber)
    .option('--path <path>', 'the folder of the weights, where it is not the name of the model')
  bind<Options>(command, async ({ server, output }, { engine, frames, path }, [name = '']) => {
    const model = await findModel(server.api, name)
    const made = await server.api.models.serveCommand.query({ id: model.id, engine, frames, model: path })
    output.event({ event: 'result', ...made })
    output.line(made.command)
    for (const note of made.notes) output.note(output.paint('dim', `# ${note}`))
  })
}
