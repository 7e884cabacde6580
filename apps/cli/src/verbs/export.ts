/** `v2r export`: kept dialogues as training data, with their frames and the trainer's own small files. */
import { resolve } from 'node:path'
import type { ExportView } from '@video2roleplay/api'
import { Option, type Command } from 'commander'
import { download, unpack } from '../download.js'
import { CliError, exitCodes } from '../exit-codes.js'
import { follow } from '../follow.js'
import type { Bind, Setting } from '../program.js'
import { bytesText, count } from '../quantities.js'
import { addSplitOptions, makeVersion } from '../make-version.js'
import { wholeNumber } from '../stage-names.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  format: ExportView['format']
  output?: string
  name: string
  seed: number
  split: 'train' | 'heldout' | 'all'
  frames?: number
  heldout?: number
  counts?: { train: number; heldout: number }
  groupBy: 'video' | 'creator' | 'cluster'
  reviewedOnly?: boolean
  override?: string
  detach?: boolean
}

export function addExport(program: Command, bind: Bind): void {
  const command = program
    .command('export')
    .description('write kept dialogues as training data')
    .option('--format <format>', 'v2r formats lists them', 'internvl')
    .option('-o, --output <path>', 'a .tar file, or a new folder to unpack into (default: DATASET-vN-FORMAT.tar)')
    .option('--name <name>', 'the data set', 'dialogues')
    .addOption(new Option('--split <split>', 'which part').choices(['train', 'heldout', 'all']).default('train'))
    .option('--frames <n>', 'most frames per example; 0 for text only (default: the format’s)', wholeNumber)
    .option('--reviewed-only', 'only what a person has accepted or edited')
    .option('--override <reason>', 'let it pass though licence, consent or safety stand against it; kept with the file')
    .option('-d, --detach', 'start it and leave')
  addSplitOptions(command)
  bind<Options>(command, exportDialogues)
}

async function exportDialogues(setting: Setting, options: Options): Promise<number> {
  const { server, output } = setting
  const { api } = server
  const version = await makeVersion(setting, options)
  const { id, jobId } = await api.exports.create.mutate({
    versionId: version.id,
    format: options.format,
    settings: { split: options.split, ...(options.frames !== undefined && { maxFrames: options.frames }) },
    ...(options.override !== undefined && { override: { reason: options.override } }),
  })
  output.event({ event: 'launch', version, export: id, jobs: [jobId] })
  if (options.detach) {
    output.line(`Started. Follow with: v2r jobs --follow`)
    return exitCodes.ok
  }
  await follow(server, output, [jobId], { resume: `v2r export --format ${options.format} --name ${options.name}` })
  const made = await findExport(setting, version.id, id)
  if (made.status !== 'complete' || made.downloadUrl === null) {
    throw new CliError(made.error?.code ?? 'not-made', made.error?.message ?? 'The export was not made.', {
      advice: made.error?.advice ?? null,
    })
  }
  const file = resolve(options.output ?? `${fileName(version.name)}-v${version.version}-${options.format}.tar`)
  await (file.endsWith('.tar') ? download : unpack)(new URL(made.downloadUrl, server.url), file)
  output.event({ event: 'result', export: made, file })
  output.line(`${output.paint('green', '✓')} ${file}  ${output.paint('dim', factsOf(made))}`)
  if (made.lint === null) return exitCodes.ok
  printLint(setting, made.lint)
  return made.lint.willNotTrain > 0 || made.lint.fileIssues.length > 0 ? exitCodes.incomplete : exitCodes.ok
}

const factsOf = ({ rows, sizeBytes, sha256, name, version }: ExportView): string =>
  [
    count(rows ?? 0, 'row'),
    bytesText(sizeBytes ?? 0),
    `${printableLine(name)} v${version}`,
    `sha256 ${sha256?.slice(0, 12) ?? '?'}`,
  ].join(' · ')

function printLint({ output }: Setting, lint: NonNullable<ExportView['lint']>): void {
  output.line(`  ${lint.willTrain} of ${count(lint.rows, 'row')} will train`)
  for (const [reason, number] of Object.entries(lint.because))
    output.line(`  ${output.paint('red', '✗')} ${number} × ${printableLine(reason)}`)
  for (const [reason, number] of Object.entries(lint.warnings))
    output.line(`  ${output.paint('yellow', '!')} ${number} × ${printableLine(reason)}`)
  for (const { message } of lint.fileIssues) output.line(`  ${output.paint('red', '✗')} ${printableLine(message)}`)
}

async function findExport({ server: { api } }: Setting, versionId: string, id: string): Promise<ExportView> {
  const page = await api.exports.list.query({ versionId, limit: 200 })
  const made = page.items.find((item) => item.id === id)
  if (made === undefined) throw new CliError('not-found', 'The export has vanished.')
  return made
}

/** A data set's name as a file name: letters and digits of any script, the rest as dashes. */
const fileName = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'dialogues'
