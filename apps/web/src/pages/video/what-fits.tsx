/** How many of these frames each model takes beside so much text (reading D16), by its maker's rule for a picture. */
import { NumberInput, Table, Tooltip } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VideoDetail } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { count } from '../../format.js'
import { trpc } from '../../trpc.js'
import classes from './what-fits.module.css'

/** Summary, examples, question and answer of a usual role profile. */
const USUAL_TEXT_TOKENS = 2048

export function WhatFits({ video, frames }: { video: VideoDetail; frames: number | undefined }) {
  const [textTokens, setTextTokens] = useState(USUAL_TEXT_TOKENS)
  const fits = useQuery(
    trpc.sampling.fits.queryOptions(
      { videoId: video.id, textTokens, ...(frames === undefined ? {} : { frames }) },
      { placeholderData: keepPreviousData },
    ),
  )
  const [first] = fits.data ?? []
  return (
    <Panel
      title="What fits"
      note={first ? `frames of ${first.width} × ${first.height}` : null}
      actions={
        <NumberInput
          className={classes.text ?? ''}
          aria-label="Tokens kept for text"
          prefix="text: "
          suffix=" tokens"
          thousandSeparator=" "
          min={0}
          max={1_000_000}
          step={512}
          allowDecimal={false}
          allowNegative={false}
          value={textTokens}
          onChange={(value) => setTextTokens(Math.min(1_000_000, Number(value) || 0))}
        />
      }
      isFlush
    >
      {fits.error ? <FailureNote error={fits.error} isCompact onRetry={() => void fits.refetch()} /> : null}
      <Table.ScrollContainer minWidth={380} type="native">
        <Table className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Model</Table.Th>
              <Table.Th ta="right">a frame</Table.Th>
              <Table.Th ta="right">context</Table.Th>
              <Table.Th ta="right">fit</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fits.data?.map((fit) => (
              <Table.Tr key={fit.preset}>
                <Table.Td>
                  <Tooltip label={fit.rule}>
                    <span tabIndex={0}>{fit.name}</span>
                  </Tooltip>
                </Table.Td>
                <Table.Td ta="right">{count(fit.tokensPerFrame)}</Table.Td>
                <Table.Td ta="right">{count(fit.contextTokens)}</Table.Td>
                <Table.Td ta="right" className={fit.warning ? (classes.short ?? '') : (classes.whole ?? '')}>
                  {fit.warning ? (
                    <Tooltip label={fit.warning}>
                      <span tabIndex={0}>
                        {count(fit.frames)} of {count(frames ?? 128)}
                      </span>
                    </Tooltip>
                  ) : (
                    `all ${count(fit.frames)}`
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}
