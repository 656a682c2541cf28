/** Validation of services. */
import { describe, expect, it } from '@jest/globals';
import { defaultService } from '../service-defaults.ts';
import type { Service, ServiceSpec } from '../services.ts';
import { validateService, validateServiceUpdate } from './service.ts';

const service = (spec: ServiceSpec, name = 's'): Service =>
  defaultService({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec });
const textsOf = (one: Service): string[] => validateService(one).map(({ field, message }) => `${field}: ${message}`);

describe('a service', () => {
  it.each<[string, ServiceSpec]>([
    ['with a port', { ports: [{ port: 80 }] }],
    [
      'with named ports',
      {
        ports: [
          { port: 80, name: 'a', targetPort: 'web' },
          { port: 81, name: 'b' },
        ],
      },
    ],
    ['without an address and ports', { clusterIP: 'None' }],
    ['that is elsewhere', { type: 'ExternalName', externalName: 'db.example.com' }],
  ])('%s is accepted', (_what, spec) => {
    expect(textsOf(service(spec))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['without ports', {}, 'spec.ports: Required value'],
    ['of no type', { type: 'Nope', ports: [{ port: 80 }] }, 'spec.type: Unsupported value: "Nope"'],
    [
      'with several ports without names',
      { ports: [{ port: 80 }, { port: 81, name: 'b' }] },
      'spec.ports[0].name: Required value',
    ],
    [
      'with a name twice',
      {
        ports: [
          { port: 1, name: 'a' },
          { port: 2, name: 'a' },
        ],
      },
      'spec.ports[1].name: Duplicate value: "a"',
    ],
    ['with a port out of range', { ports: [{ port: 70_000 }] }, 'spec.ports[0].port: Invalid value: 70000'],
    [
      'with a bad target',
      { ports: [{ port: 80, targetPort: 'A_b' }] },
      'spec.ports[0].targetPort: Invalid value: "A_b"',
    ],
    [
      'with a bad protocol',
      { ports: [{ port: 80, protocol: 'ICMP' }] },
      'spec.ports[0].protocol: Unsupported value: "ICMP"',
    ],
    ['with a bad address', { clusterIP: '1.2.3', ports: [{ port: 80 }] }, 'spec.clusterIPs[0]: Invalid value: "1.2.3"'],
    [
      'with a bad affinity',
      { sessionAffinity: 'X', ports: [{ port: 80 }] },
      'spec.sessionAffinity: Unsupported value: "X"',
    ],
    ['that is nowhere', { type: 'ExternalName' }, 'spec.externalName: Invalid value: ""'],
  ])('%s is refused', (_what, spec, text) => {
    expect(textsOf(service(spec))[0]).toContain(text);
  });

  it('has a name that is a label', () => {
    expect(textsOf(service({ ports: [{ port: 80 }] }, 'a.b'))[0]).toContain('must not contain dots');
  });

  it('keeps its address for life', () => {
    const [before, after] = ['10.96.1.1', '10.96.1.2'].map((clusterIP) =>
      service({ clusterIP, ports: [{ port: 80 }] }),
    );
    if (!before || !after) throw new Error('two services');
    const changed = { ...after, metadata: before.metadata };
    expect(validateServiceUpdate(changed, before).map(({ message }) => message)).toEqual([
      'Invalid value: ["10.96.1.2"]: may not change once set',
    ]);
    expect(validateServiceUpdate(before, before)).toEqual([]);
  });
});
