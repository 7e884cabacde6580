/** `v2r doctor`: is everything there that the walk needs? Works without a server, too, and then says so. */
import type { Command } from 'commander'
import { checkMachine } from '../check-machine.js'
import { checkServer } from '../check-server.js'
import { exitCodes } from '../exit-codes.js'
import type { Bind } from '../program.js'
import { printableLine } from '../terminal-text.js'

/** `absent` is a part that the product does without, and says so. */
export interface Finding {
  what: string
  state: 'ok' | 'absent' | 'broken'
  detail: string
  advice?: string | null
}

export function addDoctor(program: Command, bind: Bind): void {
  bind(
    program.command('doctor').description('check server, database, decoder, models and disk'),
    async ({ server, output, environment }) => {
      const findings = [...(await checkMachine(environment)), ...(await checkServer(server))]
      for (const finding of findings) output.event({ event: 'result', ...finding })
      const widest = Math.max(...findings.map(({ what }) => what.length))
      for (const { what, state, detail, advice } of findings) {
        const mark = {
          ok: output.paint('green', '✓'),
          absent: output.paint('yellow', '–'),
          broken: output.paint('red', '✗'),
        }[state]
        output.line(`${mark} ${what.padEnd(widest)}  ${printableLine(detail)}`)
        if (advice) output.line(output.paint('dim', `  ${' '.repeat(widest)}  ${printableLine(advice)}`))
      }
      return findings.some(({ state }) => state === 'broken') ? exitCodes.failed : exitCodes.ok
    },
  )
}
