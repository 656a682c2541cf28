/** OpenAPI schemas of kinds. */
import { describe, expect, it } from '@jest/globals';
import { hasStruct, structOf } from '../schema/struct-types.ts';
import { descriptions } from './descriptions.ts';
import { schemasOf } from './schemas.ts';

const POD = { group: '', version: 'v1', kind: 'Pod' };
const DEPLOYMENT = { group: 'apps', version: 'v1', kind: 'Deployment' };

describe('the schemas of a kind', () => {
  const schemas = schemasOf([POD]);

  it('begin with the kind itself', () => {
    expect(schemas['io.k8s.api.core.v1.Pod']).toMatchObject({
      type: 'object',
      'x-kubernetes-group-version-kind': [POD],
      properties: { spec: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec' }] } },
    });
  });

  it('say what a field is, and how it merges', () => {
    const { properties } = schemas['io.k8s.api.core.v1.Container'] as { properties: Record<string, object> };
    expect(properties['livenessProbe']).toMatchObject({ description: descriptions['Container.livenessProbe'] });
    expect(properties['ports']).toMatchObject({
      type: 'array',
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'containerPort',
    });
    expect(schemas['io.k8s.api.core.v1.Container']).toMatchObject({ required: ['name'] });
  });

  it('have everything that they refer to', () => {
    const all = schemasOf([POD, DEPLOYMENT]);
    const text = JSON.stringify(all);
    const referred = [...text.matchAll(/#\/components\/schemas\/([\w.]+)/g)].map(([, name = '']) => name);
    expect(referred.filter((name) => !Object.hasOwn(all, name))).toEqual([]);
    expect(all).toHaveProperty(['io.k8s.api.apps.v1.DeploymentSpec']);
  });
});

describe('descriptions', () => {
  it('are about structs and fields that exist', () => {
    const wrong = Object.keys(descriptions).filter((key) => {
      const [struct = '', field] = key.split('.');
      return !hasStruct(struct) || (field !== undefined && !structOf(struct).fields.has(field));
    });
    expect(wrong).toEqual([]);
  });
});
