import { FileKey2, Plus } from "lucide-react";
import { useState } from "react";
import type { Commune } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { today } from "../permits/today";
import { AuthorisationForm } from "./AuthorisationForm";
import styles from "./surveys.module.css";
import type { Authorisation } from "./types";

interface AuthorisationStepProps {
  commune: Commune;
  authorisations: readonly Authorisation[];
  onChosen: (authorisation: number) => void;
}

/** Without a permission to fly no survey is taken in: one that is known is chosen, or a new one recorded. */
export function AuthorisationStep({ commune, authorisations, onChosen }: AuthorisationStepProps) {
  const { t } = useI18n();
  const [isNew, setNew] = useState(authorisations.length === 0);
  return (
    <>
      <p className={styles.lead}>
        {t(authorisations.length ? "surveys.authorisationLead" : "surveys.authorisationFirst")}
      </p>
      {authorisations.length > 0 && (
        <ul className={styles.choices} aria-label={t("surveys.authorisations")}>
          {authorisations.map((one) => (
            <li key={one.id}>
              <button type="button" className={styles.choice} onClick={() => onChosen(one.id)}>
                <FileKey2 aria-hidden size={20} />
                <Facts authorisation={one} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isNew ? (
        <AuthorisationForm isFirst={authorisations.length === 0} commune={commune} onMade={onChosen} />
      ) : (
        <div>
          <Button icon={<Plus aria-hidden />} onPress={() => setNew(true)}>
            {t("surveys.newAuthorisation")}
          </Button>
        </div>
      )}
    </>
  );
}

function Facts({ authorisation }: { authorisation: Authorisation }) {
  const { t, format } = useI18n();
  const { reference, valid_from: from, valid_until: until, pilot_name: pilot } = authorisation;
  const isValid = from <= today() && today() <= until;
  return (
    <span className={styles.choiceText}>
      <span className={styles.choiceTitle}>
        <bdi className="latin">{reference}</bdi>
        <Badge level={isValid ? "ok" : "neutral"}>
          {t(isValid ? "surveys.valid" : until < today() ? "surveys.ended" : "surveys.notYet")}
        </Badge>
      </span>
      <span className={styles.small}>
        {t("surveys.validFromTo", { from: format.date(from), until: format.date(until) })}
      </span>
      <span className={styles.small}>
        {t("surveys.pilot")}: <bdi>{pilot}</bdi>
      </span>
    </span>
  );
}
