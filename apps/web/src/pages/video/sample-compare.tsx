/** Two samples of one video in numbers: how many frames they share, how far apart their frames lie, what they decoded. */
import { Table } from '@mantine/core'
import type { VideoSample } from '../../api-types.js'
import { Panel } from '../../components/panel.js'
import { count, span } from '../../format.js'
import { sampleName } from './sample-name.js'
import classes from './sample-compare.module.css'

export function SampleCompare({ a, b }: { a: VideoSample; b: VideoSample }) {
  const shared = sharedFrames(a, b)
  const rows: [name: string, of: (sample: VideoSample) => string][] = [
    ['Frames', ({ frames }) => count(frames.length)],
    ['Only here', ({ frames }) => count(frames.length - shared)],
    ['Longest stretch without a frame', (sample) => span(widestGap(sample))],
    ['Half of the stretches are shorter than', (sample) => span(median(gaps(sample)))],
    ['Decoded', ({ sample }) => count(sample.decoded)],
    ['Step 3, merge', ({ sample }) => sample.merge],
  ]
  return (
    <Panel title="Side by side" note={`${count(shared)} frames in both`} isFlush>
      <Table.ScrollContainer minWidth={360} type="native">
        <Table className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th>A · {sampleName(a.sample)}</Table.Th>
              <Table.Th>B · {sampleName(b.sample)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([name, of]) => (
              <Table.Tr key={name}>
                <Table.Th>{name}</Table.Th>
                <Table.Td>{of(a)}</Table.Td>
                <Table.Td>{of(b)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

/** By pts: the same picture, whatever was asked for. */
export function sharedFrames(a: VideoSample, b: VideoSample): number {
  const there = new Set(b.frames.map(({ pts }) => pts))
  return a.frames.filter(({ pts }) => there.has(pts)).length
}

/** From the film's start to the first frame, from each to the next, from the last to the end. */
export function gaps({ frames, trace }: VideoSample): number[] {
  const instants = [0, ...frames.map(({ timestampSeconds }) => timestampSeconds), trace.durationSeconds]
  return instants.slice(1).map((seconds, index) => seconds - (instants[index] as number))
}

export const widestGap = (sample: VideoSample): number => Math.max(...gaps(sample))

function median(values: number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
