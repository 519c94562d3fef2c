/** The pickers of the File System Access API (WICG), which TypeScript's library does not know. */
interface Pickers {
  showDirectoryPicker(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

/** What this browser has of them. */
export const pickers = globalThis as Partial<Pickers>;
