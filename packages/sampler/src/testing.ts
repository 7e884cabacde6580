/** For tests of this and of other packages: videos drawn on the spot (needs the optional package node-av), a tiny CLIP. */
import { fileURLToPath } from 'node:url'

export { drawClip } from './draw-clip.js'
export type { ClipOptions, Scene } from './draw-clip.js'

/** A random CLIP of 230 KB in the real layout, for `openClip({ folder })`: its features mean nothing. */
export const tinyClipFolder = fileURLToPath(new URL('../test/tiny-clip/model', import.meta.url))
