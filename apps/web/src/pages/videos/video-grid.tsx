/** The grid, of which only the rows on screen exist. The page itself scrolls. */
import { Checkbox } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type RefObject } from 'react'
import type { VideoCard } from '../../api-types.js'
import { VideoTile } from '../../components/video-tile.js'
import { videosRoute } from '../../routes.js'
import { DEFAULT_TILE } from './facets.js'
import { useOffset } from './use-offset.js'
import type { Selection } from './use-selection.js'
import classes from './video-grid.module.css'

const GAP = 16
/** Name, facts and a bar under the picture. */
const WORDS_HEIGHT = 66

interface Props {
  videos: VideoCard[]
  selection: Selection
  current: number | null
  columns: RefObject<number>
  hasMore: boolean
  onEnd: () => void
}

export function VideoGrid({ videos, selection, current, columns, hasMore, onEnd }: Props) {
  const { size = DEFAULT_TILE } = videosRoute.useSearch()
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>()
  const own = useRef<HTMLDivElement>(null)
  const ref = useMergedRef(sizeRef, own)
  const perRow = Math.max(width < 480 ? 2 : 1, Math.floor((width + GAP) / (size + GAP)))
  const tileWidth = (width - GAP * (perRow - 1)) / perRow
  const rowHeight = tileWidth * (9 / 16) + WORDS_HEIGHT + GAP
  const offset = useOffset(own)
  const rows = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(videos.length / perRow),
    getScrollElement: () => document.querySelector('#content'),
    estimateSize: () => rowHeight,
    scrollMargin: offset,
    overscan: 3,
  })
  useEffect(() => {
    columns.current = perRow
  }, [columns, perRow])
  useEffect(() => rows.measure(), [rows, rowHeight])
  useEffect(() => {
    if (current !== null) rows.scrollToIndex(Math.floor(current / perRow), { align: 'auto' })
  }, [rows, current, perRow])
  const visible = rows.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && videos.length > 0 && last >= Math.ceil(videos.length / perRow) - 3) onEnd()
  }, [hasMore, last, videos.length, perRow, onEnd])

  return (
    <div
      ref={ref}
      className={classes.grid}
      style={{ height: rows.getTotalSize() }}
      data-selecting={selection.ids.size > 0 || undefined}
    >
      {visible.map((row) => (
        <div
          key={row.key}
          className={classes.row}
          style={{
            transform: `translateY(${row.start - offset}px)`,
            gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`,
            gap: GAP,
          }}
        >
          {videos.slice(row.index * perRow, (row.index + 1) * perRow).map((video, column) => (
            <div key={video.id} className={classes.cell} data-selected={selection.ids.has(video.id) || undefined}>
              <VideoTile video={video} isCurrent={current === row.index * perRow + column} />
              <Checkbox
                className={classes.tick}
                aria-label={`Select ${video.name}`}
                checked={selection.ids.has(video.id)}
                onChange={(event) =>
                  selection.toggle(video.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
                }
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
