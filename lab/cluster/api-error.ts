/** A field that the API server refused. */
export interface Cause {
  /** Path of the field: `spec.disruption.consolidateAfter`. Empty where the server names none. */
  readonly field: string;
  readonly message: string;
}

/** The API server's refusal. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    what: string,
    /** HTTP status. */
    readonly status: number,
    /** Kubernetes' word for it: `Invalid`, `Forbidden`, `NotFound`. Empty when the answer was no Status. */
    readonly reason: string,
    /** What the server said. */
    readonly said: string,
    readonly causes: readonly Cause[],
  ) {
    super(`${what}: ${status} ${reason}: ${said}`);
  }
}

/** The error that an answer with a status of 400 or more stands for. */
export function apiError(what: string, status: number, body: string): ApiError {
  let answer: Status = {};
  try {
    answer = JSON.parse(body) as Status;
  } catch {
    // No Status, such as the plain text of an API server that starts.
  }
  const causes = (answer.details?.causes ?? []).map(({ field, message }) => ({
    field: field ?? "",
    message: message ?? "",
  }));
  return new ApiError(what, status, answer.reason ?? "", answer.message ?? body.slice(0, 500), causes);
}

/** meta/v1 Status, as far as it is read here. */
interface Status {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly Partial<Cause>[] };
}
