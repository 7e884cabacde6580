/** What something cost. An unknown price is said, not shown as nothing. */
import type { CostView } from '../api-types.js'
import { count, money, plural } from '../format.js'

export function Cost({ cost }: { cost: CostView }) {
  if (cost.calls === 0 && cost.replayed === 0) return <span className="faint">no calls</span>
  return (
    <span>
      {cost.microUsd === null ? <span className="faint">cost unknown</span> : money(cost.microUsd)}
      <span className="faint">
        {' '}
        · {plural(cost.calls, 'call')}
        {cost.replayed > 0 ? `, ${count(cost.replayed)} replayed` : ''}
        {cost.unknown > 0 ? `, ${count(cost.unknown)} unpriced` : ''}
      </span>
    </span>
  )
}
