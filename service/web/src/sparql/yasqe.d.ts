// The part of YASQE that the page uses; its own types need those of packages that are not here.
declare module "@zazuko/yasqe" {
  interface Token { string: string }
  interface Completer {
    name: string; bulk: boolean; autoShow: boolean; persistenceId: null;
    isValidCompletionPosition(yasqe: Yasqe): boolean;
    get(yasqe: Yasqe, token?: Token): string[];
  }
  export default class Yasqe {
    static defaults: { autocompleters: string[] };
    static Autocompleters: Record<string, unknown>;
    static registerAutocompleter(completer: Completer): void;
    constructor(parent: HTMLElement, choices: never);
    getCompleteToken(): Token;
    getValue(): string;
    setValue(text: string): void;
    getInputField(): HTMLTextAreaElement;
    autocomplete(): void;
    refresh(): void;
  }
}
