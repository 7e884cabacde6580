/** For tests of this and of other packages: videos drawn on the spot. Needs the optional package node-av. */
export { drawClip } from './draw-clip.js'
export type { ClipOptions, Scene } from './draw-clip.js'
