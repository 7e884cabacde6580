/** The first minute: nothing is here yet, and one button shows everything that will be. */
import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { DemoButton } from '../../components/demo-button.js'
import { openFilePicker } from '../../uploads/file-picker.js'
import { RunningJobs } from './running-jobs.js'
import classes from './first-steps.module.css'

const walk = [
  ['Import', 'A file is stored once, its packets are scanned, its kind is known.'],
  ['Frames', 'Chosen by kind, at most 128, each with a reason.'],
  ['Caption', '64 moments described, then one summary.'],
  ['Dialogues', 'Questions and answers in character, filtered in five steps.'],
  ['Chat', 'Speak with the person in the video; see what the model sees.'],
  ['Evaluation', 'Eight metrics, several judges, three rounds. What is not scored is not counted.'],
] as const

export function FirstSteps({ isDemoOffered }: { isDemoOffered: boolean }) {
  return (
    <>
      <section className={classes.box}>
        <h2 className={classes.title}>A video walks through the house once</h2>
        <p className="soft">Drop a file anywhere on this page, or let the demo project take the walk for you.</p>
        <div className={classes.actions}>
          {isDemoOffered ? <DemoButton /> : null}
          <Button variant="default" size="sm" leftSection={<IconUpload size={15} />} onClick={openFilePicker}>
            Add videos
          </Button>
        </div>
        <ol className={classes.walk}>
          {walk.map(([name, text]) => (
            <li key={name} className={classes.step}>
              <span className={classes.name}>{name}</span>
              <span className="soft">{text}</span>
            </li>
          ))}
        </ol>
      </section>
      <RunningJobs />
    </>
  )
}
