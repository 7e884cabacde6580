/** What the answer leans on: the nearest sentences of the caption, with the frames they were written about. */
import { UnstyledButton } from '@mantine/core'
import type { ReviewItem } from '../../api-types.js'
import type { PlayerHandle } from '../../components/use-player.js'
import { instant, percent } from '../../format.js'
import classes from './grounding.module.css'

export function Grounding({ grounding, player }: { grounding: ReviewItem['grounding']; player: PlayerHandle }) {
  if (!grounding) return <p className="faint">The video has no finished caption to hold the answer against.</p>
  return (
    <section aria-label="What the answer leans on" className={classes.grounding}>
      <h2 className={classes.title}>
        {grounding.score === null
          ? 'The answer has no telling words'
          : `${percent(grounding.score)} of its telling words are in the caption`}
        {grounding.unsupported.length > 0 ? (
          <span className={classes.missing}> · not there: {grounding.unsupported.join(', ')}</span>
        ) : null}
      </h2>
      <ol className={classes.list}>
        {grounding.sentences.map(({ text, timestampSeconds, frameUrl, descriptionIndex }) => (
          <li key={`${descriptionIndex}${text}`} className={classes.sentence}>
            {timestampSeconds === null ? (
              <span className={classes.where}>Summary</span>
            ) : (
              <UnstyledButton
                className={classes.where}
                aria-label={`Go to ${instant(timestampSeconds)}`}
                onClick={() => player.seek(timestampSeconds)}
              >
                {frameUrl ? <img src={frameUrl} alt="" decoding="async" /> : null}
                {instant(timestampSeconds)}
              </UnstyledButton>
            )}
            <p className="prose">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
