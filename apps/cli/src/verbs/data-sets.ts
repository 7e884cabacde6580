/** `v2r datasets`, `formats`, `rights` and `takedown`: what may leave the house, in which form, and what must go. */
import type { DataSetVersionView, VersionChange } from '@video2roleplay/api'
import { Option, type Command } from 'commander'
import { CliError } from '../exit-codes.js'
import { everyPage, findVideo, pick, shortId } from '../find.js'
import type { Bind, Setting } from '../program.js'
import { count } from '../quantities.js'
import { printable, printableLine } from '../terminal-text.js'

interface DataSetsOptions {
  diff?: string
  card?: boolean
  tableOne?: boolean
  gate?: boolean
}

export function addDataSets(program: Command, bind: Bind): void {
  const command = program
    .command('datasets')
    .argument('[version]', 'id, or part of a name: role-video v3')
    .description('list data set versions; what differs between two, a card, the gate, Table 1')
    .option('--diff <older>', 'what differs between an older version and this one')
    .option('--card', 'the data card, in Markdown')
    .option('--gate', 'which videos stand against an export, and why')
    .option('--table-one', 'the paper’s Table 1 with ours below')
  bind<DataSetsOptions>(command, async (setting, options, [wanted]) => {
    if (options.tableOne) return printTableOne(setting)
    const versions = await everyPage((cursor) => setting.server.api.dataSets.versions.query({ cursor, limit: 200 }))
    if (wanted === undefined) return printVersions(setting, versions)
    const version = pickVersion(versions, wanted)
    if (options.diff !== undefined) return printDiff(setting, pickVersion(versions, options.diff), version)
    if (options.card) return printCard(setting, version)
    if (options.gate) return printGate(setting, version)
    printVersions(setting, [version])
  })

  bind<object>(
    program.command('formats').description('list what a data set can be exported as'),
    async ({ server, output }) => {
      const formats = await server.api.exports.formats.query()
      for (const format of formats) output.event({ event: 'result', format })
      if (output.isJson) return
      output.table(formats, [
        { title: 'format', value: ({ format }) => format },
        { title: 'a row is a', value: ({ unit }) => unit },
        { title: 'for', value: ({ description }) => description, isFlexible: true },
      ])
    },
  )
  addRights(program, bind)
  addTakedown(program, bind)
}

const nameOf = ({ name, version }: DataSetVersionView) => `${name} v${version}`

const pickVersion = (versions: DataSetVersionView[], wanted: string): DataSetVersionView => {
  const { id } = pick(
    versions.map((version) => ({ id: version.id, name: nameOf(version) })),
    wanted,
    'dataset',
  )
  return versions.find((version) => version.id === id)!
}

function printVersions({ output }: Setting, versions: DataSetVersionView[]): void {
  for (const version of versions) output.event({ event: 'result', version })
  if (output.isJson) return
  if (versions.length === 0) return output.line('No version yet. Make one with: v2r export --name NAME')
  output.table(versions, [
    { title: 'id', value: ({ id }) => shortId(id), paint: (cell) => output.paint('dim', cell) },
    { title: 'name', value: nameOf, isFlexible: true },
    { title: 'videos', value: ({ counts }) => String(counts.videos), align: 'right' },
    { title: 'train', value: ({ counts }) => String(counts.train), align: 'right' },
    { title: 'held out', value: ({ counts }) => String(counts.heldout), align: 'right' },
    { title: 'leaks', value: ({ leaks }) => (leaks === null ? 'unchecked' : leaks.isClean ? 'none' : 'yes') },
    { title: 'taken down', value: ({ takenDown }) => String(takenDown.dialogues), align: 'right' },
    { title: 'manifest', value: ({ manifestHash }) => manifestHash.slice(0, 12) },
  ])
}

const signs = { added: '+', removed: '−', edited: '~', moved: '→' } as const

async function printDiff({ server, output }: Setting, older: DataSetVersionView, newer: DataSetVersionView) {
  const between = { beforeId: older.id, afterId: newer.id }
  const summary = await server.api.dataSets.diff.query(between)
  output.event({ event: 'result', diff: summary })
  output.line(
    `${printableLine(nameOf(older))} → ${printableLine(nameOf(newer))}: +${summary.added} −${summary.removed} ~${summary.edited} →${summary.moved}, ${summary.same} the same`,
  )
  const changes = await everyPage((cursor) => server.api.dataSets.changes.query({ ...between, cursor, limit: 200 }))
  for (const change of changes) {
    output.event({ event: 'result', change })
    output.line(`${change.kinds.map((kind) => signs[kind]).join('')} ${wordsOf(change)}`)
  }
}

