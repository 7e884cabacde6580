/** What the detectors marked (A.2), with the number each rests on. A mark drops nothing by itself. */
import { Tooltip } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import type { DialogueView } from '../api-types.js'
import classes from './flag-chips.module.css'

const words: Record<string, string> = {
  repetition: 'Repeats itself',
  unterminated: 'Breaks off',
  'near-duplicate': 'Near-duplicate',
  'duplicate-answer': 'Same answer elsewhere',
  'duplicate-video': 'Same video elsewhere',
  unsupported: 'Unsupported claim',
  'static-scene': 'Static scene',
  'wrong-language': 'Wrong language',
  'control-token': 'Control token',
  refusal: 'Refusal',
}

export const flagLabel = (code: string): string => words[code] ?? code

export function FlagChips({ flags }: { flags: DialogueView['flags'] }) {
  if (flags.length === 0) return null
  return (
    <ul className={classes.chips} aria-label="Marks">
      {flags.map(({ code, reason, score, threshold }) => (
        <li key={code + reason}>
          <Tooltip label={`${reason} (score ${score.toFixed(2)}, threshold ${threshold})`}>
            <span className={classes.chip}>
              <IconFlag size={12} aria-hidden />
              {flagLabel(code)}
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
