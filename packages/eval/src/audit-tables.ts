/**
 * Recomputes what the paper's tables state about themselves, in whole hundredths, and lists where print and
 * arithmetic part: two averages cut instead of rounded, a share of 8 % that is 7, and shares that miss 100 %.
 */
import {
  publishedKindShares,
  publishedTable2,
  publishedTable3,
  publishedTables6And7,
  publishedUserStudy,
} from './paper.js'

export interface AuditFinding {
  /** `Table 2`, `A.3`, `Figure 7`. */
  place: string
  subject: string
  printed: number
  recomputed: number
  /** `truncated` where cutting off the digits explains the print. */
  kind: 'truncated' | 'different'
}

export interface TableAudit {
  /** Statements that were recomputed. */
  checked: number
  findings: AuditFinding[]
}

export function auditTables(): TableAudit {
  const statements = [
    ...[...publishedTable2, ...publishedTable3].map((row) =>
      averageStatement(`Table ${row.table}`, row.model, Object.values(row.scores), row.printedAverage, 2),
    ),
    ...publishedTables6And7.map((row) =>
      averageStatement(
        `Table ${row.table}`,
        `${row.model}, ${row.coefficient}`,
        Object.values(row.scores),
        row.printedAverage,
        4,
      ),
    ),
    ...voteStatements(),
    {
      place: 'Figure 7',
      subject: 'sum of the shares, in percent',
      printed: Object.values(publishedKindShares).reduce((sum, share) => sum + Math.round(share * 10), 0) / 10,
      recomputed: 100,
      truncated: 100,
    },
  ]
  return {
    checked: statements.length,
    findings: statements.flatMap(({ truncated, ...statement }) =>
      statement.printed === statement.recomputed
        ? []
        : [{ ...statement, kind: statement.printed === truncated ? ('truncated' as const) : ('different' as const) }],
    ),
  }
}

/** Integer arithmetic throughout: binary fractions would decide the halves by accident. */
function averageStatement(place: string, subject: string, values: number[], printed: number, decimals: number) {
  const unit = 10 ** decimals
  const sum = values.reduce((total, value) => total + Math.round(value * unit), 0)
  return {
    place,
    subject: `${subject}, average of ${values.length}`,
    printed,
    recomputed: Math.floor((2 * sum + values.length) / (2 * values.length)) / unit,
    truncated: Math.floor(sum / values.length) / unit,
  }
}

function voteStatements() {
  const total = publishedUserStudy.votes.reduce((sum, { votes }) => sum + votes, 0)
  return publishedUserStudy.votes.map(({ option, votes, printedPercent }) => ({
    place: 'A.3',
    subject: `${option}, percent of ${total} votes`,
    printed: printedPercent,
    recomputed: Math.floor((200 * votes + total) / (2 * total)),
    truncated: Math.floor((100 * votes) / total),
  }))
}
