/** `v2r budget [VIDEO]`: how many frames fit which model, by its maker's rule for what a picture costs (reading D16). */
import type { FrameFit } from '@video2roleplay/api'
import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import type { Bind } from '../program.js'
import { wholeNumber } from '../stage-names.js'
import { chosenVideos } from '../stages.js'

interface Options {
  textTokens: number
  frames?: number
}

export function addBudget(program: Command, bind: Bind): void {
  const command = program
    .command('budget')
    .description('how many frames fit which model; of a video, or at 1280 × 720')
    .argument('[video]', 'id or name')
    .option('--text-tokens <tokens>', 'kept for prompt, summary, history and answer', wholeNumber, 2048)
    .option('-n, --frames <number>', 'that are wanted; 128 as in the paper', wholeNumber)
  bind<Options>(command, async (setting, { textTokens, frames }, names) => {
    const { server, output } = setting
    const [video] = names.length === 0 ? [] : await chosenVideos(setting, names, false)
    const fits = await server.api.sampling.fits.query({ videoId: video?.id, textTokens, frames })
    output.event({ event: 'result', fits })
    if (output.isJson) return exitCodes.ok
    output.table<FrameFit>(fits, [
      { title: 'model', value: ({ name }) => name },
      { title: 'a frame', value: ({ tokensPerFrame }) => String(tokensPerFrame), align: 'right' },
      { title: 'context', value: ({ contextTokens }) => String(contextTokens), align: 'right' },
      {
        title: 'fit',
        value: ({ frames: fitting }) => String(fitting),
        align: 'right',
        paint: (cell, { warning }) => output.paint(warning === null ? 'green' : 'yellow', cell),
      },
      { title: 'left for text', value: (fit) => String(fit.textTokens), align: 'right' },
      { title: 'rule', value: ({ rule }) => rule, isFlexible: true },
    ])
    for (const { name, warning } of fits)
      if (warning !== null) output.line(output.paint('yellow', `${name}: ${warning}`))
    return exitCodes.ok
  })
}
