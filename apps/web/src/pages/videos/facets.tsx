/** What the library can be narrowed by, each with how many there are. */
import { SegmentedControl, Select, Slider } from '@mantine/core'
import { IconLayoutGrid, IconPhoto, IconTable } from '@tabler/icons-react'
import type { VideoFacets, VideoKind, VideoStatus } from '../../api-types.js'
import { kindLabel, stateLabel } from '../../components/badges.js'
import { FacetChips } from '../../components/facet-chips.js'
import { SearchField } from '../../components/search-field.js'
import { DurationStrip } from '../../plots/duration-strip.js'
import { videosRoute } from '../../routes.js'
import { MoreFacets } from './more-facets.js'
import { SavedViews } from './saved-views.js'
import { sorts, type VideosSearch } from './search.js'
import classes from './facets.module.css'

const kinds: VideoKind[] = ['live', 'vlog', 'documentary']
const statuses: VideoStatus[] = ['ready', 'importing', 'partial', 'failed']
const sortLabels = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  shortest: 'Shortest first',
}
export const DEFAULT_TILE = 208

export function Facets({ facets }: { facets: VideoFacets | undefined }) {
  const search = videosRoute.useSearch()
  const navigate = videosRoute.useNavigate()
  const change = (patch: Partial<VideosSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true })
  return (
    <div className={classes.facets}>
      <div className={classes.row}>
        <SearchField
          value={search.search}
          onChange={(text) => change({ search: text })}
          placeholder="Search names  /"
        />
        <FacetChips
          label="Kind"
          value={search.kind}
          onChange={(kind) => change({ kind })}
          options={kinds.map((kind) => ({
            value: kind,
            label: kindLabel(kind),
            count: facets?.kinds.find((entry) => entry.kind === kind)?.count ?? 0,
          }))}
        />
        <FacetChips
          label="Status"
          value={search.status}
          onChange={(status) => change({ status })}
          options={statuses
            .map((status) => ({
              value: status,
              label: stateLabel(status),
              count: facets?.statuses.find((entry) => entry.status === status)?.count ?? 0,
            }))
            .filter((option) => option.count > 0 || option.value === search.status)}
        />
        <MoreFacets facets={facets} search={search} onChange={change} />
        <SavedViews />
        <div className={classes.right}>
          <SegmentedControl
            aria-label="Show as"
            value={search.view ?? 'grid'}
            onChange={(view) => change({ view: view === 'table' ? 'table' : undefined })}
            data={[
              { value: 'grid', label: <IconLayoutGrid size={14} aria-label="Grid" /> },
              { value: 'table', label: <IconTable size={14} aria-label="Table" /> },
            ]}
          />
          <Select
            aria-label="Sort"
            w={136}
            value={search.sort ?? 'newest'}
            data={sorts.map((sort) => ({ value: sort, label: sortLabels[sort] }))}
            onChange={(sort) => change({ sort: sort === 'newest' || sort === null ? undefined : sort })}
          />
          <div className={classes.size} data-hidden={search.view === 'table' || undefined}>
            <IconPhoto size={14} aria-hidden />
            <Slider
              w={88}
              size={3}
              min={144}
              max={336}
              step={16}
              label={null}
              thumbSize={12}
              thumbLabel="Size of the tiles"
              value={search.size ?? DEFAULT_TILE}
              onChange={(size) => change({ size: size === DEFAULT_TILE ? undefined : size })}
            />
          </div>
        </div>
      </div>
      {facets ? (
        <DurationStrip
          buckets={facets.durations}
          fromSeconds={search.fromSeconds}
          onChange={(bucket) => change({ fromSeconds: bucket?.fromSeconds, toSeconds: bucket?.toSeconds ?? undefined })}
        />
      ) : null}
    </div>
  )
}
