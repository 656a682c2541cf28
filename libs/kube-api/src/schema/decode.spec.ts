/** Decoding by structure. */
import { describe, expect, it } from '@jest/globals';
import { decodeStruct } from './decode.ts';

const spec = (fields: object) => decodeStruct('PodSpec', fields as Readonly<Record<string, unknown>>);

describe('decoding', () => {
  it('zero values and empty lists are left out, pointers keep theirs', () => {
    const { value } = spec({
      hostNetwork: false,
      nodeName: '',
      tolerations: [],
      priority: 0,
      enableServiceLinks: false,
    });
    expect(value).toEqual({ priority: 0, enableServiceLinks: false });
  });

  it('fields that always print are there', () => {
    expect(spec({ containers: [{ name: 'a' }] }).value).toEqual({ containers: [{ name: 'a', resources: {} }] });
    expect(decodeStruct('PodCondition', { type: 'Ready', status: 'True' }).value).toEqual({
      type: 'Ready',
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: null,
    });
  });

  it('unknown fields are dropped and named in document order', () => {
    const { value, unknownFields } = spec({ Containers: [], containers: [{ name: 'a', imagee: 'x' }], bogus: 1 });
    expect(unknownFields).toEqual(['Containers', 'containers[0].imagee', 'bogus']);
    expect(JSON.stringify(value)).not.toContain('imagee');
  });

  it.each([
    [
      { terminationGracePeriodSeconds: 'x' },
      'json: cannot unmarshal string into Go struct field PodSpec.terminationGracePeriodSeconds of type int64',
    ],
    [
      { terminationGracePeriodSeconds: 1.5 },
      'json: cannot unmarshal number 1.5 into Go struct field PodSpec.terminationGracePeriodSeconds of type int64',
    ],
    [
      { containers: {} },
      'json: cannot unmarshal object into Go struct field PodSpec.containers of type []v1.Container',
    ],
    [
      { containers: [{ command: 'sh' }] },
      'json: cannot unmarshal string into Go struct field Container.containers.command of type []string',
    ],
    [
      { containers: [{ command: ['sh', 5] }] },
      'json: cannot unmarshal number into Go struct field Container.containers.command of type string',
    ],
    [
      { nodeSelector: { a: 5 } },
      'json: cannot unmarshal number into Go struct field PodSpec.nodeSelector of type string',
    ],
    [
      { restartPolicy: ['Always'] },
      'json: cannot unmarshal array into Go struct field PodSpec.restartPolicy of type v1.RestartPolicy',
    ],
    [{ hostNetwork: 'yes' }, 'json: cannot unmarshal string into Go struct field PodSpec.hostNetwork of type bool'],
    [
      { containers: [{ livenessProbe: { httpGet: { port: 1.5 } } }] },
      'json: cannot unmarshal number 1.5 into Go struct field HTTPGetAction.containers.livenessProbe.ProbeHandler.httpGet.port of type int32',
    ],
    [
      { containers: [{ resources: { limits: { cpu: 'abc' } } }] },
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
  ])("%j is refused in the decoder's words", (fields, error) => {
    expect(spec(fields).error).toBe(error);
  });

  it('only the first error counts', () => {
    expect(spec({ hostPID: 1, hostIPC: 2 }).error).toContain('hostPID');
  });

  it('a key called __proto__ is a key like any other', () => {
    const value = JSON.parse('{"nodeSelector":{"__proto__":"x"},"__proto__":{"a":1}}') as object;
    const decoded = spec(value);
    expect(decoded.unknownFields).toEqual(['__proto__']);
    expect(Object.hasOwn(decoded.value['nodeSelector'] as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('what was given is not changed', () => {
    const given = Object.freeze({ containers: Object.freeze([Object.freeze({ name: 'a', tty: false })]) });
    expect(() => spec(given)).not.toThrow();
  });
});
