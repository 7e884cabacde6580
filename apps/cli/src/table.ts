/** Rows as aligned columns that fit the terminal: the flexible column gives way first, wrapped onto further lines. */
import stringWidth from 'string-width'
import { fit, printableLine, wrap } from './terminal-text.js'

export interface Column<Row> {
  title: string
  /** Plain text; it is made printable here. */
  value: (row: Row) => string
  align?: 'left' | 'right'
  /** Takes what is left of the width, and wraps. One per table. */
  isFlexible?: boolean
  /** Colours a finished cell. */
  paint?: (cell: string, row: Row) => string
}

const gap = '  '
const leastFlexible = 16

export function table<Row>(
  rows: Row[],
  columns: Column<Row>[],
  width: number,
  paintTitle = (text: string) => text,
): string[] {
  const cells = rows.map((row) => columns.map((column) => printableLine(column.value(row))))
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title), ...cells.map((line) => stringWidth(line[index] ?? ''))),
  )
  const flexible = columns.findIndex((column) => column.isFlexible)
  if (flexible !== -1) {
    const others = widths.reduce((sum, each, index) => (index === flexible ? sum : sum + each), 0)
    const left = Math.max(leastFlexible, width - others - gap.length * (columns.length - 1))
    widths[flexible] = Math.min(widths[flexible] ?? 0, left)
  }
  const title = columns.map((column, index) => pad(column.title, widths[index] ?? 0, column.align)).join(gap)
  const body = rows.flatMap((row, rowIndex) => {
    const wrapped = columns.map((column, index) => {
      const cell = cells[rowIndex]?.[index] ?? ''
      return column.isFlexible ? wrap(cell, widths[index] ?? 0) : [fit(cell, widths[index] ?? 0)]
    })
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((column, index) => {
          const padded = pad(wrapped[index]?.[line] ?? '', widths[index] ?? 0, column.align)
          return column.paint === undefined ? padded : column.paint(padded, row)
        })
        .join(gap)
        .trimEnd(),
    )
  })
  return [paintTitle(title.trimEnd()), ...body]
}

function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return align === 'right' ? space + text : text + space
}
