/** Starts the decoder process in the strongest confinement that works on this machine. */
import { realpathSync } from 'node:fs'
import type { DecoderInfo } from '../decoder.js'
import { SamplerError } from '../errors.js'
import type { InputRoom } from '../input-room.js'
import type { DecodeLimits } from '../limits.js'
import { confinements, findTools } from '../sandbox.js'
import { DecoderProcess } from './decoder-process.js'
import type { NodeAv } from './find-node-av.js'
import { findNodeAv } from './find-node-av.js'

const ROOM_INSIDE = '/in'
/** One process serves many requests; this ends one that spins for ever. */
const CPU_SECONDS = 4 * 3600
const OPEN_FILES = 256

export interface Launch {
  argv: string[]
  roomPath: string
  version: string
  sandbox: DecoderInfo['sandbox']
  notes: string[]
  first: DecoderProcess
}

/** The strongest sandbox in which the decoder starts. What could not be had is in the notes. */
export async function launchDecoder(room: InputRoom, limits: DecodeLimits, requireSandbox: boolean): Promise<Launch> {
  const modules = findNodeAv()
  let refusal: unknown
  for (const { wrap, sandbox, notes } of confinements(findTools())) {
    const isInside = sandbox === 'bubblewrap'
    if (requireSandbox && !isInside) break
    const argv = wrap(childCommand(modules), {
      binds: [...modules.binds, [room.folder, ROOM_INSIDE]],
      cpuSeconds: CPU_SECONDS,
      openFiles: OPEN_FILES,
    })
    try {
      const { process: first, version, canToneMap } = await DecoderProcess.start(argv, limits)
      return {
        argv,
        roomPath: isInside ? ROOM_INSIDE : room.folder,
        version,
        sandbox,
        first,
        notes: [
          ...notes,
          ...(canToneMap ? [] : ['This libav cannot tone map: high dynamic range pictures look flat.']),
        ],
      }
    } catch (error) {
      refusal = error
    }
  }
  if (requireSandbox) throw new SamplerError('no-sandbox', undefined, { cause: refusal })
  throw new SamplerError('no-decoder', 'The libav decoder does not start on this machine.', { cause: refusal })
}

function childCommand(modules: NodeAv): string[] {
  return [
    realpathSync(process.execPath),
    '--max-old-space-size=512',
    // What is thrown away is collected early: packets are many.
    '--max-semi-space-size=4',
    '--no-warnings',
    modules.child,
    modules.libUrl,
    modules.constantsUrl,
  ]
}
