import { isStrategicError, StrategicError } from "../errors.ts";
import type { AuditIntent, AuditOutcome, AuditSink } from "../ports/audit-sink.ts";

/** Work that is recorded, and never rejects: what goes wrong in it is its outcome. */
export interface Recorded<T> {
  readonly intent: () => AuditIntent;
  readonly work: () => Promise<T>;
  readonly outcomeOf: (done: T) => AuditOutcome;
  /** What a caller is told when the record could not be written. */
  readonly unrecorded: (error: StrategicError) => T;
}

/** audit(intent) → work → audit(outcome). No record, no work; and what can't be recorded must not leave. */
export async function recorded<T>(audit: AuditSink, { intent, work, outcomeOf, unrecorded }: Recorded<T>): Promise<T> {
  try {
    const id = await audit.begin(intent());
    const done = await work();
    await audit.end(id, outcomeOf(done));
    return done;
  } catch (error) {
    return unrecorded(isStrategicError(error) ? error : new StrategicError("AUDIT_FAILED", String(error)));
  }
}
