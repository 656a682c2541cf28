/** Decoding of single values. */
import { describe, expect, it } from '@jest/globals';
import { decodeScalar } from './scalars.ts';

describe('a scalar', () => {
  it.each([
    ['Quantity', 1, '1'],
    ['Quantity', '1024Mi', '1Gi'],
    ['Time', '2026-01-01T01:00:00.5+01:00', '2026-01-01T00:00:00Z'],
    ['MicroTime', '2026-01-01T00:00:00.123456Z', '2026-01-01T00:00:00.123456Z'],
    ['IntOrString', 'http', 'http'],
    ['IntOrString', 80, 80],
    ['bytes', 'eA==', 'eA=='],
  ] as const)('%s %j is kept as %j', (scalar, value, kept) => {
    expect(decodeScalar(scalar, value)).toEqual({ value: kept });
  });

  it.each([
    ['int32', 2 ** 40],
    ['bool', 'true'],
    ['string', 5],
    ['IntOrString', true],
    ['Time', 5],
  ] as const)('%s cannot be %j', (scalar, value) => {
    expect(decodeScalar(scalar, value)).toEqual({ problem: 'type' });
  });

  it('a time needs exactly the digits that its kind has', () => {
    expect(decodeScalar('MicroTime', '2026-01-01T00:00:00Z').problem).toBe(
      'parsing time "2026-01-01T00:00:00Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "Z" as ".000000"',
    );
    expect(decodeScalar('Time', 'x').problem).toBe(
      'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
    );
  });

  it('bytes are base64', () => {
    expect(decodeScalar('bytes', 'a b').problem).toBe('illegal base64 data at input byte 1');
  });
});
