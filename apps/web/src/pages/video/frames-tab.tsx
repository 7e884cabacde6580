/** The list behind the timeline: how the choice was made, and every frame with its reason. */
import { Button, UnstyledButton } from '@mantine/core'
import { IconFrame } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { VideoDetail } from '../../api-types.js'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { Facts } from '../../components/facts.js'
import { isActive } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { count, instant } from '../../format.js'
import { trpc } from '../../trpc.js'
import { reasonNumbers } from './frame-reason.js'
import { SampleBar } from './sample-bar.js'
import { SampleCompare } from './sample-compare.js'
import type { Frames } from './use-frames.js'
import classes from './frames-tab.module.css'

export function FramesTab({ video, frames }: { video: VideoDetail; frames: Frames }) {
  const queryClient = useQueryClient()
  const start = useMutation(
    trpc.pipeline.start.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(), onError: notifyFailure }),
  )
  const list = useRef<HTMLOListElement>(null)
  const selectedIndex = frames.selected?.index
  useEffect(() => {
    // Only the list moves: the page stays where the person left it.
    const row = list.current?.querySelector<HTMLElement>('[aria-current=true]')
    if (!row || !list.current) return
    const box = list.current.getBoundingClientRect()
    const at = row.getBoundingClientRect()
    if (at.top < box.top || at.bottom > box.bottom)
      list.current.scrollBy({ top: at.top - box.top - (box.height - at.height) / 2 })
  }, [selectedIndex])
  if (frames.isPending) return <RowsSkeleton rows={6} height={56} />
  if (frames.error) return <FailureNote error={frames.error} onRetry={frames.retry} />
  const { sample } = frames
  if (!sample)
    return (
      <Empty
        icon={IconFrame}
        title={video.status === 'failed' ? 'No frames: the import failed' : 'No frames chosen yet'}
        action={
          video.status === 'failed' || (video.job && isActive(video.job.state)) ? null : (
            <Button
              loading={start.isPending}
              onClick={() => start.mutate({ videoIds: [video.id], stages: ['sample'] })}
            >
              Choose frames
            </Button>
          )
        }
      >
        {frames.strategy === 'profile'
          ? 'The adaptive choice of §4.1: at most 128 frames, each with a reason.'
          : 'The middle of 64 equal segments, as §3.2 describes them for captions.'}
      </Empty>
    )
  const { sample: made } = sample
  return (
    <div className={classes.tab}>
      <SampleBar video={video} frames={frames} sample={sample} />
      {frames.against ? <SampleCompare a={sample} b={frames.against} /> : null}
      <Facts
        facts={[
          ['Strategy', made.strategy],
          ['Delivered', `${count(made.got)} of ${count(made.wanted)} wanted`],
          ['Decoded', `${count(made.decoded)}, ${count(made.skipped)} left undecoded`],
          ['Decoder', made.decoder],
          made.cappedFrom === null ? null : ['Cap', `from ${count(made.cappedFrom)} down to ${count(made.frames)}`],
          made.strategy === 'documentary' ? ['Step 3, merge', made.merge] : null,
          made.fallback ? ['Fallback', made.fallback] : null,
        ]}
      />
      {made.mergeReason === null ? null : (
        <FailureNote
          isCompact
          tone="warn"
          error={{ code: made.merge, message: 'Near duplicates were not merged.', advice: made.mergeReason }}
        />
      )}
      {made.status === 'partial' ? (
        <FailureNote
          isCompact
          tone="warn"
          error={{
            code: 'partial',
            message: made.statusReason ?? 'Some frames could not be had.',
            advice: 'What was delivered is used.',
          }}
        />
      ) : null}
      <ol ref={list} className={classes.list}>
        {sample.frames.map((frame) => (
          <li key={frame.index}>
            <UnstyledButton
              className={classes.row}
              aria-current={frame.index === selectedIndex}
              onClick={() => frames.select(frame)}
            >
              <img src={frame.url} alt="" loading="lazy" decoding="async" className={classes.thumb} />
              <span className={classes.words}>
                <span className={classes.time}>
                  <span className="faint">{frame.index + 1}</span> {instant(frame.timestampSeconds)}
                </span>
                <span className={classes.sentence}>{frame.reason.text}</span>
                <span className={classes.numbers}>
                  {reasonNumbers(frame)
                    .filter(([name]) => name !== 'pts')
                    .map(([name, value]) => `${name} ${value}`)
                    .join(' · ')}
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </div>
  )
}
