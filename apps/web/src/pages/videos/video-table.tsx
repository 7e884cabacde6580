/** The library as a table: more facts for each video, fewer pictures. Only the rows on screen exist. */
import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type RefObject } from 'react'
import type { VideoCard } from '../../api-types.js'
import { KindBadge, StateBadge } from '../../components/badges.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { ago, clock, count, MISSING } from '../../format.js'
import { useOffset } from './use-offset.js'
import type { Selection } from './use-selection.js'
import classes from './video-table.module.css'

const ROW = 44

interface Props {
  videos: VideoCard[]
  selection: Selection
  current: number | null
  columns: RefObject<number>
  hasMore: boolean
  onEnd: () => void
}

export function VideoTable({ videos, selection, current, columns, hasMore, onEnd }: Props) {
  const own = useRef<HTMLDivElement>(null)
  const offset = useOffset(own)
  const rows = useVirtualizer({
    count: videos.length,
    getScrollElement: () => document.querySelector('#content'),
    estimateSize: () => ROW,
    scrollMargin: offset,
    overscan: 8,
  })
  useEffect(() => {
    columns.current = 1
  }, [columns])
  useEffect(() => {
    if (current !== null) rows.scrollToIndex(current, { align: 'auto' })
  }, [rows, current])
  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && videos.length > 0 && last >= videos.length - 8) onEnd()
  }, [hasMore, last, videos.length, onEnd])

  return (
    <div className={classes.frame} role="table" aria-label="Videos" aria-rowcount={videos.length + 1}>
      <div className={`${classes.row} ${classes.head}`} role="row">
        {['', 'Video', 'Kind', 'Length', 'Frames', 'Caption', 'Dialogues', 'Tags', 'Added'].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
      <div ref={own} className={classes.body} role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ key, index, start }) => {
          const video = videos[index]
          if (!video) return null
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className={classes.row}
              data-current={current === index || undefined}
              data-selected={selection.ids.has(video.id) || undefined}
              style={{ transform: `translateY(${start - offset}px)` }}
            >
              <span role="cell">
                <Checkbox
                  aria-label={`Select ${video.name}`}
                  checked={selection.ids.has(video.id)}
                  onChange={(event) =>
                    selection.toggle(video.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
                  }
                />
              </span>
              <span role="cell" className={classes.name}>
                {video.posterUrl ? <img src={video.posterUrl} alt="" loading="lazy" decoding="async" /> : null}
                <Link to="/videos/$videoId" params={{ videoId: video.id }} className="truncate" title={video.name}>
                  {video.name}
                </Link>
                {video.isRehearsal ? <Rehearsal isShort /> : null}
              </span>
              <span role="cell">
                {video.status === 'ready' ? <KindBadge kind={video.kind} /> : <StateBadge state={video.status} />}
              </span>
              <span role="cell">{clock(video.durationSeconds)}</span>
              <span role="cell">{count(video.frames)}</span>
              <span role="cell">{video.caption === 'none' ? MISSING : <StateBadge state={video.caption} />}</span>
              <span role="cell">
                {video.dialogues.kept}{' '}
                <span className="faint">of {video.dialogues.kept + video.dialogues.dropped}</span>
              </span>
              <span role="cell" className="truncate" title={video.tags.join(', ')}>
                {video.tags.join(', ')}
              </span>
              <span role="cell" className="faint truncate">
                {ago(video.createdAt)}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
