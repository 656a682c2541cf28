/** Refusals of namespaces, nodes, config maps and secrets. */
import { describe, expect, it } from '@jest/globals';
import { validateConfigMap, validateNamespace, validateNode, validatePlain, validateSecret } from './objects.ts';

const object = <T extends object>(kind: string, name: string, fields: T) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...fields,
});

describe('objects', () => {
  it('the name of a namespace is a label, that of other objects a subdomain', () => {
    expect(validateNamespace(object('Namespace', 'a.b', {}))).toHaveLength(1);
    expect(validatePlain(object('ServiceAccount', 'a.b', {}))).toEqual([]);
  });

  it('a taint has a key', () => {
    expect(
      validateNode(object('Node', 'n', { spec: { taints: [{ key: '', effect: 'NoSchedule' as const }] } })),
    ).toHaveLength(1);
  });

  it('keys of config maps are file names', () => {
    const [error] = validateConfigMap(object('ConfigMap', 'c', { data: { 'a b': 'x' } }));
    expect(error?.field).toBe('data[a b]');
  });

  it('a secret holds a mebibyte', () => {
    const [error] = validateSecret(object('Secret', 's', { data: { a: 'x'.repeat(1_048_577) } }));
    expect(error?.message).toBe('Too long: may not be more than 1048576 bytes');
  });
});
