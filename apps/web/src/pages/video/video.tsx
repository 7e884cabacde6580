/** One video: the player with its frames on the left, what was made of it on the right. */
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.js'
import { Page } from '../../components/page.js'
import { Player } from '../../components/player.js'
import { PageSkeleton } from '../../components/skeletons.js'
import { usePlayer, usePlayerKeys } from '../../components/use-player.js'
import { videoRoute } from '../../routes.js'
import { useFollowProject } from '../../shell/use-follow-project.js'
import { trpc } from '../../trpc.js'
import { CaptionTab } from './caption-tab.js'
import { DialoguesTab } from './dialogues-tab.js'
import { FramesTab } from './frames-tab.js'
import { ProvenanceTab } from './provenance-tab.js'
import { Timeline } from './timeline.js'
import { useFrames } from './use-frames.js'
import { VideoActions } from './video-actions.js'
import { VideoAside } from './video-aside.js'
import { VideoTrouble } from './video-trouble.js'
import { WhatFits } from './what-fits.js'
import type { VideoSearch } from './search.js'
import classes from './video.module.css'

export function VideoPage() {
  const { videoId } = videoRoute.useParams()
  const { tab = 'frames' } = videoRoute.useSearch()
  const navigate = videoRoute.useNavigate()
  const video = useQuery(trpc.videos.get.queryOptions({ id: videoId }))
  useFollowProject(video.data?.projectId)
  const player = usePlayer()
  usePlayerKeys(player, video.data?.info?.fps ?? 25)
  const frames = useFrames(videoId, player)

  if (video.isPending) return <PageSkeleton />
  if (video.error)
    return (
      <Page title="Video" documentTitle="Video">
        <FailureNote error={video.error} onRetry={() => void video.refetch()} />
      </Page>
    )
  const { data } = video
  const show = (next: string | null) =>
    void navigate({ search: (previous) => ({ ...previous, tab: next as VideoSearch['tab'] }), replace: true })
  return (
    <Page
      title={data.name}
      documentTitle={data.name}
      aside={<VideoAside video={data} />}
      actions={<VideoActions video={data} />}
    >
      <VideoTrouble video={data} />
      <div className={classes.columns}>
        <div className={classes.left}>
          <Player src={data.mediaUrl} poster={data.posterUrl} player={player} label={data.name} />
          {data.status === 'failed' ? null : (
            <>
              <Timeline video={data} frames={frames} player={player} />
              <WhatFits video={data} frames={frames.sample?.frames.length} />
            </>
          )}
        </div>
        <div className={classes.right}>
          <Tabs value={tab} onChange={show} keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="frames">Frames</Tabs.Tab>
              <Tabs.Tab value="caption">Caption</Tabs.Tab>
              <Tabs.Tab value="dialogues">Dialogues</Tabs.Tab>
              <Tabs.Tab value="provenance">Jobs & facts</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="frames" className={classes.panel}>
              <FramesTab video={data} frames={frames} />
            </Tabs.Panel>
            <Tabs.Panel value="caption" className={classes.panel}>
              <CaptionTab video={data} player={player} />
            </Tabs.Panel>
            <Tabs.Panel value="dialogues" className={classes.panel}>
              <DialoguesTab video={data} />
            </Tabs.Panel>
            <Tabs.Panel value="provenance" className={classes.panel}>
              <ProvenanceTab video={data} />
            </Tabs.Panel>
          </Tabs>
        </div>
      </div>
    </Page>
  )
}
