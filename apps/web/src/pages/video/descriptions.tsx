/** What the model wrote about each moment. A press seeks the player there; cut attempts are kept and shown. */
import { UnstyledButton } from '@mantine/core'
import type { FrameDescriptionView } from '../../api-types.js'
import { StateBadge } from '../../components/badges.js'
import type { PlayerHandle } from '../../components/use-player.js'
import { instant, plural } from '../../format.js'
import classes from './descriptions.module.css'

interface Props {
  descriptions: FrameDescriptionView[]
  player: PlayerHandle
}

export function Descriptions({ descriptions, player }: Props) {
  const whole = descriptions.filter((description) => description.outcome === 'success').length
  return (
    <section>
      <h3 className={classes.title}>
        {plural(descriptions.length, 'moment')} described
        {whole < descriptions.length ? <span className="faint"> · {descriptions.length - whole} not whole</span> : null}
      </h3>
      <ol className={classes.list}>
        {descriptions.map((description) => (
          <li key={description.index} className={classes.item}>
            <UnstyledButton
              className={classes.seek}
              aria-label={`Go to ${instant(description.timestampSeconds)}`}
              onClick={() => player.seek(description.timestampSeconds)}
            >
              {description.frameUrl ? <img src={description.frameUrl} alt="" loading="lazy" decoding="async" /> : null}
              <span>{instant(description.timestampSeconds)}</span>
            </UnstyledButton>
            <div className={classes.words}>
              {description.outcome === 'success' ? null : (
                <div>
                  <StateBadge state={description.outcome} /> <span className="soft">{description.reason}</span>
                </div>
              )}
              <p className="prose">{description.text}</p>
              {description.attempts.length > 1 ? (
                <details className={classes.attempts}>
                  <summary>{plural(description.attempts.length, 'attempt')}</summary>
                  {description.attempts.map((attempt) => (
                    <p key={attempt.attempt} className="prose">
                      <span className="faint">
                        {attempt.attempt}. {attempt.outcome}, at most {attempt.maxTokens} tokens{' '}
                      </span>
                      {attempt.text}
                    </p>
                  ))}
                </details>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
