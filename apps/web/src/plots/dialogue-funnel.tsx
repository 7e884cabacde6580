/** What is left after each of the five steps (§3.3, A.2), and why the rest went. A table in itself. */
import type { DialogueFunnel as Funnel } from '../api-types.js'
import { count, percent } from '../format.js'
import classes from './dialogue-funnel.module.css'

const words: Record<Funnel['steps'][number]['step'], string> = {
  generated: 'Written',
  parsed: 'Read',
  notRefused: 'Not refused',
  selected: 'Selected',
  cleaned: 'Kept',
}

export function DialogueFunnel({ funnel }: { funnel: Funnel }) {
  const first = funnel.steps[0]?.count ?? 0
  if (first === 0) return null
  return (
    <div className={classes.funnel}>
      <table className={classes.steps}>
        <caption className={classes.caption}>From what the teacher wrote to what is kept</caption>
        <thead>
          <tr>
            {funnel.steps.map((step) => (
              <th key={step.step} scope="col">
                {words[step.step]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {funnel.steps.map((step) => (
              <td key={step.step}>
                <span className={classes.number}>{count(step.count)}</span>
                <span className={classes.share}>{percent(step.count / first)}</span>
                <span className={classes.track} aria-hidden>
                  <span className={classes.bar} style={{ height: `${(100 * step.count) / first}%` }} />
                </span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {funnel.reasons.length > 0 ? (
        <ul className={classes.reasons} aria-label="Why dialogues were dropped">
          {funnel.reasons.slice(0, 6).map((reason) => (
            <li key={`${reason.step}-${reason.reason}`}>
              <strong>{count(reason.count)}</strong> {reason.reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
