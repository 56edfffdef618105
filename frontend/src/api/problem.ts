export interface Fault {
  field: string;
  detail: string;
}

/** An answer other than success: RFC 9457 fields, or what can be said when the server gave none. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable and machine-readable: the last part of the problem's `type`; "offline" without an answer. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly faults: readonly Fault[];
  readonly retryAfter: number | null;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    const title = typeof body.title === "string" ? body.title : "";
    const detail = typeof body.detail === "string" ? body.detail : "";
    super(detail || title || `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = typeof body.type === "string" ? (body.type.split("/").pop() ?? "") : "";
    this.title = title;
    this.detail = detail;
    this.faults = Array.isArray(body.faults) ? (body.faults as Fault[]) : [];
    this.retryAfter = typeof body.retry_after === "number" ? body.retry_after : null;
    this.extra = body;
  }

  /** What is wrong with one field of what was sent: as its form is checked, or as the rules refuse it. */
  at(field: string): string | undefined {
    // The schema's faults may begin with the name of the body: "wanted.name_ar".
    const fault = this.faults.find((one) => one.field.split(".").slice(0, 2).includes(field));
    return fault?.detail ?? (this.extra.field === field ? this.message : undefined);
  }

  get isOffline(): boolean {
    return this.status === 0;
  }
}
