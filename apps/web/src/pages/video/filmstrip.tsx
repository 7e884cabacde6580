/** Every chosen frame in its order. Only those on screen are loaded. */
import { UnstyledButton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { SampledFrame } from '../../api-types.js'
import { instant } from '../../format.js'
import classes from './filmstrip.module.css'

const HEIGHT = 64

interface Props {
  frames: SampledFrame[]
  selected: SampledFrame | undefined
  onSelect: (frame: SampledFrame) => void
}

export function Filmstrip({ frames, selected, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const first = frames[0]
  const width = Math.round(Math.min(140, Math.max(40, (HEIGHT * (first?.width ?? 16)) / (first?.height ?? 9)))) + 4
  const strip = useVirtualizer({
    horizontal: true,
    count: frames.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => width,
    overscan: 6,
  })
  const position = selected ? frames.indexOf(selected) : -1
  useEffect(() => strip.measure(), [strip, width])
  useEffect(() => {
    if (position >= 0) strip.scrollToIndex(position, { align: 'center' })
  }, [strip, position])
  return (
    <div ref={scroller} className={classes.strip} role="listbox" aria-label="Chosen frames" tabIndex={-1}>
      <div className={classes.inner} style={{ width: strip.getTotalSize() }}>
        {strip.getVirtualItems().map((item) => {
          const frame = frames[item.index]
          return frame ? (
            <UnstyledButton
              key={item.key}
              role="option"
              aria-selected={frame === selected}
              className={classes.frame}
              style={{ transform: `translateX(${item.start}px)`, width: width - 4 }}
              title={frame.reason.text}
              onClick={() => onSelect(frame)}
            >
              <img
                src={frame.url}
                alt={`Frame at ${instant(frame.timestampSeconds)}`}
                decoding="async"
                draggable={false}
              />
              <span className={classes.time}>{instant(frame.timestampSeconds)}</span>
            </UnstyledButton>
          ) : null
        })}
      </div>
    </div>
  )
}
