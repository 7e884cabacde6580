/** `pnpm suite kill | workers | files FOLDER… | sampler FOLDER… | detectors`: one slow suite in its full form, as JSON. */
import { detectorsSuite } from './detectors.ts'
import { filesSuite } from './files.ts'
import { killSuite } from './kill.ts'
import { samplerSuite } from './sampler.ts'
import { workersSuite } from './workers.ts'

const [name, ...rest] = process.argv.slice(2)
const report =
  name === 'kill'
    ? await killSuite({ kills: Number(rest[0] ?? 3), latencyMs: 300, clipSeconds: 40 })
    : name === 'workers'
      ? await workersSuite({ videos: Number(rest[0] ?? 200), latencyMs: 50 })
      : name === 'detectors'
        ? detectorsSuite({ half: rest[0] === 'tuning' ? 'tuning' : 'measured', videos: 60_000 })
        : name === 'files' && rest.length > 0
          ? await filesSuite(rest)
          : name === 'sampler' && rest.length > 0
            ? await sampleFolders(rest)
            : null
if (report === null) {
  process.stderr.write(
    'Choose one: pnpm suite kill [KILLS] | workers [VIDEOS] | files FOLDER… | sampler FOLDER… [--port N] | detectors [tuning]\n',
  )
  process.exit(1)
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
process.exit('failures' in report && report.failures.length > 0 ? 1 : 0)

/** `--port`: where the files given try to call; nobody may. */
async function sampleFolders(words: string[]) {
  const at = words.indexOf('--port')
  return at < 0 ? samplerSuite(words) : samplerSuite(words.toSpliced(at, 2), Number(words[at + 1]))
}
