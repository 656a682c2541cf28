/** Validation of pod templates. */
import { describe, expect, it } from '@jest/globals';
import { defaultTemplate } from '../template-defaults.ts';
import { validateTemplate } from './template.ts';

const fieldsOf = (template: Parameters<typeof defaultTemplate>[0]): readonly string[] =>
  validateTemplate(defaultTemplate(template)).map(({ field }) => field);

describe('a pod template', () => {
  it('needs no name', () => {
    expect(fieldsOf({ spec: { containers: [{ name: 'app', image: 'app:1' }] } })).toEqual([]);
  });

  it('is wrong at its own path', () => {
    const template = {
      metadata: { labels: { 'not/a/label': 'x' } },
      spec: { containers: [{ name: 'App', image: 'app:1' }] },
    };
    expect(fieldsOf(template)).toEqual(['spec.template.labels', 'spec.template.spec.containers[0].name']);
  });

  it('leaves host ports to its pods', () => {
    const containers = [{ name: 'app', image: 'app:1', ports: [{ containerPort: 80 }] }];
    expect(fieldsOf({ spec: { hostNetwork: true, containers } })).toEqual([]);
  });

  it('has no ephemeral containers', () => {
    const ephemeralContainers = [{ name: 'debug', image: 'busybox' }];
    const fields = fieldsOf({ spec: { containers: [{ name: 'app', image: 'app:1' }], ephemeralContainers } });
    expect(fields).toContain('spec.template.spec.ephemeralContainers');
  });
});
