/** What the answers rest on: pictures, words only, or nothing yet. */
import { IconEye, IconEyeOff, IconFileText } from '@tabler/icons-react'
import type { ChatContext } from '../../api-types.js'
import classes from './grounding-note.module.css'

const words: Record<ChatContext['grounding'], string> = {
  frames: 'Sees the chosen frames',
  'caption only': 'Captions only: no pictures reach the model',
  nothing: 'Sees nothing of the video yet',
}

export function GroundingNote({ context }: { context: ChatContext }) {
  const GroundingIcon = { frames: IconEye, 'caption only': IconFileText, nothing: IconEyeOff }[context.grounding]
  return (
    <div className={classes.note} data-grounding={context.grounding}>
      <div className={classes.head}>
        <GroundingIcon size={15} aria-hidden />
        {words[context.grounding]}
      </div>
      {[...context.missing, ...context.warnings].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {context.dropped.map((drop) => (
        <p key={drop.what}>
          {drop.count} {drop.what} left out: {drop.reason}
        </p>
      ))}
    </div>
  )
}
