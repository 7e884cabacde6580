/** The decoder of the environment. A machine without one still starts: its imports fail with the reason. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultLimits, openDecoder as openBestDecoder, SamplerError, type FrameDecoder } from '@video2roleplay/sampler'
import type { Env } from '../env.js'

export async function openDecoder(env: Env): Promise<FrameDecoder> {
  const workDir = join(env.dataDir, 'work')
  await mkdir(workDir, { recursive: true })
  try {
    return await openBestDecoder({
      ...(env.decoder === 'auto' ? {} : { prefer: env.decoder }),
      processes: env.decodeJobs,
      workDir,
    })
  } catch (error) {
    if (!(error instanceof SamplerError && error.code === 'no-decoder')) throw error
    return absentDecoder(error)
  }
}

function absentDecoder(reason: SamplerError): FrameDecoder {
  const refuse = () => Promise.reject(reason)
  return {
    info: {
      name: 'libav',
      version: 'not installed',
      sandbox: 'none',
      limits: defaultLimits,
      notes: [`${reason.message} ${reason.advice}`],
    },
    probe: refuse,
    extractFrames: refuse,
    extractAllFrames: refuse,
    extractThumbnails: refuse,
    close: () => Promise.resolve(),
  }
}
