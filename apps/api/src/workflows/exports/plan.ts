/**
 * How a format becomes files. What is written twice, once to be counted and once to be kept, is made anew each time:
 * nothing large is held in memory.
 */
import {
  exporters,
  preferenceExporters,
  type ExportFormat,
  type ExportSettings,
  type LineFormat,
  type PreferenceFormat,
  type SideFile,
} from '@video2roleplay/curation'
import type { Services } from '../../services.js'
import { mapped } from './async-items.js'
import { collectionPlans } from './collection-plans.js'
import { mediaParts } from './media-parts.js'
import { bytesPart, linesPart, type ExportPart } from './part.js'
import { dialogueRecords, preferenceRecords } from './records.js'
import type { ExportTask } from './task.js'

/** Lines are what its linter reads; of collections each line is a row. */
export interface ExportPlan {
  lines(): AsyncIterable<string>
  /** Given what the lines were counted to. */
  parts(counted: { rows: number; bytes: number }): AsyncIterable<ExportPart>
}

export function planExport(services: Services, task: ExportTask, settings: ExportSettings): ExportPlan {
  const { format } = task
  if (isLine(format)) {
    const exporter = exporters[format]
    return linePlan(services, task, settings, {
      lines: () => mapped(dialogueRecords(services, task), (record) => exporter.line(record, settings)),
      sideFiles: (rows) => exporter.sideFiles(settings, rows),
    })
  }
  if (isPreference(format)) {
    const exporter = preferenceExporters[format]
    return linePlan(services, task, settings, {
      lines: () => mapped(preferenceRecords(services, task), (record) => exporter.line(record, settings)),
      sideFiles: (rows) => exporter.sideFiles(settings, rows),
    })
  }
  return collectionPlans[format](services, task)
}

const isLine = (format: ExportFormat): format is LineFormat => format in exporters
const isPreference = (format: ExportFormat): format is PreferenceFormat => format in preferenceExporters

function linePlan(
  services: Services,
  task: ExportTask,
  settings: ExportSettings,
  { lines, sideFiles }: { lines: () => AsyncIterable<string>; sideFiles: (rows: number) => SideFile[] },
): ExportPlan {
  return {
    lines,
    async *parts({ rows, bytes }) {
      yield linesPart(`${settings.name}.jsonl`, bytes, lines)
      for (const side of sideFiles(rows)) yield bytesPart(side.fileName, side.text)
      yield* mediaParts(services, task)
    },
  }
}
