/** The gate is shut: say why, where it can be opened, and let it pass only under a name and with a reason. */
import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'

interface Props {
  versionId: string
  /** Null while nothing is asked. */
  message: string | null
  onClose: () => void
  onPass: (reason: string) => void
}

export function OverrideModal({ versionId, message, onClose, onPass }: Props) {
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim().length < 3 ? 'Say why' : null) },
  })
  return (
    <Modal opened={message !== null} onClose={onClose} title="This export is kept back">
      <p>{message}</p>
      <p>
        <Link to="/data-sets" search={{ version: versionId, tab: 'rights' }} onClick={onClose}>
          Say what their rights are
        </Link>{' '}
        or let it pass. Your name and your reason stay with the file, on its card too.
      </p>
      <form onSubmit={form.onSubmit(({ reason }) => onPass(reason.trim()))}>
        <Textarea label="Why may it pass?" autosize minRows={2} mt="sm" {...form.getInputProps('reason')} />
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red">
            Let it pass
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
