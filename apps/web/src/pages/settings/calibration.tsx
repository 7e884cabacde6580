/** Where T and τ would cut this collection (§4.1; the paper prints neither), from what sampling stored. */
import { Button, Menu, Table, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChartHistogram, IconDownload } from '@tabler/icons-react'
import { describeCalibration, renderCalibrationSvg } from '@video2roleplay/sampler/plot'
import { useQuery } from '@tanstack/react-query'
import { Empty } from '../../components/empty.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { LinesSkeleton } from '../../components/skeletons.js'
import { count, plural } from '../../format.js'
import { savePicture } from '../../plots/save-picture.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import classes from './calibration.module.css'

export function CalibrationPanel() {
  const projectId = useProjectId()
  const query = useQuery(trpc.sampling.calibration.queryOptions({ projectId }))
  const { ref, width } = useElementSize<HTMLDivElement>()
  const theme = useComputedColorScheme('light')
  const { data } = query
  const svg = (pixels: number) => (data ? renderCalibrationSvg(data, { width: pixels, theme }) : '')
  return (
    <Panel
      title="Calibration of T and τ"
      note="over the documentaries of this project"
      actions={
        data?.threshold ? (
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={14} />}>
                Save
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(['svg', 'png', 'csv'] as const).map((format) => (
                <Menu.Item
                  key={format}
                  onClick={() =>
                    void savePicture('calibration', format, {
                      svg: () => svg(1200),
                      csv: () => outcomesCsv(data),
                    }).catch(notifyFailure)
                  }
                >
                  as {format.toUpperCase()}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null
      }
    >
      <div ref={ref} className={classes.stack}>
        {query.isPending ? <LinesSkeleton lines={6} /> : null}
        {query.error ? <FailureNote error={query.error} onRetry={() => void query.refetch()} /> : null}
        {data && !data.threshold ? (
          <Empty icon={IconChartHistogram} title="No differences yet">
            A documentary whose frames were chosen brings the differences of all its seconds.
            {data.failures.length > 0
              ? ` ${plural(data.failures.length, 'documentary', 'documentaries')} wait for it.`
              : ''}
          </Empty>
        ) : null}
        {data?.threshold && width > 0 ? (
          <>
            <img
              className={classes.picture}
              src={`data:image/svg+xml,${encodeURIComponent(svg(Math.max(320, Math.floor(width))))}`}
              alt={describeCalibration(data)}
            />
            <p>
              <strong>T = {data.threshold.suggested}</strong> {data.threshold.because}
            </p>
            {data.similarity ? (
              <p>
                <strong>τ = {data.similarity.suggested}</strong> {data.similarity.because}
              </p>
            ) : (
              <p className="faint">τ: no pair of frames was compared by CLIP yet.</p>
            )}
            <p className="faint">
              Suggestions: a larger T keeps cuts and drops movement, a smaller one keeps both. Samples with settings of
              their own are made on a video’s page, or with v2r sample -T.
            </p>
            <details>
              <summary>The numbers</summary>
              <Outcomes calibration={data} />
            </details>
          </>
        ) : null}
      </div>
    </Panel>
  )
}

type Calibration = Parameters<typeof renderCalibrationSvg>[0]

function Outcomes({ calibration: { threshold, similarity, failures } }: { calibration: Calibration }) {
  return (
    <Table.ScrollContainer minWidth={300} type="native">
      <Table className={classes.table ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>At</Table.Th>
            <Table.Th ta="right">in all</Table.Th>
            <Table.Th ta="right">share</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {threshold?.outcomes.map((one) => (
            <Table.Tr key={`T${one.threshold}`}>
              <Table.Td>T = {one.threshold}</Table.Td>
              <Table.Td ta="right">{plural(one.candidates, 'candidate')}</Table.Td>
              <Table.Td ta="right">{one.perMinute.toFixed(1)} a minute</Table.Td>
            </Table.Tr>
          ))}
          {similarity?.outcomes.map((one) => (
            <Table.Tr key={`τ${one.threshold}`}>
              <Table.Td>τ = {one.threshold}</Table.Td>
              <Table.Td ta="right">{count(one.merged)} merged</Table.Td>
              <Table.Td ta="right">{(100 * one.share).toFixed(1)} % of the pairs</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {failures.map(({ name, reason }) => (
        <p key={name} className="faint">
          {name}: {reason}
        </p>
      ))}
    </Table.ScrollContainer>
  )
}

function outcomesCsv({ threshold, similarity }: Calibration): string {
  const rows = [
    ...(threshold?.outcomes ?? []).map((one) => ['T', one.threshold, one.candidates, one.perMinute]),
    ...(similarity?.outcomes ?? []).map((one) => ['tau', one.threshold, one.merged, one.share]),
    ...(threshold?.distribution.histogram ?? []).map(({ from, to, count: bin }) => ['D/M', from, bin, to]),
  ]
  return ['what,at,count,rate_or_end', ...rows.map((row) => row.join(',')), ''].join('\n')
}
