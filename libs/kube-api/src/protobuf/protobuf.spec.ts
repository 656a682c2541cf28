/** Bodies in protobuf are what the same bodies in JSON are. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeProtobuf } from './decode-protobuf.ts';

const text = (value: string): number[] => [...new TextEncoder().encode(value)];
const field = (number: number, bytes: number[]): number[] => [(number << 3) | 2, bytes.length, ...bytes];

/** A body of a kind with this message in it. */
function body(kind: string, message: number[], apiVersion = 'v1'): Uint8Array {
  const meta = [...field(1, text(apiVersion)), ...field(2, text(kind))];
  return new Uint8Array([...text('k8s\0'), ...field(1, meta), ...field(2, message)]);
}

const named = field(1, field(1, text('a')));

describe('a body in protobuf', () => {
  it('has the fields that are set', () => {
    const value = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
    expect(decodeProtobuf(body('Namespace', named))).toEqual({ value });
  });

  it('leaves out zero values, but not those that a pointer holds', () => {
    const spec = [...field(3, text('')), 0x20, 0, 0x58, 0];
    expect(decodeProtobuf(body('Pod', field(2, spec)))).toMatchObject({
      value: { spec: { terminationGracePeriodSeconds: 0 } },
    });
    expect(decodeProtobuf(body('Pod', field(2, spec)))).not.toHaveProperty('value.spec.hostNetwork');
  });

  it('skips fields that nobody knows', () => {
    expect(decodeProtobuf(body('Namespace', [0x78, 5, ...named]))).toMatchObject({
      value: { metadata: { name: 'a' } },
    });
  });

  it('may write numbers of a list in one piece', () => {
    const rules = field(8, [...field(4, [1, 2, 3])]);
    const packed = decodeProtobuf(body('Pod', field(2, field(14, rules.slice(2)))));
    expect(packed).toMatchObject({ value: { spec: { securityContext: { supplementalGroups: [1, 2, 3] } } } });
  });

  it('has a key __proto__ as one like any other', () => {
    const entry = [...field(1, text('__proto__')), ...field(2, text('x'))];
    const decoded = decodeProtobuf(body('ConfigMap', field(2, entry)));
    const { data } = (decoded as { value: { data: object } }).value;
    expect([Object.keys(data), Object.getPrototypeOf(data)]).toEqual([['__proto__'], Object.prototype]);
  });

  it('of a kind that nobody knows says only which', () => {
    expect(decodeProtobuf(body('Foo', [1, 2, 3]))).toEqual({ value: { apiVersion: 'v1', kind: 'Foo' } });
  });

  it('may be options of a deletion in any group version', () => {
    const value = { apiVersion: 'policy/v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 };
    expect(decodeProtobuf(body('DeleteOptions', [8, 0], 'policy/v1'))).toEqual({ value });
  });

  it.each([
    [[], { why: 'empty data' }],
    [text('{}'), { why: 'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]' }],
    [text('k8s\0'), { why: 'empty body' }],
    [[...text('k8s\0'), 0x0a, 50], { why: 'unexpected EOF' }],
  ])('of the bytes %j cannot be read', (bytes, problem) => {
    expect(decodeProtobuf(new Uint8Array(bytes))).toEqual({ problem });
  });

  it('with a message that breaks off cannot be read', () => {
    const problem = { why: 'unexpected EOF', kind: 'Namespace', apiVersion: 'v1' };
    expect(decodeProtobuf(body('Namespace', [0x0a, 9, 1]))).toEqual({ problem });
  });

  it('with a field of another wire type cannot be read', () => {
    const problem = { why: 'proto: wrong wireType = 0 for field Metadata', kind: 'Namespace', apiVersion: 'v1' };
    expect(decodeProtobuf(body('Namespace', [0x08, 1]))).toEqual({ problem });
  });

  it('of any bytes is read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom('Pod', 'ConfigMap', 'Event'), (bytes, kind) => {
        const decoded = decodeProtobuf(body(kind, [...bytes]));
        expect('value' in decoded || typeof decoded.problem.why === 'string').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
