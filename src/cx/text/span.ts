/** A piece of a text; `text.slice(start, end)` is exactly `text`. */
export interface Span {
  readonly text: string;
  /** Place in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}
