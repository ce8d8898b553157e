/**
 * The statuses and the ways between them as a drawing: in layers by how many steps it takes to get there, from top to bottom.
 * It knows no status by name: whatever the process states is what is drawn.
 */
import { initialStatus, type Process, type Transition } from '../../governance/process.ts';
import { escapeHtml } from '../lib/html.ts';

interface Box {
  readonly id: string;
  readonly title: string;
  readonly end: boolean;
  readonly layer: number;
  readonly x: number;
  readonly y: number;
}

const WIDTH = 116;
const HEIGHT = 36;
const GAP = { across: 26, down: 58 } as const;
const MARGIN = 14;

/** Fewest steps from the first status. One that no way leads to stands below all others. */
function layersOf({ statuses, transitions }: Process): ReadonlyMap<string, number> {
  const layers = new Map<string, number>([[initialStatus(statuses), 0]]);
  for (const [id, layer] of layers) {
    for (const { from, to } of transitions) if (from === id && !layers.has(to)) layers.set(to, layer + 1);
  }
  const below = Math.max(...layers.values()) + 1;
  for (const { id } of statuses) if (!layers.has(id)) layers.set(id, below);
  return layers;
}

/** In a layer, the status with the most ways stands in the middle, so that the longest walk is the straightest line. */
function ordered<T>(items: readonly T[], weight: (item: T) => number): readonly T[] {
  const heaviest = [...items].sort((a, b) => weight(b) - weight(a));
  const row: T[] = [];
  heaviest.forEach((item, index) => {
    if (index % 2 === 0) row.push(item);
    else row.unshift(item);
  });
  return row;
}

