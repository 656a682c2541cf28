/** A request to the API of a simulation: where it leads, and its answer. */
import type { ApiRequest, ApiResponse } from '#apiserver';
import { internalError } from '#kube-api';
import type { SimulationsService } from '#simulations';

/** Which simulation, and what stands before the API's own path. */
export interface Mount {
  readonly id: string;
  readonly prefix: string;
}

/** Submits a request as a command. Rejects with a 404 for a simulation that is not there. */
export async function askApi(simulations: SimulationsService, id: string, request: ApiRequest): Promise<ApiResponse> {
  const result = await simulations.submit(id, { kind: 'request', request });
  if (result.kind !== 'response') throw internalError('a request was not answered');
  return result.response;
}
