import { useI18n } from "../../../i18n/t";
import { StateBadge } from "../../../permits/shared/StateBadge";
import type { Permit } from "../../../permits/shared/types";
import { useCan } from "../../../session/useCan";
import { BackLink } from "../../../ui/BackLink";
import styles from "./dossier.module.css";

export function DossierHead({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const handles = useCan("permits.view_permit");
  return (
    <header className={styles.head}>
      <BackLink href={handles ? "/desk/permits" : "/desk/permits/asked"}>
        {t(handles ? "permitDesk.queue" : "permitDesk.asked")}
      </BackLink>
      <h1 className={`${styles.reference} latin`}>{permit.reference}</h1>
      <p>{format.name(permit.kind_name)}</p>
      <StateBadge state={permit.state} />
    </header>
  );
}
