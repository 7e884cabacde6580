/** The system's ffmpeg and ffprobe, and how they are run: in the strongest confinement that works here. */
import { cpus } from 'node:os'
import type { Readable } from 'node:stream'
import { SamplerError } from '../errors.js'
import type { InputRoom } from '../input-room.js'
import type { DecodeLimits } from '../limits.js'
import type { ToolResult } from '../run-tool.js'
import { runTool } from '../run-tool.js'
import type { Confinement } from '../sandbox.js'
import { confinements, findOnPath, findTools } from '../sandbox.js'
import type { Stopwatch } from '../stopwatch.js'
import { readText } from './byte-pieces.js'

export interface Tools {
  ffmpeg: string
  ffprobe: string
  version: string
  sandbox: Confinement['sandbox']
  notes: string[]
  filters: Set<string>
  /** The folder with the input file, as the tools see it. */
  roomPath: string
  run(
    argv: readonly string[],
    options: { seconds: number; limits: DecodeLimits; signal?: AbortSignal; stopwatch?: Stopwatch; onOutput: OnOutput },
  ): Promise<ToolResult>
}

export type OnOutput = (stdout: Readable, extra: Readable) => Promise<void>

export const toolThreads = Math.max(1, Math.min(8, cpus().length))

const ROOM_INSIDE = '/in'
/** Good files stay far below; a decoder that runs wild meets it before it meets the machine's memory. */
const ADDRESS_SPACE_BYTES = 4 * 1024 ** 3
const SEARCHED = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/opt/local/bin'

export async function findFfmpeg(room: InputRoom, limits: DecodeLimits, requireSandbox: boolean): Promise<Tools> {
  const ffmpeg = findOnPath('ffmpeg', SEARCHED)
  const ffprobe = findOnPath('ffprobe', SEARCHED)
  if (ffmpeg === undefined || ffprobe === undefined)
    throw new SamplerError('no-decoder', 'ffmpeg and ffprobe are not installed.')
  let refusal: unknown
  for (const confinement of confinements(findTools())) {
    if (requireSandbox && confinement.sandbox !== 'bubblewrap') break
    const tools = withConfinement(confinement, room, ffmpeg, ffprobe)
    try {
      const version = /ffmpeg version (\S+)/.exec(await ask(tools, [ffmpeg, '-version'], limits))?.[1]
      if (version === undefined) continue
      const filters = new Set(
        (await ask(tools, [ffmpeg, '-v', 'error', '-filters'], limits)).match(/(?<=^ [A-Z.]{2,3} )\S+/gm) ?? [],
      )
      return { ...tools, version, filters }
    } catch (error) {
      refusal = error
    }
  }
  if (requireSandbox) throw new SamplerError('no-sandbox', undefined, { cause: refusal })
  throw new SamplerError('no-decoder', 'ffmpeg does not start on this machine.', { cause: refusal })
}

function withConfinement(
  { wrap, sandbox, notes }: Confinement,
  room: InputRoom,
  ffmpeg: string,
  ffprobe: string,
): Tools {
  const elsewhere = [ffmpeg, ffprobe].filter((path) => !path.startsWith('/usr/') && !path.startsWith('/bin/'))
  return {
    ffmpeg,
    ffprobe,
    version: '',
    sandbox,
    notes,
    filters: new Set(),
    roomPath: sandbox === 'bubblewrap' ? ROOM_INSIDE : room.folder,
    run: (argv, { seconds, limits, signal, stopwatch, onOutput }) =>
      runTool(
        wrap(argv, {
          binds: [...elsewhere.map((path) => [path, path] as const), [room.folder, ROOM_INSIDE]],
          cpuSeconds: Math.ceil(seconds * toolThreads),
          openFiles: 64,
          addressSpaceBytes: ADDRESS_SPACE_BYTES,
        }),
        { seconds, memoryBytes: limits.memoryBytes, signal, stopwatch, onOutput },
      ),
  }
}

async function ask(tools: Tools, argv: string[], limits: DecodeLimits): Promise<string> {
  let text = ''
  const onOutput: OnOutput = async (stdout) => {
    text = await readText(stdout, 1_000_000)
  }
  const { exitCode, stderr } = await tools.run(argv, { seconds: 15, limits, onOutput })
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`)
  return text
}