function boxesOf(process: Process): readonly Box[] {
  const layers = layersOf(process);
  const ways = (id: string): number => process.transitions.filter(({ from, to }) => from === id || to === id).length;
  const rows = [...Map.groupBy(process.statuses, ({ id }) => layers.get(id) ?? 0)].sort(([a], [b]) => a - b);
  const widest = Math.max(...rows.map(([, row]) => row.length));
  const across = widest * WIDTH + (widest - 1) * GAP.across;
  return rows.flatMap(([layer, row]) => {
    // The middle of each row is one line, however many stand in it.
    const sorted = ordered(row, ({ id }) => ways(id));
    const middle = sorted.findIndex(({ id }) => ways(id) === Math.max(...row.map((each) => ways(each.id))));
    const room = WIDTH + GAP.across;
    const left = Math.min(Math.max((across - WIDTH) / 2 - middle * room, 0), across - WIDTH - (row.length - 1) * room);
    return sorted.map(
      ({ id, title, end }, index): Box => ({
        id,
        title,
        end: end === true,
        layer,
        x: MARGIN + left + index * room,
        y: MARGIN + layer * (HEIGHT + GAP.down),
      }),
    );
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const point = ({ x, y }: Point): string => `${Math.round(x)} ${Math.round(y)}`;

/** Ways that differ only in the type of RFC share a line. */
const linesOf = ({ transitions }: Process): readonly (readonly Transition[])[] => [
  ...Map.groupBy(transitions, ({ from, to }) => `${from} ${to}`).values(),
];

/** Where, along one side of a box, the line number `index` of `of` ends. */
const along = (start: number, length: number, index: number, of: number): number =>
  start + (length * (index + 1)) / (of + 1);

function pathOf(from: Box, to: Box, ports: { readonly out: number; readonly in: number }): string {
  if (from.layer === to.layer) {
    const right = from.x < to.x;
    if (Math.abs(from.x - to.x) <= WIDTH + GAP.across) {
      const y = from.y + HEIGHT / 2;
      return `M${point({ x: right ? from.x + WIDTH : from.x, y })} L${point({ x: right ? to.x : to.x + WIDTH, y })}`;
    }
    // Past the boxes between them, below the row.
    const [start, end] = [from, to].map(({ x, y }) => ({ x: x + WIDTH / 2, y: y + HEIGHT })) as [Point, Point];
    const depth = start.y + GAP.down / 2;
    return `M${point(start)} C${point({ x: start.x, y: depth })} ${point({ x: end.x, y: depth })} ${point(end)}`;
  }
  const down = from.layer < to.layer;
  const start = { x: ports.out, y: down ? from.y + HEIGHT : from.y };
  const end = { x: ports.in, y: down ? to.y : to.y + HEIGHT };
  const pull = (GAP.down / 2 + 8) * (down ? 1 : -1);
  return `M${point(start)} C${point({ x: start.x, y: start.y + pull })} ${point({ x: end.x, y: end.y - pull })} ${point(end)}`;
}

/** `In review to Last call: working group, after 14 days` */
function wayWords(process: Process, ways: readonly Transition[]): string {
  const status = (id: string): string => process.statuses.find((each) => each.id === id)?.title ?? id;
  const actor = (id: string): string => process.actors.find((each) => each.id === id)?.title ?? id;
  const [first] = ways;
  if (first === undefined) return '';
  const who = [...new Set(ways.flatMap(({ by }) => by.map(actor)))].join(', ');
  const days = Math.max(...ways.map(({ after }) => after));
  return `${status(first.from)} to ${status(first.to)}: ${who}${days === 0 ? '' : `, after ${days} days`}`;
}

export interface Diagram {
  readonly svg: string;
  readonly width: number;
}

/** `href` gives the address of a status's page, or none. */
export function stateDiagram(
  process: Process,
  href: (status: string) => string | undefined = () => undefined,
): Diagram {
  const boxes = boxesOf(process);
  const box = (id: string): Box | undefined => boxes.find((each) => each.id === id);
  const width = Math.max(...boxes.map(({ x }) => x + WIDTH)) + MARGIN;
  const height = Math.max(...boxes.map(({ y }) => y + HEIGHT)) + GAP.down / 2;
  const drawn = linesOf(process).flatMap((ways) => {
    const [{ from, to } = { from: '', to: '' }] = ways;
    const [start, end] = [box(from), box(to)];
    return start === undefined || end === undefined || start === end ? [] : [{ ways, start, end }];
  });
  /** Lines to one side of a box: straight ones in its middle, the others to the left and right of it in their own order. */
  const port = (at: Box, other: Box, bottom: boolean): number => {
    if (at.x === other.x) return at.x + WIDTH / 2;
    const toTheRight = other.x > at.x;
    const sharing = drawn
      .flatMap(({ start, end }) => (start === at ? [end] : end === at ? [start] : []))
      .filter((each) => each.layer !== at.layer && each.layer > at.layer === bottom)
      .filter((each) => each.x !== at.x && each.x > at.x === toTheRight)
      .sort((a, b) => a.x - b.x);
    return along(toTheRight ? at.x + WIDTH / 2 : at.x, WIDTH / 2, sharing.indexOf(other), sharing.length);
  };
  const lines = drawn.map(({ ways, start, end }) => {
    const down = start.layer < end.layer;
    const opposite = drawn.some((other) => other.start === end && other.end === start);
    // Two lines between the same boxes stand side by side.
    const aside = opposite && start.layer !== end.layer ? (down ? -7 : 7) : 0;
    const path = pathOf(start, end, { out: port(start, end, down) + aside, in: port(end, start, !down) + aside });
    return `<path class="way${start.layer > end.layer ? ' back' : ''}" d="${path}" marker-end="url(#way-end)"><title>${escapeHtml(wayWords(process, ways))}</title></path>`;
  });
  const nodes = boxes.map(({ id, title, end, x, y }) => {
    const address = href(id);
    const shape = `<rect class="box${end ? ' end' : ''}" x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="2"/><text x="${x + WIDTH / 2}" y="${y + HEIGHT / 2 + 5}" text-anchor="middle">${escapeHtml(title)}</text>`;
    return address === undefined ? `<g>${shape}</g>` : `<a href="${escapeHtml(address)}">${shape}</a>`;
  });
  const svg = [
    `<svg class="states" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="The statuses of an RFC and the ways between them. The table of transitions says the same.">`,
    '<defs><marker id="way-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.5L8 4L0 7.5z"/></marker></defs>',
    ...lines,
    ...nodes,
    '</svg>',
  ].join('');
  return { svg, width };
}
