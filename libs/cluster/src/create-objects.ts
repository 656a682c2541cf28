/** Creating several objects at once: all of them, or none. */
import { headOf } from '#kernel';
import { failure, StatusError, type Status, type StatusCause } from '#kube-api';
import type { Cluster } from './cluster.ts';
import { createRequestOf, expandLists, readManifest, type Manifest } from './object-request.ts';
import type { Simulation } from './simulation.ts';
import { fork } from './snapshot.ts';

/** What became of one document. */
export interface DocumentResult extends Partial<Manifest> {
  /** Its place among the documents sent. */
  readonly index: number;
  readonly uid?: string;
  /** Texts that the API server warns with. */
  readonly warnings?: readonly string[];
  /** Why it was refused. */
  readonly refusal?: Status;
}

/** `refusal` is absent when everything was created. */
export interface CreationResult {
  readonly results: readonly DocumentResult[];
  readonly refusal?: Status;
}

interface Created {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly uid?: string };
}

/**
 * Creates the documents in their order. Several are tried on a fork first, so that a later one may need an earlier one and
 * a refused one leaves no trace of the others.
 */
export function createObjects(cluster: Cluster, simulation: Simulation, documents: readonly unknown[]): CreationResult {
  const all = expandLists(documents);
  if (all.length === 0) throw failure('BadRequest', 'the body has no manifest in it');
  if (all.length > 1) {
    const trial = createEach(cluster, forkWithoutHistory(simulation), all);
    if (trial.refusal) return { ...trial, results: trial.results.map(({ uid: _uid, ...result }) => result) };
  }
  return createEach(cluster, simulation, all);
}

/** A fork whose timeline goes on from the same head, without the entries before. */
function forkWithoutHistory(simulation: Simulation): Simulation {
  const { timeline } = simulation;
  return fork({ ...simulation, timeline: { ...timeline, base: headOf(timeline), entries: [] } });
}

function createEach(cluster: Cluster, simulation: Simulation, documents: readonly unknown[]): CreationResult {
  const results = documents.map((document, index) => createOne(cluster, simulation, { document, index }));
  const refusal = refusalOf(results);
  return { results, ...(refusal && { refusal }) };
}

function createOne(
  cluster: Cluster,
  simulation: Simulation,
  { document, index }: { readonly document: unknown; readonly index: number },
): DocumentResult {
  try {
    const manifest = readManifest(document);
    const result = cluster.apply(simulation, { kind: 'request', request: createRequestOf(document) });
    if (result.kind !== 'response') return { index, ...manifest };
    const { code, body, warnings } = result.response;
    if (code >= 400) return { index, ...manifest, refusal: body as Status }; // a refusal's body is a Status
    const { name, namespace, uid } = (body as Created).metadata ?? {}; // what was created
    return {
      index,
      ...manifest,
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
      ...(warnings && { warnings }),
    };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { index, refusal: error.status };
  }
}

/** One Status for all: of the documents' own reason when they agree in it, else a 422. */
function refusalOf(results: readonly DocumentResult[]): Status | undefined {
  const refused = results.flatMap(({ index, refusal }) => (refusal ? [{ index, refusal }] : []));
  const [first] = refused;
  if (!first) return undefined;
  if (results.length === 1) return first.refusal;
  const texts = refused.map(({ index, refusal }) => `documents[${index}]: ${refusal.message ?? ''}`);
  const reason = refused.every(({ refusal }) => refusal.reason === first.refusal.reason)
    ? first.refusal.reason
    : undefined;
  const causes = refused.flatMap(({ index, refusal }) => causesOf(index, refusal));
  return failure(reason ?? 'Invalid', `nothing was created: ${texts.join('; ')}`, { causes }).status;
}

function causesOf(index: number, { details, message = '', reason }: Status): readonly StatusCause[] {
  const field = `documents[${index}]`;
  if (!details?.causes) return [{ ...(reason && { reason }), message, field }];
  return details.causes.map((cause) => ({ ...cause, field: cause.field ? `${field}.${cause.field}` : field }));
}
