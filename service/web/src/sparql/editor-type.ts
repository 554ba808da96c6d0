// What the SPARQL view needs of an editor, whichever it is.
export interface EditorChoices { value: string; terms: readonly string[]; run: () => void; label: string }
export interface Editor { get(): string; set(text: string): void; refresh(): void }
