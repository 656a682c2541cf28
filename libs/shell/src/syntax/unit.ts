/** Parsed scripts: a text, its syntax tree, and a number for every node. */
import { forEachChild, parse, type SyntaxNode } from 'unbash';

/** A parsed text. Numbers of nodes depend on the text alone, so that a place in a script can be written down. */
export interface Unit {
  readonly text: string;
  readonly nodes: readonly SyntaxNode[];
  readonly ids: ReadonlyMap<SyntaxNode, number>;
  readonly error: string | undefined;
  /** The text breaks off: it may become right when more is added. */
  readonly isOpen: boolean;
  /** Line of a node, from 1. */
  readonly lineOf: (node: SyntaxNode) => number;
}

const CACHE_MAX = 500;
const cache = new Map<string, Unit>();

/** Parses a text, or finds it parsed. The cache is no state: what it holds follows from its key. */
export function unitOf(text: string): Unit {
  const known = cache.get(text);
  if (known) return known;
  const unit = parseUnit(text);
  if (cache.size >= CACHE_MAX) cache.delete(cache.keys().next().value ?? '');
  cache.set(text, unit);
  return unit;
}

function parseUnit(text: string): Unit {
  const root = parse(text);
  const nodes: SyntaxNode[] = [];
  const ids = new Map<SyntaxNode, number>();
  const visit = (node: SyntaxNode): void => {
    ids.set(node, nodes.push(node) - 1);
    forEachChild(node, visit);
  };
  visit(root);
  const error = root.errors?.[0] ?? errorBelow(nodes);
  const isOpen = root.errors?.some((one) => breaksOff(one, text)) === true || endsInside(text);
  return {
    text,
    nodes,
    ids,
    error: error?.message,
    isOpen,
    lineOf: (node) => text.slice(0, node.pos).split('\n').length,
  };
}

const breaksOff = ({ message, pos }: { readonly message: string; readonly pos: number }, text: string): boolean =>
  message.startsWith('unterminated') || pos >= text.length;

/** A line that is continued, or a here-document that has no end yet. */
function endsInside(text: string): boolean {
  if (/(^|[^\\])\\\n$/.test(text)) return true;
  const [, isIndented, , end] = /<<(-?)\s*(['"]?)([A-Za-z_]\w*)\2/.exec(text) ?? [];
  if (end === undefined) return false;
  return !text.split('\n').some((line) => (isIndented ? line.replace(/^\t+/, '') : line) === end);
}

/** A substitution has a script, and so errors, of its own. */
function errorBelow(nodes: readonly SyntaxNode[]): { readonly message: string } | undefined {
  for (const node of nodes) if (node.type === 'Script' && 'errors' in node && node.errors?.[0]) return node.errors[0];
  return undefined;
}
