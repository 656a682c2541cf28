/** The table of structures. */
import { describe, expect, it } from '@jest/globals';
import { coreV1Structs } from './core-v1.schema.ts';
import { goTypeOf, hasStruct, isCoreStruct, structOf } from './struct-types.ts';

describe('structures', () => {
  it('every line of the reduced document can be read', () => {
    for (const name of Object.keys(coreV1Structs)) expect(() => structOf(name)).not.toThrow();
  });

  it('a field knows its type, its merge key and its Go name', () => {
    const { fields } = structOf('PodSpec');
    expect(fields.get('containers')).toMatchObject({
      mergeKey: 'name',
      type: { kind: 'list', item: { struct: 'Container' } },
    });
    expect(fields.get('volumes')?.retainKeys).toBe(true);
    expect(fields.get('restartPolicy')?.goName).toBe('v1.RestartPolicy');
    expect(fields.get('priority')?.isPointer).toBe(true);
  });

  it('Go types print as in errors', () => {
    const typeOf = (struct: string, field: string): string => {
      const found = structOf(struct).fields.get(field);
      return found ? goTypeOf(found.type, found.goName) : '';
    };
    expect(typeOf('PodSpec', 'containers')).toBe('[]v1.Container');
    expect(typeOf('ResourceRequirements', 'limits')).toBe('v1.ResourceList');
    expect(typeOf('PodSpec', 'nodeSelector')).toBe('map[string]string');
  });

  it('a struct of another group is not one of the core group', () => {
    expect([hasStruct('Deployment'), isCoreStruct('Deployment'), isCoreStruct('Pod')]).toEqual([true, false, true]);
  });

  it('a name that is not in the table has no struct', () => {
    expect(hasStruct('Ingress')).toBe(false);
    expect(hasStruct('constructor')).toBe(false);
    expect(() => structOf('Ingress')).toThrow(RangeError);
  });
});
