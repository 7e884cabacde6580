/** Where node-av is, and which files its process has to see. It is looked up here and loaded there. */
import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SamplerError } from '../errors.js'

export interface NodeAv {
  /** The decoder process's program. */
  child: string
  libUrl: string
  constantsUrl: string
  binds: [host: string, inside: string][]
}

export function findNodeAv(): NodeAv {
  const require = createRequire(import.meta.url)
  try {
    const lib = realpathSync(require.resolve('node-av/lib'))
    const constants = realpathSync(require.resolve('node-av/constants'))
    return {
      child: childFile(),
      libUrl: pathToFileURL(lib).href,
      constantsUrl: pathToFileURL(constants).href,
      binds: codeToBind(packageRoot(lib)),
    }
  } catch (cause) {
    throw new SamplerError('no-decoder', 'The npm package node-av is not installed.', { cause })
  }
}

/** The package's own code, Node, node-av, and the platform's binary where node-av looks for it. */
function codeToBind(root: string): [string, string][] {
  const dist = dirname(childFile())
  const platform = join('@seydx', `node-av-${process.platform}-${process.arch}`)
  const expected = join(dirname(root), platform)
  const node = realpathSync(process.execPath)
  return [
    [node, node],
    [dist, dist],
    [join(dirname(dist), 'package.json'), join(dirname(dist), 'package.json')],
    [root, root],
    // Elsewhere than on Linux it has another name, and there is no sandbox to bring it into.
    ...(existsSync(expected) ? ([[realpathSync(expected), expected]] satisfies [string, string][]) : []),
  ]
}

function packageRoot(file: string): string {
  const folder = dirname(file)
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(folder)
}

/** Beside this file once built; from the sources, the built one. */
function childFile(): string {
  const beside = fileURLToPath(new URL('libav-child.js', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../dist/libav-child.js', import.meta.url))
}
