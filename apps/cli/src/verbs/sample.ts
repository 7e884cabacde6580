/** `v2r sample`: the frames chosen from a video, each with the reason why (section 4.1); with other settings beside them. */
import type { SampledFrame, VideoCard, VideoSample } from '@video2roleplay/api'
import type { PlotTheme } from '@video2roleplay/sampler/plot'
import { Option, type Command } from 'commander'
import { CliError, exitCodes } from '../exit-codes.js'
import { exitCodeOf, follow, tally } from '../follow.js'
import type { Bind, Setting } from '../program.js'
import { count, timestampText } from '../quantities.js'
import { addSampleOptions, toAsked, type SampleOptions } from '../sample-options.js'
import { wholeNumber } from '../stage-names.js'
import { chosenVideos, reportTally, runStages } from '../stages.js'
import { printableLine } from '../terminal-text.js'
import { writeSamplePicture } from '../write-picture.js'

interface Options extends SampleOptions {
  segments?: boolean
  use?: boolean
  plot?: string
  thumbnails?: boolean
  theme: PlotTheme
  width: number
  detach?: boolean
}

export function addSample(program: Command, bind: Bind): void {
  const command = program
    .command('sample')
    .description('choose frames of a video, and say why each was taken')
    .argument('<video>', 'id or name')
    .option('--segments', 'the 64 uniform ones of the caption (§3.2) instead of the adaptive ones (§4.1)')
  addSampleOptions(command)
    .option('--use', 'make the role of this sample from now on')
    .option('--plot <file.svg>', 'draw curve, T, groups, merges and frames on the film’s time')
    .option('--thumbnails', 'with --plot: small frames above it')
    .addOption(new Option('--theme <theme>', 'of the plot').choices(['light', 'dark']).default('light'))
    .option('--width <pixels>', 'of the plot', wholeNumber, 960)
    .option('-d, --detach', 'start it and leave')
  bind<Options>(command, sample)
}

async function sample(setting: Setting, options: Options, names: string[]): Promise<number> {
  const { server, output } = setting
  const [video] = await chosenVideos(setting, names, false)
  if (video === undefined) return exitCodes.failed
  const found = await findOrMake(setting, options, video, names)
  if (typeof found === 'number') return found
  if (options.use) await server.api.sampling.choose.mutate({ id: found.sample.id })
  output.event({ event: 'result', ...found })
  // The file first: whoever pipes the table into `head` ends this process early.
  if (options.plot !== undefined) {
    await writeSamplePicture(server.url, video.name, found, { ...options, plot: options.plot })
    output.note(`${output.paint('green', '✓')} ${options.plot}`)
  }
  if (!output.isJson) print(setting, video, found)
  const { sample: chosen } = found
  if (chosen.status === 'complete') return exitCodes.ok
  output.note(
    `${output.paint('yellow', '◐')} ${chosen.got} of ${chosen.wanted} frames: ${printableLine(chosen.statusReason ?? 'some could not be read')}`,
  )
  return exitCodes.incomplete
}

/** The sample, made first where it is not there; an exit code where nobody waits for it or it failed. */
async function findOrMake(
  setting: Setting,
  options: Options,
  video: VideoCard,
  names: string[],
): Promise<VideoSample | number> {
  const { api } = setting.server
  const asked = toAsked(options)
  if (asked !== undefined && options.segments)
    throw new CliError('usage', '--segments takes no settings: they are always the same 64.')
  if (asked !== undefined) return makeAsked(setting, { videoId: video.id, ...asked }, options, names)
  const strategy = options.segments ? 'segments' : 'profile'
  const there = await api.videos.sample.query({ id: video.id, strategy })
  if (there !== null) return there
  const ended = await runStages(setting, {
    stages: ['sample'],
    videos: [video],
    isWaiting: options.detach !== true,
    resume: `v2r sample ${names.join(' ')}`,
  })
  if (ended === null) return exitCodes.ok
  return (await api.videos.sample.query({ id: video.id, strategy })) ?? exitCodes.failed
}

async function makeAsked(
  setting: Setting,
  input: Parameters<Setting['server']['api']['sampling']['ask']['mutate']>[0],
  { detach }: Options,
  names: string[],
): Promise<VideoSample | number> {
  const { server, output } = setting
  const { sampleId, jobId, settings } = await server.api.sampling.ask.mutate(input)
  output.event({ event: 'launch', settings, jobs: jobId === null ? [] : [jobId] })
  if (sampleId !== null) return server.api.sampling.get.query({ id: sampleId })
  if (jobId === null) return exitCodes.failed
  if (detach) {
    output.line('Started. Follow with: v2r jobs --follow')
    return exitCodes.ok
  }
  const ended = tally(await follow(server, output, [jobId], { resume: `v2r sample ${names.join(' ')}` }))
  const { result } = await server.api.jobs.get.query({ id: jobId })
  if (typeof result?.sampleId === 'string') return server.api.sampling.get.query({ id: result.sampleId })
  reportTally(setting, ended)
  return exitCodeOf(ended)
}

function print({ output }: Setting, video: VideoCard, { sample: chosen, frames }: VideoSample): void {
  const selection = chosen.settings.strategy ?? 'paper'
  const rule = selection === 'paper' ? chosen.strategy : `${chosen.strategy} by ${selection}`
  const cap = chosen.cappedFrom === null ? '' : `, capped from ${chosen.cappedFrom}`
  const use = chosen.isForRole ? ' · in use' : ''
  output.line(
    `${output.paint('bold', printableLine(video.name))}  ${output.paint('dim', `${rule} · ${count(frames.length, 'frame')}${cap} · ${chosen.decoder}${use}`)}`,
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
    chosen.mergeReason === null ? null : `Step 3 (CLIP) was skipped. ${chosen.mergeReason}`,
  ]) {
    if (remark !== null) output.line(output.paint('yellow', printableLine(remark)))
  }
}
