/** What one should know of a version before training on it: leaks, a split that missed its size, takedowns. */
import type { DataSetVersionView } from '../../api-types.js'
import { count, plural } from '../../format.js'
import classes from './version-notes.module.css'

const keyNames = {
  video: 'video',
  creator: 'creator',
  source: 'source',
  'near-duplicate': 'near-duplicate',
  dialogue: 'dialogue, word for word',
} as const

export function VersionNotes({ version }: { version: DataSetVersionView }) {
  const { leaks, deviation, takenDown } = version
  const missed = Object.entries(deviation).filter(([, by]) => by !== 0)
  return (
    <ul className={classes.notes}>
      {leaks === null ? <li data-tone="warn">Not checked for leaks: it is older than the check.</li> : null}
      {leaks?.isClean ? (
        <li data-tone="good">No key that is known is on both sides of the split.</li>
      ) : (
        leaks?.checks
          .filter((check) => check.leaking > 0)
          .map((check) => (
            <li key={check.key} data-tone="bad">
              {plural(check.leaking, keyNames[check.key])} on both sides of the split
            </li>
          ))
      )}
      {leaks?.checks
        .filter((check) => check.unknown > 0 && check.key !== 'near-duplicate')
        .map((check) => (
          <li key={`${check.key} unknown`} data-tone="warn">
            {check.key} unknown for {plural(check.unknown, 'dialogue')}
          </li>
        ))}
      {missed.length > 0 ? (
        <li data-tone="warn">
          Whole groups could not meet what was asked for:{' '}
          {missed.map(([split, by]) => `${split} ${by > 0 ? '+' : '−'}${count(Math.abs(by))}`).join(', ')}
        </li>
      ) : null}
      {takenDown.videos > 0 ? (
        <li data-tone="bad">
          {plural(takenDown.videos, 'video')} with {plural(takenDown.dialogues, 'dialogue')} taken down since
        </li>
      ) : null}
    </ul>
  )
}
