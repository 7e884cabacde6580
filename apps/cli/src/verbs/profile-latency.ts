/** `v2r profile-latency MODEL VIDEO`: Table 4 for an endpoint of yours, beside the paper's (R53). */
import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.js'
import { findModel, findVideo } from '../find.js'
import type { Bind, Setting } from '../program.js'
import { bytesText } from '../quantities.js'
import { wholeNumber } from '../stage-names.js'
import type { Column } from '../table.js'
import { printableLine } from '../terminal-text.js'

interface Options {
  frames: number[]
  repeats: number
  maxTokens: number
}

type Chunk =
  Awaited<ReturnType<Setting['server']['api']['models']['profileLatency']['mutate']>> extends AsyncIterable<infer One>
    ? One
    : never
type Row = Extract<Chunk, { type: 'row' }>['row']

export function addProfileLatency(program: Command, bind: Bind): void {
  const command = program
    .command('profile-latency <model> <video>')
    .description(
      'measure how long answers take with more and more frames; every measurement is a call that is paid for',
    )
    .option('--frames <list>', 'how many frames, comma-separated', wholeNumbers, [0, 1, 8, 16, 32, 64])
    .option('--repeats <n>', 'how often each is measured', wholeNumber, 3)
    .option('--max-tokens <n>', 'longest answer, the same for all', wholeNumber, 64)
  bind<Options>(command, measure)
}

const wholeNumbers = (text: string): number[] => text.split(',').map(wholeNumber)

async function measure(
  { server, output }: Setting,
  options: Options,
  [model = '', video = '']: string[],
): Promise<number> {
  const [responder, film] = await Promise.all([findModel(server.api, model), findVideo(server.api, video)])
  const { frames: counts, repeats, maxTokens } = options
  const chunks = await server.api.models.profileLatency.mutate({
    modelId: responder.id,
    videoId: film.id,
    counts,
    repeats,
    maxTokens,
  })
  const rows: Row[] = []
  for await (const chunk of chunks) {
    if (chunk.type === 'row') {
      rows.push(chunk.row)
      output.event({ event: 'progress', row: chunk.row })
      output.note(output.paint('dim', `${chunk.row.frames} frames: ${seconds(chunk.row.totalMs?.p50)}`))
      continue
    }
    const { profile, published } = chunk
    output.event({ event: 'result', model: responder.name, video: film.name, profile, published })
    if (rows.some((row) => row.isRehearsal)) output.line('Rehearsal: no real model answered; these times mean nothing.')
    output.line()
    output.table(rows, columns(published))
    output.line()
    if (profile.fit !== null) {
      const { slope, slopeError } = profile.fit
      const range = slopeError === null ? '' : ` ± ${slopeError.toFixed(2)}`
      output.line(`${slope.toFixed(2)}${range} ms for each frame more (least squares; ± is the standard error)`)
    }
    if (profile.skippedCounts.length > 0)
      output.line(`Not measured: ${profile.skippedCounts.join(', ')} frames; ${printableLine(film.name)} has fewer.`)
  }
  return rows.every(({ totalMs }) => totalMs !== null) ? exitCodes.ok : exitCodes.incomplete
}

function columns(published: Extract<Chunk, { type: 'done' }>['published']): Column<Row>[] {
  return [
    { title: 'frames', value: ({ frames }) => String(frames), align: 'right' },
    { title: 'n', value: ({ measured }) => String(measured), align: 'right' },
    { title: 'first p50', value: ({ firstTokenMs }) => seconds(firstTokenMs?.p50), align: 'right' },
    { title: 'first p95', value: ({ firstTokenMs }) => seconds(firstTokenMs?.p95), align: 'right' },
    { title: 'total p50', value: ({ totalMs }) => seconds(totalMs?.p50), align: 'right' },
    { title: 'total p95', value: ({ totalMs }) => seconds(totalMs?.p95), align: 'right' },
    { title: 'tokens/s', value: ({ tokensPerSecond }) => tokensPerSecond?.toFixed(1) ?? '–', align: 'right' },
    {
      title: 'request',
      value: ({ requestBytes }) => (requestBytes === null ? '–' : bytesText(requestBytes)),
      align: 'right',
    },
    {
      title: 'paper',
      value: ({ frames }) => seconds(published.find((row) => row.frames === frames)?.seconds, 1),
      align: 'right',
    },
  ]
}

const seconds = (value: number | undefined, unit = 1000): string =>
  value === undefined ? '–' : `${(value / unit).toFixed(2)} s`
