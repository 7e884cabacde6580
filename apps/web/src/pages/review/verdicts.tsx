/** What others decided about an item, with the text they would rather read. */
import type { ReviewEntry } from '../../api-types.js'
import { reasonLabel } from '../../components/review-reasons.js'
import { TextDiff } from '../../components/text-diff.js'
import { ago } from '../../format.js'
import classes from './verdicts.module.css'

const did = { accept: 'accepted', reject: 'rejected', edit: 'edited', undo: 'took back' } as const
const lookWords = { first: 'first look', second: 'second look', resolve: 'settled it' } as const

export function Verdicts({ verdicts }: { verdicts: ReviewEntry[] }) {
  if (verdicts.length === 0) return null
  return (
    <ul className={classes.list}>
      {verdicts.map((entry) => (
        <li key={entry.id} className={classes.entry}>
          <div>
            <strong>{entry.reviewer}</strong> {did[entry.decision]}
            <span className="faint">
              {' '}
              · {lookWords[entry.look]} · {ago(entry.createdAt)}
              {entry.reasonCodes.length > 0 ? ` · ${entry.reasonCodes.map(reasonLabel).join(', ')}` : ''}
              {entry.callId ? ' · a regenerated answer' : ''}
            </span>
          </div>
          {entry.decision === 'edit' || entry.before.answer !== entry.after.answer ? (
            <TextDiff before={entry.before.answer} after={entry.after.answer} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
