/** Plain look-alikes of HubSpot's components: what they say and do, not how HubSpot paints them. */
import { box, call, type Draw, element, type Props, textOf } from './elements.ts';
import { barChart, progressBar, scoreCircle } from './look-alike-graphics.ts';

let names = 0;
const newId = (): string => {
  names += 1;
  return `hs-${names}`;
};

const gapOf = (props: Props) => `gap-${textOf(props.gap ?? 'flush')}`;

const accordion: Draw = () => {
  const summary = element('summary');
  const slot = element('div');
  const details = element('details', 'accordion', summary, slot);
  return {
    element: details,
    slot,
    update: (props) => {
      summary.textContent = textOf(props.title);
    },
  };
};

/** A box with a title: an alert, an empty or an error state. */
const titled =
  (name: (props: Props) => string): Draw =>
  () => {
    const title = element('strong');
    const slot = element('div', 'stack gap-small');
    const made = element('div', '', title, slot);
    return {
      element: made,
      slot,
      update: (props) => {
        title.textContent = textOf(props.title);
        made.className = name(props);
      },
    };
  };

const button: Draw = () => {
  const made = element('button');
  made.type = 'button';
  let props: Props = {};
  made.addEventListener('click', () => {
    if (props.loading !== true) call(props.onClick, { type: 'click' });
  });
  return {
    element: made,
    slot: made,
    update: (now) => {
      props = now;
      made.className = `button-${textOf(now.variant ?? 'secondary')}${now.loading === true ? ' busy' : ''}`;
      made.disabled = now.disabled === true;
      made.setAttribute('aria-busy', String(now.loading === true));
    },
  };
};

