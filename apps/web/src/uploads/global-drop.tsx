/** Files may be dropped anywhere on any page. */
import { Dropzone } from '@mantine/dropzone'
import { notifications } from '@mantine/notifications'
import { IconMovie, IconUpload } from '@tabler/icons-react'
import { addUploads } from './upload-store.js'
import classes from './global-drop.module.css'

export function GlobalDrop() {
  return (
    <Dropzone.FullScreen
      active
      className={classes.zone ?? ''}
      onDrop={addUploads}
      onReject={() =>
        notifications.show({
          color: 'red',
          title: 'Not dropped',
          message: 'Folders cannot be dropped here; use the command line for those.',
        })
      }
    >
      <div className={classes.inside}>
        <Dropzone.Idle>
          <IconMovie size={40} stroke={1.2} />
        </Dropzone.Idle>
        <Dropzone.Accept>
          <IconUpload size={40} stroke={1.2} />
        </Dropzone.Accept>
        <div className={classes.title}>Drop to add to the library</div>
        <div className="soft">Each file is stored once, whatever its name.</div>
      </div>
    </Dropzone.FullScreen>
  )
}
