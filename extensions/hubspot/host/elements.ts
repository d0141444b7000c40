/** Small helpers to make elements; text is always text. */

export type Props = Readonly<Record<string, unknown>>;

/** A look-alike on the page: its element, where its children go, and what a change of its props does. */
export interface Drawn {
  readonly element: HTMLElement;
  /** Null where it has no children. */
  readonly slot: HTMLElement | null;
  update(props: Props): void;
}
export type Draw = () => Drawn;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
export const call = (handler: unknown, ...values: readonly unknown[]): void => {
  if (typeof handler === 'function') handler(...values);
};

/** An element that only holds its children; `name` says its class from its props. */
export const box =
  (tag: keyof HTMLElementTagNameMap, name: (props: Props) => string = () => ''): Draw =>
  () => {
    const made = element(tag);
    return {
      element: made,
      slot: made,
      update: (props) => {
        made.className = name(props);
      },
    };
  };