const link: Draw = () => {
  const made = element('a');
  made.dir = 'auto';
  return {
    element: made,
    slot: made,
    update: ({ href }) => {
      const url = textOf(typeof href === 'object' && href !== null && 'url' in href ? href.url : href);
      // HubSpot's own Link leads to web addresses alone.
      if (/^https?:\/\//.test(url)) made.href = url;
    },
  };
};

const text: Draw = () => {
  const made = element('p');
  made.dir = 'auto';
  return {
    element: made,
    slot: made,
    update: ({ variant, format }) => {
      const style = new Map(Object.entries((format ?? {}) as Props));
      made.className = [
        variant === 'microcopy' ? 'micro' : '',
        style.get('fontWeight') === 'demibold' || style.get('fontWeight') === 'bold' ? 'strong' : '',
        style.get('italic') === true ? 'quote' : '',
      ].join(' ');
    },
  };
};

const describedItem: Draw = () => {
  const term = element('dt');
  const slot = element('dd');
  return {
    element: element('div', 'item', term, slot),
    slot,
    update: (props) => {
      term.textContent = textOf(props.label);
    },
  };
};

const statistic: Draw = () => {
  const label = element('dt');
  const number = element('dd');
  const slot = element('div');
  return {
    element: element('div', 'statistic', label, number),
    slot,
    update: (props) => {
      label.textContent = textOf(props.label);
      number.textContent = textOf(props.number);
    },
  };
};

/** A label with its control, which keeps what somebody is typing. */
const field =
  (control: 'textarea' | 'select'): Draw =>
  () => {
    const id = newId();
    const label = element('label');
    label.htmlFor = id;
    const hint = element('span', 'micro');
    const input = element(control);
    input.id = id;
    let props: Props = {};
    const told = (handler: string) => () => call(props[handler], input.value);
    input.addEventListener('input', told('onInput'));
    input.addEventListener('change', told('onChange'));
    return {
      element: element('div', 'field', label, hint, input),
      slot: null,
      update: (now) => {
        props = now;
        label.textContent = textOf(now.label);
        hint.textContent = textOf(now.description);
        input.name = textOf(now.name);
        if (input instanceof HTMLTextAreaElement) {
          input.rows = Number(now.rows ?? 3);
          if (typeof now.maxLength === 'number') input.maxLength = now.maxLength;
        } else {
          const options = (now.options ?? []) as readonly { readonly label: string; readonly value: unknown }[];
          if (options.length !== input.options.length) {
            input.replaceChildren(...options.map(({ label: shown, value }) => new Option(shown, String(value))));
          }
        }
        const value = textOf(now.value);
        if (input.value !== value) input.value = value;
      },
    };
  };

/** A number with its label, its hint and what is wrong with it. */
const numberField: Draw = () => {
  const id = newId();
  const label = element('label');
  label.htmlFor = id;
  const hint = element('span', 'micro');
  const fault = element('span', 'micro fault');
  fault.id = `${id}-fault`;
  const input = element('input');
  input.type = 'number';
  input.step = 'any';
  input.id = id;
  input.setAttribute('aria-describedby', fault.id);
  let props: Props = {};
  input.addEventListener('change', () => call(props.onChange, input.valueAsNumber));
  return {
    element: element('div', 'field', label, hint, input, fault),
    slot: null,
    update: (now) => {
      props = now;
      label.textContent = textOf(now.label);
      hint.textContent = textOf(now.description);
      fault.textContent = textOf(now.validationMessage);
      input.setAttribute('aria-invalid', String(now.error === true));
      input.name = textOf(now.name);
      const value = textOf(now.value);
      if (input.value !== value && (value !== '' || input.valueAsNumber === Number(input.value))) input.value = value;
    },
  };
};

/** Boxes to tick, any number of them. */
const toggleGroup: Draw = () => {
  const legend = element('legend');
  const boxes = element('div', 'stack gap-small');
  const fault = element('span', 'micro fault');
  const made = element('fieldset', 'field', legend, boxes, fault);
  let props: Props = {};
  const tell = () => {
    const ticked = [...boxes.querySelectorAll('input')].filter((input) => input.checked);
    call(
      props.onChange,
      ticked.map((input) => input.value),
    );
  };
  return {
    element: made,
    slot: null,
    update: (now) => {
      props = now;
      legend.textContent = textOf(now.label);
      fault.textContent = textOf(now.validationMessage);
      const options = (now.options ?? []) as readonly { readonly label: string; readonly value: string }[];
      if (boxes.childElementCount !== options.length) {
        boxes.replaceChildren(
          ...options.map(({ label, value }) => {
            const input = element('input');
            input.type = 'checkbox';
            input.value = value;
            input.addEventListener('change', tell);
            return element('label', 'tick', input, label);
          }),
        );
      }
      const ticked = new Set((now.value ?? []) as readonly string[]);
      for (const input of boxes.querySelectorAll('input')) input.checked = ticked.has(input.value);
    },
  };
};

const spinner: Draw = () => {
  const made = element('p', 'spinner');
  made.setAttribute('role', 'status');
  return {
    element: made,
    slot: null,
    update: (props) => {
      made.textContent = textOf(props.label);
    },
  };
};

const cell = (tag: 'td' | 'th'): Draw => box(tag, (props) => `align-${textOf(props.align ?? 'left')}`);

/** A table scrolls by itself where there is little room, and the keyboard reaches it. */
const table: Draw = () => {
  const slot = element('table');
  const made = element('div', 'scroll', slot);
  made.tabIndex = 0;
  made.setAttribute('role', 'group');
  made.setAttribute('aria-label', 'Table');
  return { element: made, slot, update: () => undefined };
};

const flex = box('div', (props) =>
  [
    props.direction === 'column' ? 'stack' : 'row',
    gapOf(props),
    props.wrap === undefined ? '' : 'wrap',
    props.align === 'center' ? 'center' : '',
  ].join(' '),
);

/** By the component's name. */
export const LOOK_ALIKES: Readonly<Record<string, Draw>> = {
  Accordion: accordion,
  Alert: titled((props) => `alert alert-${textOf(props.variant ?? 'info')}`),
  BarChart: barChart,
  Button: button,
  DescriptionList: box('dl', (props) => `list-${textOf(props.direction ?? 'column')}`),
  DescriptionListItem: describedItem,
  EmptyState: titled(() => 'state'),
  ErrorState: titled((props) => `state state-${textOf(props.type ?? 'error')}`),
  Flex: flex,
  Heading: box('h3'),
  Inline: box('div', (props) => `row wrap center ${gapOf(props)}`),
  Link: link,
  List: box('ul'),
  LoadingButton: button,
  LoadingSpinner: spinner,
  NumberInput: numberField,
  ProgressBar: progressBar,
  ScoreCircle: scoreCircle,
  Select: field('select'),
  Statistics: box('dl', () => 'statistics'),
  StatisticsItem: statistic,
  StatusTag: box('span', (props) => `tag tag-${textOf(props.variant ?? 'default')}`),
  Table: table,
  TableBody: box('tbody'),
  TableCell: cell('td'),
  TableHead: box('thead'),
  TableHeader: cell('th'),
  TableRow: box('tr'),
  Text: text,
  TextArea: field('textarea'),
  Tile: box('div', () => 'tile'),
  ToggleGroup: toggleGroup,
};
