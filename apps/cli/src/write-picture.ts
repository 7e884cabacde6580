/** A sample's picture as a file that stands alone, with small frames where they are wanted and have room. */
import { writeFile } from 'node:fs/promises'
import type { VideoSample } from '@video2roleplay/api'
import { framesToPicture, renderSampleSvg, type PlottedSample, type PlotTheme } from '@video2roleplay/sampler/plot'
import { CliError } from './exit-codes.js'

export interface PictureOptions {
  plot: string
  thumbnails?: boolean
  theme: PlotTheme
  width: number
}

export async function writeSamplePicture(
  serverUrl: string,
  name: string,
  made: VideoSample,
  { plot, thumbnails, theme, width }: PictureOptions,
): Promise<void> {
  const pictures = thumbnails ? await fetchThumbnails(serverUrl, made, width) : undefined
  const svg = renderSampleSvg(toPlotted(made), { title: name, theme, width, thumbnails: pictures })
  await writePicture(plot, svg)
}

export async function writePicture(file: string, svg: string): Promise<void> {
  try {
    await writeFile(file, svg)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CliError('not-written', `${file} could not be written: ${why}`, { cause: error })
  }
}

export const toPlotted = ({ sample, frames, trace }: VideoSample): PlottedSample => ({
  frames,
  trace,
  merge: sample.merge,
  fallback: sample.fallback,
  cappedFrom: sample.cappedFrom,
  settings: sample.settings,
})

async function fetchThumbnails(serverUrl: string, made: VideoSample, width: number) {
  const thumbnails = new Map<number, Uint8Array>()
  for (const index of framesToPicture(toPlotted(made), { width })) {
    const url = made.frames[index]?.url
    const response = url === undefined ? undefined : await fetch(new URL(url, serverUrl))
    if (response?.ok) thumbnails.set(index, await response.bytes())
  }
  return thumbnails
}
