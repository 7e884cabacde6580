/** Subtitles and sound are read by ffmpeg, which is opened when the first video is asked for what is said in it. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSpeechReader, SamplerError, type SpeechReader } from '@video2roleplay/sampler'
import type { Env } from '../env.js'

export interface Speech {
  /** Says why, where this machine has no ffmpeg. */
  open(): Promise<SpeechReader | { unavailable: string }>
  close(): Promise<void>
}

export function createSpeech(env: Pick<Env, 'dataDir'>): Speech {
  let opened: Promise<SpeechReader | { unavailable: string }> | undefined
  return {
    open: () => (opened ??= openOnce(env.dataDir)),
    async close() {
      const reader = await opened
      if (reader !== undefined && 'close' in reader) await reader.close()
    },
  }
}

async function openOnce(dataDir: string): Promise<SpeechReader | { unavailable: string }> {
  const workDir = join(dataDir, 'work')
  await mkdir(workDir, { recursive: true })
  try {
    return await openSpeechReader({ workDir })
  } catch (error) {
    if (!(error instanceof SamplerError && error.code === 'no-decoder')) throw error
    return { unavailable: error.message }
  }
}
