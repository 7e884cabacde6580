/** The system's file dialog, from any button or key. */
import { addUploads } from './upload-store.js'

export const VIDEO_TYPES = 'video/*,.mkv,.avi,.3gp,.ts,.mts,.flv,.wmv'

export function openFilePicker(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = VIDEO_TYPES
  input.addEventListener('change', () => addUploads([...(input.files ?? [])]))
  input.click()
}
