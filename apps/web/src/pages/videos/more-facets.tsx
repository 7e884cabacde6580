/** The facets that do not fit in a row: captions, dialogues, tags, sources; each value with its count. */
import { Button, Indicator, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { VideoFacets } from '../../api-types.js'
import { stateLabel } from '../../components/badges.js'
import { FacetChips } from '../../components/facet-chips.js'
import type { VideosSearch } from './search.js'
import classes from './more-facets.module.css'

interface Props {
  facets: VideoFacets | undefined
  search: VideosSearch
  onChange: (patch: Partial<VideosSearch>) => void
}

const dialogueWords = {
  none: 'None yet',
  unreviewed: 'To review',
  flagged: 'Marked',
  rejected: 'With rejections',
}

export function MoreFacets({ facets, search, onChange }: Props) {
  const chosen = [search.caption, search.cut, search.dialogues, search.tag, search.platform].filter(Boolean).length
  return (
    <Popover width={360} position="bottom-start" trapFocus>
      <Popover.Target>
        <Indicator disabled={chosen === 0} label={chosen} size={16} color="plum">
          <Button variant="default" leftSection={<IconFilter size={14} />}>
            More filters
          </Button>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel}>
        <Group title="Caption">
          <FacetChips
            label="Caption"
            value={search.caption}
            onChange={(caption) => onChange({ caption })}
            options={(facets?.captions ?? []).map(({ state, count }) => ({
              value: state,
              label: state === 'none' ? 'None yet' : stateLabel(state),
              count,
            }))}
          />
          <FacetChips
            label="Cut captions"
            value={search.cut ? 'cut' : undefined}
            onChange={(cut) => onChange({ cut: cut === 'cut' || undefined })}
            options={[{ value: 'cut', label: 'Cut at the limit', count: facets?.captionsCut ?? 0 }]}
          />
        </Group>
        <Group title="Dialogues">
          <FacetChips
            label="Dialogues"
            value={search.dialogues}
            onChange={(dialogues) => onChange({ dialogues })}
            options={(facets?.dialogues ?? []).map(({ state, count }) => ({
              value: state,
              label: dialogueWords[state],
              count,
            }))}
          />
        </Group>
        {facets && (facets.tags.length > 0 || search.tag) ? (
          <Group title="Tag">
            <FacetChips
              label="Tag"
              value={search.tag}
              onChange={(tag) => onChange({ tag })}
              options={withChosen(
                facets.tags.map(({ tag, count }) => ({ value: tag, label: tag, count })),
                search.tag,
              )}
            />
          </Group>
        ) : null}
        {facets && (facets.platforms.length > 0 || search.platform) ? (
          <Group title="Source">
            <FacetChips
              label="Source"
              value={search.platform}
              onChange={(platform) => onChange({ platform })}
              options={withChosen(
                facets.platforms.map(({ platform, count }) => ({ value: platform, label: platform, count })),
                search.platform,
              )}
            />
          </Group>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}

interface Option {
  value: string
  label: string
  count: number
}

/** An address may name a value that no video has (any more): it must be there to be taken off. */
function withChosen(options: Option[], value: string | undefined): Option[] {
  return value === undefined || options.some((option) => option.value === value)
    ? options
    : [...options, { value, label: value, count: 0 }]
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  )
}
