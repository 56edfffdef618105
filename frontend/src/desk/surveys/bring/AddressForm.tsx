import { Download } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { toast } from "../../../ui/Toast";
import styles from "../surveys.module.css";
import type { Kind, Survey } from "../types";
import { guessKindByName } from "../upload/guess";
import { faultsOf } from "./faults";
import { KindField } from "./KindField";
import { useFetchActions } from "./queries";
import { Refused } from "./Refused";

interface AddressFormProps {
  survey: Survey;
  /** Files are fetched below these only. */
  addresses: readonly string[];
}

/** A file that the server fetches itself from an address on the administrator's list. */
export function AddressForm({ survey, addresses }: AddressFormProps) {
  const { t } = useI18n();
  const { ask } = useFetchActions(survey.id);
  const [url, setUrl] = useState("");
  const [sha256, setSha256] = useState("");
  const [kind, setKind] = useState<Kind | null>(null);
  const faults = faultsOf(ask.error, "url");
  const meant = kind ?? guessKindByName(url);
  const send = () =>
    ask.mutate(
      { kind: meant, url: url.trim(), sha256: sha256.trim() },
      {
        onSuccess: () => {
          toast(t("surveys.bring.asked"));
          setUrl("");
          setSha256("");
          setKind(null);
        },
      },
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        label={t("surveys.bring.url")}
        help={
          <>
            {t("surveys.bring.urlHelp", { count: addresses.length })}
            {addresses.map((one) => (
              <bdi key={one} dir="ltr" className={styles.place}>
                {one}
              </bdi>
            ))}
          </>
        }
        error={faults.at("url")}
        isRequired
        value={url}
        onChange={setUrl}
        input={{ dir: "ltr", inputMode: "url", autoComplete: "off", placeholder: addresses[0] ?? "" }}
      />
      <KindField survey={survey} value={meant} onChange={setKind} error={faults.at("kind")} />
      <details className={styles.more}>
        <summary>{t("surveys.bring.knownHash")}</summary>
        <Field
          label={t("surveys.fingerprint")}
          help={t("surveys.bring.hashHelp")}
          error={faults.at("sha256")}
          value={sha256}
          onChange={setSha256}
          input={{ dir: "ltr", autoComplete: "off" }}
        />
      </details>
      <Refused problem={faults.rest} />
      <div>
        <Button
          type="submit"
          icon={<Download aria-hidden />}
          isDisabled={url.trim() === ""}
          isPending={ask.isPending}
        >
          {t("surveys.bring.fetch")}
        </Button>
      </div>
    </form>
  );
}
