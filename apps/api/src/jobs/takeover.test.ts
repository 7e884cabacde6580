import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProcess, type TestProcess } from '../../test/child-process.js'
import { onPostgres } from '../../test/databases.js'
import { startTestServices } from '../../test/services.js'
import { until } from '../../test/until.js'
import { jobs, projects } from '../db/schema.js'
import type { Services } from '../services.js'

const workerFile = new URL('../../test/children/worker.ts', import.meta.url)

onPostgres('several workers', () => {
  let services: Services
  let folder: string
  let projectId: string
  const processes: TestProcess[] = []

  beforeAll(async () => {
    services = await startTestServices({ database: 'postgres' })
    folder = await mkdtemp(join(tmpdir(), 'v2r-workers-'))
    const [project] = await services.db.insert(projects).values({ name: 'Workers' }).returning()
    projectId = project!.id
  })
  afterAll(async () => {
    for (const { child } of processes) child.kill('SIGKILL')
    await services.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function startWorker(name: string, jobMs: number): Promise<TestProcess> {
    const worker = startProcess(workerFile, {
      DATABASE_URL: services.env.databaseUrl!,
      V2R_DATA_DIR: folder,
      WORKER_NAME: name,
      JOB_MS: String(jobMs),
    })
    processes.push(worker)
    await worker.says(/ready/)
    return worker
  }
  const enqueue = () =>
    services.db.transaction((tx) => services.jobs.enqueue(tx, { kind: 'export', projectId, payload: {} }))
  const read = async (id: string) => (await services.db.select().from(jobs).where(eq(jobs.id, id)))[0]!

  test('take over from one that was killed, and a frozen one changes nothing when it wakes', async () => {
    const doomed = await startWorker('doomed', 3_600_000)
    const frozen = await startWorker('frozen', 45_000)
    const ids = [await enqueue(), await enqueue(), await enqueue(), await enqueue()]
    await until(() => doomed.lines.concat(frozen.lines).filter((line) => line.startsWith('running')).length === 4)
    doomed.kill('SIGKILL')
    frozen.kill('SIGSTOP')
    const rescuer = await startWorker('rescuer', 100)
    for (const id of ids) await until(async () => (await read(id)).state === 'done', 60_000)
    const rescued = await Promise.all(ids.map(read))
    expect(rescued.map(({ result, epoch, takeovers, attempt }) => ({ result, epoch, takeovers, attempt }))).toEqual(
      ids.map(() => ({ result: { by: 'rescuer' }, epoch: 2, takeovers: 1, attempt: 1 })),
    )

    frozen.kill('SIGCONT')
    // It works again: a job of its own proves that it is awake. What it held before is not its to end.
    rescuer.kill('SIGTERM')
    expect(await rescuer.ended()).toBe(0)
    const own = await enqueue()
    await frozen.says(new RegExp(`running ${own}`))
    expect(await Promise.all(ids.map(read))).toEqual(rescued)
    expect(frozen.lines.filter((line) => line.startsWith('wrote'))).toEqual([])
  })

  test('share the work: every job is done once', async () => {
    for (const { child } of processes.splice(0)) child.kill('SIGKILL')
    await startWorker('one', 5)
    await startWorker('two', 5)
    const ids: string[] = []
    for (let index = 0; index < 30; index++) ids.push(await enqueue())
    for (const id of ids) await until(async () => (await read(id)).state === 'done')
    const rows = await Promise.all(ids.map(read))
    expect(new Set(rows.map(({ epoch }) => epoch))).toEqual(new Set([1]))
  })
})
