/** Bodies and what is unknown in them. */
import { describe, expect, it } from '@jest/globals';
import { PODS, ask, createHost, createPod, messageOf, podBody } from '../test/host.ts';

const odd = { ...podBody('p'), spec: { ...podBody('p').spec, bogus: 1 } };
const repeated =
  '{"metadata":{"name":"p"},"spec":{"nodeName":"a","nodeName":"b","containers":[{"name":"a","image":"x"}]}}';

describe('unknown fields', () => {
  it.each([
    ['Strict', 400, undefined],
    ['Warn', 201, ['unknown field "spec.bogus"']],
    ['Ignore', 201, undefined],
  ])('with %s', (fieldValidation, code, warnings) => {
    const response = ask(createHost(), 'POST', PODS, { body: odd, query: { fieldValidation } });
    expect([response.code, response.warnings]).toEqual([code, warnings]);
  });

  it('are dropped from what is stored', () => {
    expect(JSON.stringify(ask(createHost(), 'POST', PODS, { body: odd }).body)).not.toContain('bogus');
  });

  it("of a patch are the patch's fault", () => {
    const host = createHost();
    createPod(host, 'p');
    const response = ask(host, 'PATCH', `${PODS}/p`, {
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { bogus: 1 } },
      query: { fieldValidation: 'Strict' },
    });
    expect(messageOf(response)).toBe(
      ' "" is invalid: patch: Invalid value: "map[spec:map[bogus:1]]": strict decoding error: unknown field "spec.bogus"',
    );
  });
});

describe('text', () => {
  it('a key that comes twice is warned about, and the last one counts', () => {
    const response = ask(createHost(), 'POST', PODS, { text: repeated });
    expect(response).toMatchObject({
      code: 201,
      warnings: ['duplicate field "spec.nodeName"'],
      body: { spec: { nodeName: 'b' } },
    });
  });

  it('that is no JSON is refused with its beginning', () => {
    expect(messageOf(ask(createHost(), 'POST', PODS, { text: '{not json' }))).toContain(
      "invalid character 'n' looking for beginning of object key string ({not json)",
    );
  });

  it('may be YAML', () => {
    const text = 'metadata: {name: from-yaml}\nspec: {containers: [{name: a, image: x}]}';
    expect(ask(createHost(), 'POST', PODS, { text, contentType: 'application/yaml' }).code).toBe(201);
  });

  it('a patch nested beyond measure is refused', () => {
    const host = createHost();
    createPod(host, 'p');
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = { a: deep };
    const response = ask(host, 'PATCH', `${PODS}/p`, { contentType: 'application/merge-patch+json', body: deep });
    expect([response.code, messageOf(response)]).toEqual([400, 'error decoding patch: exceeded max depth']);
  });
});
