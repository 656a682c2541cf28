/** Amounts of resources as numbers: milli-CPUs for cpu, whole units for everything else. */

const MULTIPLIERS = new Map<string, number>([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

/** What binary fractions may add to an exact decimal before it is rounded up. */
const ROUNDING_SLACK = 1e-6;

/**
 * The amount that a quantity of `resource` stands for: milli-CPUs for `cpu`, else bytes or pieces; fractions are rounded
 * up. A text that is no quantity counts as 0: validation has refused it long before.
 * @source kube-scheduler v1.37 pkg/scheduler/framework: Resource.Add
 */
export function amountOf(resource: string, quantity: string): number {
  const match = /^([+-]?[0-9.]+)([eE][+-]?[0-9]+|[A-Za-z]*)$/.exec(quantity);
  const [, digits = '', suffix = ''] = match ?? [];
  const units = Number(digits) * multiplierOf(suffix) * (resource === 'cpu' ? 1000 : 1);
  return Number.isFinite(units) ? Math.ceil(units - ROUNDING_SLACK) : 0;
}

function multiplierOf(suffix: string): number {
  return MULTIPLIERS.get(suffix) ?? Number(`1${suffix}`);
}
