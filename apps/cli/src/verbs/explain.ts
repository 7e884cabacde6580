/** `v2r explain VIDEO TIME`: why this moment became a frame, or did not. */
import { explainInstant } from '@video2roleplay/sampler/plot'
import type { Command } from 'commander'
import { CliError, exitCodes } from '../exit-codes.js'
import type { Bind } from '../program.js'
import { parseInstant } from '../quantities.js'
import { chosenVideos } from '../stages.js'
import { printableLine } from '../terminal-text.js'
import { toPlotted } from '../write-picture.js'

export function addExplain(program: Command, bind: Bind): void {
  const command = program
    .command('explain')
    .description('say why a moment of a video became a frame, or did not')
    .argument('<video>', 'id or name')
    .argument('<time...>', 'seconds, or minutes and seconds as 1:02.5')
  bind(command, async (setting, _options, [name = '', ...times]) => {
    const { server, output } = setting
    const [video] = await chosenVideos(setting, [name], false)
    if (video === undefined) return exitCodes.failed
    const instants = times.map((time) => {
      const seconds = parseInstant(time)
      if (seconds === null) throw new CliError('usage', `“${time}” is no time. Write 62.5 or 1:02.5.`)
      return seconds
    })
    const found = await server.api.videos.sample.query({ id: video.id, strategy: 'profile' })
    if (found === null)
      throw new CliError('no-sample', `${video.name} has no frames yet.`, { advice: `v2r sample ${name}` })
    const plotted = toPlotted(found)
    for (const seconds of instants) {
      const explanation = explainInstant(plotted, seconds)
      output.event({ event: 'result', ...explanation })
      const mark =
        explanation.frame === undefined ? output.paint('dim', '–') : output.paint('green', `#${explanation.frame + 1}`)
      output.line(`${mark} ${printableLine(explanation.text)}`)
    }
    return exitCodes.ok
  })
}
