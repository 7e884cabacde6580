/**
 * What stands between a decoder and this machine (RELIABILITY: the sandbox is the control, everything else is a help).
 *
 * With bubblewrap: no network, no other processes, no environment, a file system of system libraries, the decoder's
 * own code and one folder of input. With prlimit: no core dumps, few open files, no large files, bounded processor
 * time. Both are Linux tools; where one is missing, the notes say so and `/health` shows them.
 */
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Confinement {
  /** Put before the command. */
  wrap(command: readonly string[], view: SandboxView): string[]
  sandbox: 'bubblewrap' | 'process-limits' | 'none'
  notes: string[]
}

/** What the decoder may see. Everything is read-only. */
export interface SandboxView {
  /** Host path to path inside. */
  binds: readonly (readonly [host: string, inside: string])[]
  cpuSeconds: number
  openFiles: number
  /** For programs that need little of it (ffmpeg); Node reserves more than it uses. */
  addressSpaceBytes?: number
}

export interface SandboxTools {
  bubblewrap?: string
  prlimit?: string
}

export function findTools(): SandboxTools {
  if (process.platform !== 'linux') return {}
  return { bubblewrap: findOnPath('bwrap'), prlimit: findOnPath('prlimit') }
}

/** Sandboxes are made by root-owned system tools only: a PATH from somebody's shell decides nothing. */
export function findOnPath(name: string, path = '/usr/local/bin:/usr/bin:/bin'): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((candidate) => existsSync(candidate))
}

/** From the strongest to none at all: the first in which a decoder starts is used. */
export function confinements(found: SandboxTools): Confinement[] {
  const { bubblewrap, prlimit } = found
  return [
    ...(bubblewrap === undefined ? [] : [confinement(found, found)]),
    ...(prlimit === undefined ? [] : [confinement({ prlimit }, found)]),
    confinement({}, found),
  ]
}

/** `found` is what this machine has, and so why the rest is missing. */
export function confinement({ bubblewrap, prlimit }: SandboxTools, found: SandboxTools): Confinement {
  return {
    sandbox: bubblewrap !== undefined ? 'bubblewrap' : prlimit !== undefined ? 'process-limits' : 'none',
    notes: [
      ...(bubblewrap !== undefined ? [] : [found.bubblewrap === undefined ? noBubblewrap : noUserNamespaces]),
      ...(prlimit !== undefined ? [] : [noPrlimit]),
    ],
    wrap: (command, view) => [
      ...(prlimit === undefined ? [] : prlimitArguments(prlimit, view)),
      ...(bubblewrap === undefined ? [] : bubblewrapArguments(bubblewrap, view)),
      ...command,
    ],
  }
}

const noBubblewrap =
  process.platform === 'linux'
    ? 'bubblewrap is not installed: the decoder runs without a file system and network sandbox.'
    : `There is no sandbox for the decoder on ${process.platform}: it runs as an ordinary process without an environment.`
const noUserNamespaces =
  'bubblewrap is installed but cannot make a sandbox here (user namespaces are probably off): the decoder runs without a file system and network sandbox.'
const noPrlimit = 'prlimit is not used: the decoder runs without limits on open files, file sizes and processor time.'

function prlimitArguments(prlimit: string, view: SandboxView): string[] {
  return [
    prlimit,
    '--core=0',
    '--fsize=1048576',
    `--nofile=${view.openFiles}`,
    `--cpu=${view.cpuSeconds}`,
    ...(view.addressSpaceBytes === undefined ? [] : [`--as=${view.addressSpaceBytes}`]),
    '--',
  ]
}

function bubblewrapArguments(bubblewrap: string, view: SandboxView): string[] {
  return [
    bubblewrap,
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    ...systemLibraries(),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    ...view.binds.flatMap(([host, inside]) => ['--ro-bind', host, inside]),
    '--chdir',
    '/',
    '--',
  ]
}

function systemLibraries(): string[] {
  return ['/usr', '/lib', '/lib64', '/lib32', '/bin', '/etc/ld.so.cache', '/etc/alternatives'].flatMap((path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat === undefined) return []
    return stat.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path]
  })
}
