import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** The dialog's; its heading's is the same with `-heading`. */
  readonly id: string;
  readonly heading: string;
  /** What the user says yes to. */
  onSubmit(): void;
  /** Called when the dialog has closed, also by Escape or by {@link closeModal}. */
  onClose(): void;
  readonly children: ComponentChildren;
}

/** A question over the page, as a form: shown while it is rendered. */
export function Modal({ id, heading, onSubmit, onClose, children }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing gives the focus back to where it was; being taken away would not.
    return () => shown?.close();
  }, []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <dialog ref={dialog} id={id} aria-labelledby={`${id}-heading`} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <h2 id={`${id}-heading`}>{heading}</h2>
        {children}
      </form>
    </dialog>
  );
}

/** Closes the modal that the button stands in; the focus goes back to where it was before. */
export function closeModal({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  currentTarget.closest('dialog')?.close();
}
