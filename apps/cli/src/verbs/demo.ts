/** `v2r demo`: a small project made through the real pipeline on real footage. */
import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import { follow, tally, exitCodeOf } from '../follow.js'
import type { Bind } from '../program.js'
import { reportTally } from '../stages.js'

export function addDemo(program: Command, bind: Bind): void {
  const command = program
    .command('demo')
    .description('make the demo project, on 30 seconds of Big Buck Bunny')
    .option('-w, --wait', 'stay until it is finished')
  bind<{ wait?: boolean }>(command, async (setting, { wait }) => {
    const { server, output } = setting
    const { jobId, projectId } = await server.api.projects.startDemo.mutate()
    output.event({ event: 'launch', project: projectId, jobs: [jobId] })
    if (!wait) {
      output.line(`The demo is being made. Watch it at ${server.url} or with: v2r jobs --follow`)
      return exitCodes.ok
    }
    const result = tally(await follow(server, output, [jobId], { resume: 'v2r demo --wait' }))
    reportTally(setting, result)
    return exitCodeOf(result)
  })
}
