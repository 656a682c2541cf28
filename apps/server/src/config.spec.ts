/** Configuration from the environment. */
import { expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

test('without variables the server listens on the loopback address only', () => {
  expect(readConfig({})).toEqual({ host: '127.0.0.1', port: 3000 });
});

test('host and port can be set; port 0 is any free one', () => {
  expect(readConfig({ HOST: '0.0.0.0', PORT: '0' })).toEqual({ host: '0.0.0.0', port: 0 });
});

test.each(['x', '-1', '65536', '1.5', ''])('the port %j is refused', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(`PORT=${PORT}: must be a port number from 0 to 65535`);
});
