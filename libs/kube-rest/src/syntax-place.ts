/** Where a body stops being JSON or YAML: the API server's refusal names no place, so it is added. */
import type { ApiRequest, ApiResponse } from '#apiserver';
import type { Status } from '#kube-api';
import { describeProblem, findSyntaxProblem } from '#simulations';

/** The same answer, with line and column when it is the 400 to a body that cannot be read. */
export function withPlace(response: ApiResponse, { text, contentType = '' }: ApiRequest): ApiResponse {
  if (response.code !== 400 || !text) return response;
  const problem = findSyntaxProblem(text, contentType.endsWith('yaml') ? 'yaml' : 'json');
  if (!problem) return response;
  const status = response.body as Status; // the body of every 400
  const place = describeProblem(problem);
  const causes = [...(status.details?.causes ?? []), { reason: 'FieldValueInvalid', message: place }];
  const message = `${status.message ?? ''} (${place})`;
  return { ...response, body: { ...status, message, details: { ...status.details, causes } } };
}
