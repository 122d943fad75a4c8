/** What the editor gives every page: messages and a state that outlives the page. */
interface EditorApi<State, Message> {
  postMessage(message: Message): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): unknown;

/** May be called once per page. */
export const editorApi = <State, Message>(): EditorApi<State, Message> =>
  acquireVsCodeApi() as EditorApi<State, Message>;
