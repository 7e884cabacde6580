/** `v2r videos`: the library. */
import type { VideoCard } from '@video2roleplay/api'
import type { Command } from 'commander'
import { everyPage, shortId } from '../find.js'
import type { Bind } from '../program.js'
import { count, durationText } from '../quantities.js'

interface Options {
  search?: string
  status?: 'importing' | 'ready' | 'partial' | 'failed'
  kind?: 'live' | 'vlog' | 'documentary'
}

export function addVideos(program: Command, bind: Bind): void {
  const command = program
    .command('videos')
    .description('list the library')
    .option('--search <text>', 'only names that contain it')
    .option('--status <status>', 'importing, ready, partial or failed')
    .option('--kind <kind>', 'live, vlog or documentary')
  bind<Options>(command, async ({ server, output }, options) => {
    const videos = await everyPage((cursor) => server.api.videos.list.query({ ...options, cursor, limit: 200 }))
    for (const video of videos) output.event({ event: 'result', video })
    if (output.isJson) return
    if (videos.length === 0) {
      output.line('No video yet. Take some in with: v2r import FILE_OR_FOLDER   or make the demo: v2r demo')
      return
    }
    output.table(videos, [
      { title: 'id', value: ({ id }) => shortId(id), paint: (cell) => output.paint('dim', cell) },
      { title: 'name', value: ({ name }) => name, isFlexible: true },
      { title: 'kind', value: ({ kind }) => kind ?? '–' },
      { title: 'length', value: lengthOf, align: 'right' },
      { title: 'frames', value: ({ frames }) => (frames === null ? '–' : String(frames)), align: 'right' },
      { title: 'caption', value: ({ caption }) => (caption === 'none' ? '–' : caption) },
      { title: 'dialogues', value: dialoguesOf, align: 'right' },
      {
        title: 'status',
        value: statusOf,
        paint: (cell, video) => (video.status === 'failed' ? output.paint('red', cell) : cell),
      },
    ])
    output.line(output.paint('dim', count(videos.length, 'video')))
  })
}

const lengthOf = ({ durationSeconds }: VideoCard) => (durationSeconds === null ? '–' : durationText(durationSeconds))
const dialoguesOf = ({ dialogues }: VideoCard) =>
  dialogues.kept + dialogues.dropped === 0 ? '–' : `${dialogues.kept} of ${dialogues.kept + dialogues.dropped}`

function statusOf({ status, error, job, isRehearsal }: VideoCard): string {
  if (error !== null) return `${status}: ${error.code}`
  const running = job !== null && job.state === 'running' ? `${job.kind} …` : status
  return isRehearsal ? `${running}, rehearsal` : running
}
