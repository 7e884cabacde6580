/** How far below the top of the scrolling page a list begins; what is above it may grow. */
import { useEffect, useState, type RefObject } from 'react'

export function useOffset(list: RefObject<HTMLDivElement | null>): number {
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const scroller = document.querySelector('#content')
    const above = list.current?.parentElement
    if (!scroller || !above) return
    const observer = new ResizeObserver(() => {
      if (list.current)
        setOffset(list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop)
    })
    observer.observe(above)
    for (const child of above.children) observer.observe(child)
    return () => observer.disconnect()
  }, [list])
  return offset
}
