/** Under the player: where the chosen frames lie, why they were chosen, and another sample beside them if one is named. */
import { SegmentedControl } from '@mantine/core'
import type { VideoDetail } from '../../api-types.js'
import type { PlayerHandle } from '../../components/use-player.js'
import { plural } from '../../format.js'
import { SampleTimeline } from '../../plots/sample-timeline.js'
import { Filmstrip } from './filmstrip.js'
import { FrameReason } from './frame-reason.js'
import { sampleName } from './sample-name.js'
import type { Frames } from './use-frames.js'
import classes from './timeline.module.css'

export function Timeline({ video, frames, player }: { video: VideoDetail; frames: Frames; player: PlayerHandle }) {
  const { sample, against } = frames
  return (
    <section className={classes.timeline} aria-label="Chosen frames on the timeline">
      <header className={classes.header}>
        <SegmentedControl
          size="xs"
          aria-label="Which choice of frames"
          value={frames.strategy}
          onChange={(value) => frames.setStrategy(value as Frames['strategy'])}
          data={[
            { value: 'profile', label: 'For the role' },
            { value: 'segments', label: 'For the caption' },
          ]}
        />
        {sample ? <span className="faint">{plural(sample.frames.length, 'frame')}</span> : null}
        <span className={classes.keys}>
          <kbd>[</kbd> <kbd>]</kbd> previous, next frame
        </span>
      </header>
      {sample && video.durationSeconds ? (
        <>
          {against ? <div className={classes.name}>A · {sampleName(sample.sample)}</div> : null}
          <SampleTimeline sample={sample} selected={frames.selected} onSelect={frames.select} player={player} />
          {against ? (
            <>
              <div className={classes.name}>B · {sampleName(against.sample)}</div>
              <SampleTimeline
                sample={against}
                selected={undefined}
                onSelect={(frame) => player.seek(frame.timestampSeconds)}
                player={player}
              />
            </>
          ) : null}
          <Filmstrip frames={sample.frames} selected={frames.selected} onSelect={frames.select} />
          {frames.selected ? <FrameReason frame={frames.selected} /> : null}
        </>
      ) : null}
    </section>
  )
}
