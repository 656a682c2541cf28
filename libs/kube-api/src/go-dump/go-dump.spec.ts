/** How Go prints a pod template. */
import { describe, expect, it } from '@jest/globals';
import { dumpTemplate } from './go-dump.ts';
import { dumpQuantity } from './quantity-dump.ts';
import { goType } from './go-types.ts';

const spec = { containers: [] };

describe('a template in Go', () => {
  it('prints every field of its metadata, set or not, in the order of the Go struct', () => {
    expect(dumpTemplate({ metadata: { labels: { b: '2', a: '1' } }, spec })).toMatch(
      /^\(v1\.PodTemplateSpec\)\{ObjectMeta:\(v1\.ObjectMeta\)\{Name:\(string\) GenerateName:\(string\) .* Labels:\(map\[string\]string\)map\[a:1 b:2\] Annotations:\(map\[string\]string\)<nil> /,
    );
  });

  it('an empty list is none, an empty struct behind a pointer is there', () => {
    const text = dumpTemplate({ spec: { ...spec, tolerations: [], volumes: [{ name: 'v', emptyDir: {} }] } });
    expect(text).toContain(' Tolerations:([]v1.Toleration)<nil> ');
    expect(text).toContain(
      ' EmptyDir:(*v1.EmptyDirVolumeSource){Medium:(v1.StorageMedium) SizeLimit:(*resource.Quantity)<nil>',
    );
  });

  it('a port is a number or a text', () => {
    const portOf = (port: number | string): string | undefined =>
      /Port:(\(intstr.*?\})/.exec(
        dumpTemplate({ spec: { containers: [{ name: 'c', image: 'i', livenessProbe: { httpGet: { port } } }] } }),
      )?.[1];
    expect([portOf(80), portOf('web')]).toEqual([
      '(intstr.IntOrString){Type:(intstr.Type)0 IntVal:(int32)80 StrVal:(string)}',
      '(intstr.IntOrString){Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)web}',
    ]);
  });
});

describe('a Go type', () => {
  it('is read from its name', () => {
    expect(goType('*int64')).toEqual({
      text: '*int64',
      kind: 'pointer',
      item: { text: 'int64', kind: 'scalar', zero: '0' },
    });
    expect(goType('v1.ResourceList')).toMatchObject({
      kind: 'map',
      item: { text: 'resource.Quantity', kind: 'opaque' },
    });
    expect(goType('v1.EnvVar')).toMatchObject({ kind: 'struct', fields: [{ name: 'Name', json: 'name' }, {}, {}] });
  });
});

describe('a quantity in Go', () => {
  const small = (value: string, scale: number, text: string, format: string): string =>
    `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${text} Format:(resource.Format)${format}}`;

  it.each([
    ['500m', small('500', -3, '500m', 'DecimalSI')],
    ['64Mi', small('67108864', 0, '', 'BinarySI')],
    ['1Gi', small('1073741824', 0, '1Gi', 'BinarySI')],
    ['0', small('0', 0, '0', 'DecimalSI')],
  ])('%s is a scaled number', (text, printed) => {
    expect(dumpQuantity(text)).toBe(printed);
  });

  it('is a big decimal when it has too many digits', () => {
    expect(dumpQuantity('500Pi')).toContain(
      'Dec:(*inf.Dec){unscaled:(big.Int){neg:(bool)false abs:(big.nat)[2305843009213693952 30517578]} scale:(inf.Scale)9}',
    );
  });
});
