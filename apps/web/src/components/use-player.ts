/** A handle on the page's video element: seek it, ask where it is, and follow where it goes. */
import { useMemo, useSyncExternalStore } from 'react'
import { useShortcuts } from '../hotkeys/use-shortcuts.js'

export interface PlayerHandle {
  attach: (element: HTMLVideoElement | null) => void
  seek: (seconds: number) => void
  nudge: (seconds: number) => void
  toggle: () => void
  duration: () => number
  now: () => number
  subscribe: (listener: () => void) => () => void
}

export function usePlayer(): PlayerHandle {
  return useMemo(() => createHandle(), [])
}

function createHandle(): PlayerHandle {
  let video: HTMLVideoElement | null = null
  let time = 0
  let frame = 0
  const listeners = new Set<() => void>()
  const tell = () => {
    time = video?.currentTime ?? time
    for (const listener of listeners) listener()
  }
  /** While it plays, the needle moves with the screen, not with the four `timeupdate` events a second. */
  const follow = () => {
    tell()
    if (video && !video.paused) frame = requestAnimationFrame(follow)
  }
  const events = { seeked: tell, seeking: tell, timeupdate: tell, play: () => (frame = requestAnimationFrame(follow)) }
  const seek = (seconds: number) => {
    if (video) video.currentTime = Math.max(0, seconds)
    else {
      time = seconds
      for (const listener of listeners) listener()
    }
  }
  return {
    attach: (element) => {
      cancelAnimationFrame(frame)
      for (const [name, handler] of Object.entries(events)) {
        video?.removeEventListener(name, handler)
        element?.addEventListener(name, handler)
      }
      video = element
    },
    seek,
    nudge: (seconds) => seek((video?.currentTime ?? time) + seconds),
    toggle: () => void (video?.paused ? video.play() : video?.pause()),
    duration: () => (video && Number.isFinite(video.duration) ? video.duration : 0),
    now: () => time,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const usePlayerTime = (player: PlayerHandle): number => useSyncExternalStore(player.subscribe, player.now)

/** The keys that people know from other video tools. */
export function usePlayerKeys(player: PlayerHandle, fps: number): void {
  useShortcuts('Player', [
    { keys: 'space', label: 'Play or pause', run: player.toggle },
    { keys: '<', label: 'One frame back', run: () => player.nudge(-1 / fps) },
    { keys: '>', label: 'One frame on', run: () => player.nudge(1 / fps) },
    ...Array.from({ length: 10 }, (_, tenth) => ({
      keys: String(tenth),
      label: `To ${tenth * 10} %`,
      run: () => player.seek((player.duration() * tenth) / 10),
    })),
  ])
}
