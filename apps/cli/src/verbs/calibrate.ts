/**
 * `v2r calibrate`: where T and τ would cut a collection, from the differences that sampling has stored. Videos that are
 * still files are taken in and sampled first; nothing else is decoded.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { renderCalibrationSvg, type PlotTheme } from '@video2roleplay/sampler/plot'
import { Option, type Command } from 'commander'
import { CliError, exitCodes } from '../exit-codes.js'
import { findVideos } from '../find.js'
import { follow } from '../follow.js'
import type { Bind, Setting } from '../program.js'
import { count } from '../quantities.js'
import type { Api } from '../server.js'
import { wholeNumber } from '../stage-names.js'
import { printableLine } from '../terminal-text.js'
import { writePicture } from '../write-picture.js'

interface Options {
  plot?: string
  theme: PlotTheme
  width: number
}

type Calibration = Awaited<ReturnType<Api['sampling']['calibration']['query']>>

export function addCalibrate(program: Command, bind: Bind): void {
  const command = program
    .command('calibrate')
    .description('suggest T and τ for a collection; without videos: every documentary of the library')
    .argument('[video...]', 'ids, names, files or folders')
    .option('--plot <file.svg>', 'draw the distributions and what other values would do')
    .addOption(new Option('--theme <theme>', 'of the plot').choices(['light', 'dark']).default('light'))
    .option('--width <pixels>', 'of the plot', wholeNumber, 960)
  bind<Options>(command, calibrate)
}

async function calibrate(setting: Setting, { plot, theme, width }: Options, given: string[]): Promise<number> {
  const { server, output } = setting
  const videoIds = given.length === 0 ? undefined : await idsOf(setting, given)
  const calibration = await server.api.sampling.calibration.query({ videoIds })
  output.event({ event: 'result', calibration })
  if (plot !== undefined) {
    await writePicture(plot, renderCalibrationSvg(calibration, { theme, width }))
    output.note(`${output.paint('green', '✓')} ${plot}`)
  }
  if (!output.isJson) print(setting, calibration)
  if (calibration.threshold === undefined) return exitCodes.failed
  return given.length > 0 && calibration.failures.length > 0 ? exitCodes.incomplete : exitCodes.ok
}

async function idsOf(setting: Setting, given: string[]): Promise<string[]> {
  const paths = given.filter((each) => existsSync(each))
  const named = await findVideos(
    setting.server.api,
    given.filter((each) => !paths.includes(each)),
  )
  return [
    ...new Set([...named.map(({ id }) => id), ...(paths.length === 0 ? [] : await takeIn(setting, paths, given))]),
  ]
}

async function takeIn({ server, output }: Setting, paths: string[], given: string[]): Promise<string[]> {
  const { items } = await server.api.videos.importPaths.mutate({
    paths: paths.map((path) => resolve(path)),
    then: ['sample'],
  })
  for (const { name, error } of items)
    if (error !== null)
      output.note(`${output.paint('red', '✗')} ${printableLine(name)}: ${printableLine(error.message)}`)
  const jobIds = items.flatMap(({ jobId }) => jobId ?? [])
  if (jobIds.length > 0) await follow(server, output, jobIds, { resume: `v2r calibrate ${given.join(' ')}` })
  const ids = items.flatMap(({ videoId }) => videoId ?? [])
  if (ids.length === 0) throw new CliError('nothing-found', 'There is no video at these paths.')
  return ids
}

function print({ output }: Setting, { videos, threshold, similarity, failures }: Calibration): void {
  const seconds = threshold?.distribution.count ?? 0
  output.line(output.paint('dim', `${count(videos.length, 'video')}, ${count(seconds, 'difference')}`))
  if (threshold !== undefined) {
    output.line(`${output.paint('bold', `T = ${threshold.suggested}`)}  ${threshold.because}`)
    output.table(threshold.outcomes, [
      { title: 'T', value: (one) => String(one.threshold), align: 'right' },
      { title: 'candidates', value: ({ candidates }) => String(candidates), align: 'right' },
      { title: 'per minute', value: ({ perMinute }) => perMinute.toFixed(1), align: 'right' },
    ])
  }
  if (similarity !== undefined) {
    output.line(`${output.paint('bold', `τ = ${similarity.suggested}`)}  ${similarity.because}`)
    output.table(similarity.outcomes, [
      { title: 'τ', value: (one) => String(one.threshold), align: 'right' },
      { title: 'merged', value: ({ merged }) => String(merged), align: 'right' },
      { title: 'of the pairs', value: ({ share }) => `${(100 * share).toFixed(1)} %`, align: 'right' },
    ])
  } else output.line(output.paint('dim', 'τ: no pair was compared by CLIP yet.'))
  for (const { name, reason } of failures)
    output.line(output.paint('yellow', `– ${printableLine(name)}: ${printableLine(reason)}`))
}
