/** A data set version, as any verb asks for one: a job makes it, or finds the one that exists. */
import type { DataSetVersionView } from '@video2roleplay/api'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { CliError } from './exit-codes.js'
import { follow } from './follow.js'
import type { Setting } from './program.js'
import { wholeNumber } from './stage-names.js'

export interface SplitOptions {
  name: string
  seed: number
  heldout?: number
  counts?: { train: number; heldout: number }
  groupBy: 'video' | 'creator' | 'cluster'
  reviewedOnly?: boolean
}

export function addSplitOptions(command: Command): void {
  command
    .option('--seed <n>', 'of the split', wholeNumber, 0)
    .option('--heldout <share>', 'share of the dialogues that is held out (default: 0.05)', share)
    .option('--counts <train:heldout>', 'videos on each side instead of a share, for example 57000:3000', counts)
    .addOption(
      new Option('--group-by <what>', 'what may not be on both sides')
        .choices(['video', 'creator', 'cluster'])
        .default('cluster'),
    )
}

export async function makeVersion(
  { server, output }: Setting,
  { name, seed, heldout, counts: asked, groupBy, reviewedOnly }: SplitOptions,
): Promise<DataSetVersionView> {
  const { jobId } = await server.api.dataSets.createVersion.mutate({
    name,
    seed,
    groupBy,
    isReviewedOnly: reviewedOnly === true,
    ...(heldout !== undefined && { heldout }),
    ...(asked !== undefined && { counts: asked }),
  })
  output.event({ event: 'launch', jobs: [jobId] })
  await follow(server, output, [jobId], { resume: `v2r export --name ${name}` })
  const { result, error } = await server.api.jobs.get.query({ id: jobId })
  if (typeof result?.['versionId'] !== 'string')
    throw new CliError(error?.code ?? 'not-made', error?.message ?? 'The version was not made.', {
      advice: error?.advice ?? null,
    })
  return server.api.dataSets.version.query({ id: result['versionId'] })
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 0.9)) throw new InvalidArgumentError('Give a share from 0 to 0.9.')
  return value
}

function counts(text: string): { train: number; heldout: number } {
  const match = /^(\d+):(\d+)$/.exec(text)
  if (!match) throw new InvalidArgumentError('Give two counts of videos, for example 57000:3000.')
  return { train: Number(match[1]), heldout: Number(match[2]) }
}