function wordsOf({ before, after, kinds, videoName }: VersionChange): string {
  const said = (after ?? before)!
  const moved = kinds.includes('moved') ? ` (${before!.split} → ${after!.split})` : ''
  const was = kinds.includes('edited') ? `  was: ${before!.answer}` : ''
  return printableLine(`${videoName}${moved}: ${said.question} ${said.answer}${was}`)
}

async function printCard({ server, output }: Setting, { id }: DataSetVersionView) {
  const { markdown, facts } = await server.api.dataSets.card.query({ id })
  output.event({ event: 'result', card: facts })
  output.line(printable(markdown))
}

async function printGate({ server, output }: Setting, { id }: DataSetVersionView): Promise<void> {
  const gate = await server.api.dataSets.gate.query({ id })
  output.event({ event: 'result', gate })
  output.line(
    gate.isOpen
      ? `${count(gate.videos, 'video')}; nothing stands against an export.`
      : `${gate.blocked} of ${count(gate.videos, 'video')} may not be exported.`,
  )
  const blocked = await everyPage((cursor) => server.api.dataSets.blocked.query({ versionId: id, cursor, limit: 200 }))
  for (const video of blocked) {
    output.event({ event: 'result', video })
    output.line(`  ${shortId(video.videoId)} ${printableLine(video.name)}: ${video.reasons.join(', ')}`)
  }
}

async function printTableOne({ server, output }: Setting): Promise<void> {
  const rows = await server.api.dataSets.tableOne.query({})
  for (const row of rows) output.event({ event: 'result', row })
  if (output.isJson) return
  output.table(rows, [
    {
      title: 'dataset',
      value: ({ dataset, isRehearsal }) => (isRehearsal ? `${dataset}, rehearsal` : dataset),
      isFlexible: true,
    },
    { title: 'dialogues', value: ({ dialogues }) => dialogues.toLocaleString('en'), align: 'right' },
    { title: 'video', value: ({ hasVideo }) => (hasVideo ? 'yes' : 'no') },
    { title: 'from', value: ({ source }) => source },
  ])
}

interface RightsOptions {
  licence?: string
  consent?: 'unknown' | 'given' | 'refused'
  safety?: 'unknown' | 'passed' | 'flagged'
  note?: string
}

function addRights(program: Command, bind: Bind): void {
  const command = program
    .command('rights')
    .argument('<videos...>', 'id, part of an id, or name')
    .description('say what licence and consent videos have, and whether they may be shown')
    .option('--licence <licence>', 'for example "CC BY 4.0"')
    .addOption(new Option('--consent <consent>').choices(['unknown', 'given', 'refused']))
    .addOption(new Option('--safety <safety>').choices(['unknown', 'passed', 'flagged']))
    .option('--note <text>', 'why it is flagged')
  bind<RightsOptions>(command, async ({ server, output }, { note, ...rights }, wanted) => {
    if (Object.keys(rights).length === 0 && note === undefined)
      throw new CliError('nothing-said', 'Say at least one of --licence, --consent and --safety.')
    const videoIds = await Promise.all(wanted.map(async (one) => (await findVideo(server.api, one)).id))
    const { videos } = await server.api.dataSets.setRights.mutate({
      videoIds,
      ...rights,
      ...(note !== undefined && { safetyNote: note }),
    })
    output.event({ event: 'result', videos })
    output.line(`${output.paint('green', '✓')} ${count(videos, 'video')}`)
  })
}

function addTakedown(program: Command, bind: Bind): void {
  const command = program
    .command('takedown')
    .argument('<video>', 'id, part of an id, or name')
    .description('remove a video with everything made from it, exports too, and write down what went')
    .requiredOption('--reason <text>', 'kept in the audit trail')
  bind<{ reason: string }>(command, async ({ server, output }, { reason }, [wanted]) => {
    const video = await findVideo(server.api, wanted!)
    const { takedownId } = await server.api.dataSets.takeDown.mutate({ videoId: video.id, reason })
    const [trail] = (await server.api.dataSets.takedowns.query({ limit: 1 })).items
    output.event({ event: 'result', takedownId, removed: trail?.removed })
    const went = Object.entries(trail?.removed ?? {}).map(([what, number]) => `${number} ${what}`)
    output.line(`${output.paint('green', '✓')} ${printableLine(video.name)} is gone: ${went.join(', ')}`)
  })
}
