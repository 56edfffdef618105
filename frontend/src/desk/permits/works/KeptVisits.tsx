import { Link } from "wouter";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { useOutbox } from "./useOutbox";

/** The ended visits that are still on this device. */
export function KeptVisits() {
  const { t, format } = useI18n();
  const { outbox, kept } = useOutbox();
  const ended = kept.visits.filter((one) => one.heldAt !== null);
  if (ended.length === 0) return null;
  return (
    <Notice
      level={ended.some((one) => one.refusal) ? "late" : "waiting"}
      title={t("permitDesk.keptVisits", { count: ended.length })}
      action={
        <Button isPending={kept.sending !== null} onPress={() => void outbox.send()}>
          {t("permitDesk.sendNow")}
        </Button>
      }
    >
      <ul>
        {ended.map((one) => (
          <li key={one.key}>
            <Link href={`/desk/permits/visits/${one.visit}`}>
              {t("permitDesk.visit")} · {one.heldAt && format.dateTime(one.heldAt)}
            </Link>{" "}
            {one.refusal}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
