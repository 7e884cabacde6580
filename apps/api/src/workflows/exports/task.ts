/** What an export is asked to hold. */
import { exportFormats, type ExportFormat } from '@video2roleplay/curation'
import { and, eq } from 'drizzle-orm'
import { dataSetItems } from '../../db/schema.js'
import type { ExportSettingsInput } from '../start-export.js'

export interface ExportTask {
  versionId: string
  format: ExportFormat
  split: ExportSettingsInput['split']
  maxFrames: number
}

export const hasDataUrls = ({ format }: ExportTask): boolean =>
  exportFormats[format].media === 'frames inside the lines'
export const hasFrameFiles = ({ format }: ExportTask): boolean => exportFormats[format].media === 'frames'
export const hasVideoFiles = ({ format }: ExportTask): boolean => exportFormats[format].media.includes('video files')

export function ofSplit({ versionId, split }: Pick<ExportTask, 'versionId' | 'split'>) {
  return and(eq(dataSetItems.versionId, versionId), split === 'all' ? undefined : eq(dataSetItems.split, split))
}
