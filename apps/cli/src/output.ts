/**
 * Where a verb speaks. People get lines on standard output; with `--json` machines get one event per line there,
 * and everything meant for people goes to standard error.
 */
import { styleText } from 'node:util'
import { table, type Column } from './table.js'

type Style = Parameters<typeof styleText>[0]

export type JsonEvent = { event: 'launch' | 'progress' | 'warning' | 'result' | 'done' | 'failed' } & Record<
  string,
  unknown
>

export interface Output {
  readonly isJson: boolean
  /** True where bars and colours make sense. */
  readonly isTerminal: boolean
  readonly width: number
  /** For people. */
  line(text?: string): void
  /** For people, beside the result: how it goes, what went wrong. Always on standard error. */
  note(text: string): void
  table<Row>(rows: Row[], columns: Column<Row>[]): void
  paint(style: Style, text: string): string
  /** For machines; nothing without `--json`. */
  event(event: JsonEvent): void
  /** Pieces of an answer as they arrive. */
  piece(text: string): void
}

export function createOutput(
  isJson: boolean,
  out: NodeJS.WriteStream = process.stdout,
  log: NodeJS.WriteStream = process.stderr,
): Output {
  const people = isJson ? log : out
  const paint = (style: Style, text: string) => styleText(style, text, { stream: people })
  const width = people.columns ?? 120
  return {
    isJson,
    isTerminal: !isJson && out.isTTY === true && log.isTTY === true,
    width,
    line: (text = '') => void people.write(`${text}\n`),
    note: (text) => void log.write(`${text}\n`),
    table: (rows, columns) => {
      for (const line of table(rows, columns, width, (title) => paint('dim', title))) people.write(`${line}\n`)
    },
    paint,
    event: (event) => {
      if (isJson) out.write(`${JSON.stringify(event)}\n`)
    },
    piece: (text) => void people.write(text),
  }
}
