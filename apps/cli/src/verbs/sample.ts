/** `v2r sample`: the frames chosen from a video, each with the reason why (section 4.1). */
import type { SampledFrame } from '@video2roleplay/api'
import { Option, type Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import type { Bind, Setting } from '../program.js'
import { count, timestampText } from '../quantities.js'
import { chosenVideos, runStages } from '../stages.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  strategy: 'profile' | 'segments'
  detach?: boolean
}

export function addSample(program: Command, bind: Bind): void {
  const command = program
    .command('sample')
    .description('choose frames of a video, and say why each was taken')
    .argument('<video>', 'id or name')
    .addOption(
      new Option(
        '--strategy <strategy>',
        'profile: adaptive (§4.1); segments: the 64 uniform ones of the caption (§3.2)',
      )
        .choices(['profile', 'segments'])
        .default('profile'),
    )
    .option('-d, --detach', 'start it and leave')
  bind<Options>(command, sample)
}

async function sample(setting: Setting, { strategy, detach }: Options, names: string[]): Promise<number> {
  const { server, output } = setting
  const [video] = await chosenVideos(setting, names, false)
  if (video === undefined) return exitCodes.failed
  let found = await server.api.videos.sample.query({ id: video.id, strategy })
  if (found === null) {
    const result = await runStages(setting, {
      stages: ['sample'],
      videos: [video],
      isWaiting: detach !== true,
      resume: `v2r sample ${names.join(' ')}`,
    })
    if (result === null) return exitCodes.ok
    found = await server.api.videos.sample.query({ id: video.id, strategy })
    if (found === null) return exitCodes.failed
  }
  const { sample: chosen, frames } = found
  output.event({ event: 'result', sample: chosen, frames })
  if (!output.isJson) {
    const cap = chosen.cappedFrom === null ? '' : `, capped from ${chosen.cappedFrom}`
    output.line(
      `${output.paint('bold', printableLine(video.name))}  ${output.paint('dim', `${chosen.strategy} · ${count(chosen.got, 'frame')}${cap} · ${chosen.decoder}`)}`,
    )
    output.table<SampledFrame>(frames, [
      {
        title: '#',
        value: ({ index }) => String(index + 1),
        align: 'right',
        paint: (cell) => output.paint('dim', cell),
      },
      { title: 'time', value: ({ timestampSeconds }) => timestampText(timestampSeconds), align: 'right' },
      { title: 'size', value: ({ width, height }) => `${width}×${height}` },
      { title: 'why', value: ({ reason }) => reason.text, isFlexible: true },
    ])
    for (const remark of [
      chosen.fallback,
      chosen.merge === 'skipped: no embedder' ? 'Step 3 (CLIP) was skipped: no embedder is configured.' : null,
    ]) {
      if (remark !== null) output.line(output.paint('yellow', printableLine(remark)))
    }
  }
  if (chosen.status === 'partial') {
    output.note(
      `${output.paint('yellow', '◐')} ${chosen.got} of ${chosen.wanted} frames: ${printableLine(chosen.statusReason ?? 'some could not be read')}`,
    )
    return exitCodes.incomplete
  }
  return exitCodes.ok
}
