import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import type { Offence } from "../queries";

/** The date that binds now: that of the official report, then that of the remedy. */
export function OffenceClock({ offence }: { offence: Offence }) {
  const { t, format } = useI18n();
  const due =
    offence.state === "observed"
      ? offence.report_due_at
      : offence.state === "remedy_ordered"
        ? offence.remedy_due_at
        : null;
  if (!due) return <span aria-hidden>—</span>;
  const isLate = Date.parse(due) < Date.now();
  const key = offence.state === "observed" ? "permitDesk.reportBy" : "permitDesk.remedyBy";
  return <Badge level={isLate ? "late" : "waiting"}>{t(key, { date: format.date(due) })}</Badge>;
}
