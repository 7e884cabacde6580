/** How far two independent looks agree: in percent, and beyond chance (Cohen's κ with its 95 % interval). */
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReviewerAgreement } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { percent } from '../../format.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'

export function Agreement() {
  const query = useQuery(trpc.reviews.agreement.queryOptions({ projectId: useProjectId() }))
  if (query.isPending) return <RowsSkeleton rows={2} height={32} />
  if (query.error) return <FailureNote error={query.error} onRetry={() => void query.refetch()} />
  if (query.data.length === 0)
    return (
      <p className="soft">
        Nobody has taken a second look yet. In “Second look” somebody else judges the text that the first reviewer saw,
        without knowing their verdict.
      </p>
    )
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Reviewers</Table.Th>
          <Table.Th ta="right">Items</Table.Th>
          <Table.Th ta="right">Agree</Table.Th>
          <Table.Th ta="right">κ (95 %)</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {query.data.map((row) => (
          <Table.Tr key={row.pair ? `${row.pair.first}\0${row.pair.second}` : ''}>
            <Table.Td>{row.pair ? `${row.pair.first}, then ${row.pair.second}` : 'All'}</Table.Td>
            <Table.Td ta="right">{row.items}</Table.Td>
            <Table.Td ta="right">{percent(row.agreed / row.items)}</Table.Td>
            <Table.Td ta="right">{kappaText(row.kappa)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function kappaText(kappa: ReviewerAgreement['kappa']): string {
  if (kappa.status === 'undefined') return kappa.reason === 'too-few' ? 'too few items' : 'all the same'
  return `${kappa.value.toFixed(2)} (${kappa.low.toFixed(2)} to ${kappa.high.toFixed(2)})`
}
