/** Which sample is shown, which stands beside it, and what can be done with it. The old ones stay. */
import { ActionIcon, Button, Menu, Select, useComputedColorScheme } from '@mantine/core'
import { renderSampleSvg, sampleCsv } from '@video2roleplay/sampler/plot'
import { IconCheck, IconDots, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { VideoDetail, VideoSample } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { toPlotted } from '../../plots/plotted.js'
import { savePicture, type PictureFormat } from '../../plots/save-picture.js'
import { trpc } from '../../trpc.js'
import { ChooseAgain } from './choose-again.js'
import { sampleName } from './sample-name.js'
import type { Frames } from './use-frames.js'
import classes from './sample-bar.module.css'

export function SampleBar({ video, frames, sample }: { video: VideoDetail; frames: Frames; sample: VideoSample }) {
  const queryClient = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const list = useQuery(trpc.sampling.list.queryOptions({ videoId: video.id }))
  const choose = useMutation(
    trpc.sampling.choose.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(), onError: notifyFailure }),
  )
  const theme = useComputedColorScheme('light')
  const others = (list.data ?? []).filter((one) => (one.strategy === 'segments') === (frames.strategy === 'segments'))
  const options = others.map((one) => ({
    value: one.id,
    label: `${sampleName(one)}${one.isForRole ? ' · in use' : ''}`,
  }))
  const save = (format: PictureFormat) =>
    savePicture(`${video.name} frames`, format, {
      svg: () => renderSampleSvg(toPlotted(sample), { width: 1200, theme, title: video.name }),
      csv: () => sampleCsv(toPlotted(sample)),
    }).catch(notifyFailure)
  const { isForRole, id, strategy } = sample.sample
  return (
    <div className={classes.bar}>
      <Select
        className={classes.select ?? ''}
        aria-label="Which sample"
        data={options}
        value={id}
        onChange={(next) => frames.show(next ?? undefined)}
        comboboxProps={{ width: 360, position: 'bottom-start' }}
      />
      {options.length > 1 ? (
        <Select
          className={classes.select ?? ''}
          aria-label="Compare with"
          placeholder="Compare with …"
          data={options.filter(({ value }) => value !== id)}
          value={frames.against?.sample.id ?? null}
          onChange={(next) => frames.compareWith(next ?? undefined)}
          clearable
          comboboxProps={{ width: 360, position: 'bottom-start' }}
        />
      ) : null}
      {strategy === 'segments' ? null : (
        <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={() => setIsAsking(true)}>
          Choose again
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" aria-label="More about this sample">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {strategy === 'segments' ? null : (
            <Menu.Item disabled={isForRole} leftSection={<IconCheck size={14} />} onClick={() => choose.mutate({ id })}>
              {isForRole ? 'The role is made of this one' : 'Make the role of this one'}
            </Menu.Item>
          )}
          <Menu.Label>The picture, and the numbers behind it</Menu.Label>
          {(['svg', 'png', 'csv'] as const).map((format) => (
            <Menu.Item key={format} onClick={() => void save(format)}>
              Save as {format.toUpperCase()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ChooseAgain video={video} isOpen={isAsking} onClose={() => setIsAsking(false)} onMade={frames.show} />
    </div>
  )
}
