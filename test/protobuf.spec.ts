/** Every field of every kind that travels in protobuf: the real serializers' two forms of an object are one to us. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decodeProtobuf } from '#kube-api';

interface Sample {
  readonly protobuf: string;
  readonly json: { readonly kind: string; readonly apiVersion: string };
}

const path = fileURLToPath(new URL('golden/protobuf.jsonl.gz', import.meta.url));
const samples = gunzipSync(readFileSync(path))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Sample);

describe('an object with every field set', () => {
  it.each(samples.map(({ json, protobuf }) => [`${json.apiVersion} ${json.kind}`, json, protobuf] as const))(
    'of %s is the same in protobuf and in JSON',
    (_kind, json, protobuf) => {
      expect(decodeProtobuf(Buffer.from(protobuf, 'base64'))).toEqual({ value: json });
    },
  );
});
