import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Choice";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { Skeleton } from "../../../ui/Skeleton";
import { TextArea } from "../../../ui/TextArea";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import { useReword, useWordings, type Wording } from "./rulesQueries";

type PaperLanguage = "ar" | "fr";

/** The texts of the commune's papers: each saved text is a new version, papers already issued keep theirs. */
export function LettersTab({ commune }: { commune: number }) {
  const { t, format, language } = useI18n();
  const wordings = useWordings(commune);
  const [kind, setKind] = useState<string | null>(null);
  const [side, setSide] = useState<PaperLanguage>(language === "ar" ? "ar" : "fr");
  if (!wordings.data) return <Skeleton lines={6} />;
  const all = wordings.data.wordings;
  const shown = all.find((one) => one.language === side && one.kind === (kind ?? all[0]?.kind));
  const placeholders = Object.entries(wordings.data.placeholders);
  return (
    <div className={styles.stack}>
      <div className={styles.pair}>
        <Select<string>
          label={t("permitDesk.letter")}
          value={shown?.kind ?? null}
          onChange={setKind}
          options={all
            .filter((one) => one.language === side)
            .map((one) => ({ value: one.kind, title: format.name(one.title) }))}
        />
        <Choice<PaperLanguage>
          label={t("language.label")}
          value={side}
          onChange={setSide}
          options={[
            { value: "ar", title: "العربية", lang: "ar" },
            { value: "fr", title: "Français", lang: "fr" },
          ]}
        />
      </div>
      {shown && (
        <EditWording
          key={`${shown.kind} ${shown.language} ${shown.version}`}
          commune={commune}
          wording={shown}
        />
      )}
      <details>
        <summary>{t("permitDesk.placeholders")}</summary>
        <ul>
          {placeholders.map(([name, title]) => (
            <li key={name}>
              <code className="latin">{`{${name}}`}</code> {language === "ar" ? title.ar : title.fr}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function EditWording({ commune, wording }: { commune: number; wording: Wording }) {
  const { t } = useI18n();
  const [text, setText] = useState(wording.text);
  const save = useReword(commune, wording.kind);
  const send = () =>
    save.mutate(
      { language: wording.language, text },
      { onSuccess: () => toast(t("permitDesk.wordingSaved")) },
    );
  return (
    <>
      <TextArea
        label={
          wording.version > 0
            ? t("permitDesk.wordingVersion", { version: wording.version })
            : t("permitDesk.delivered")
        }
        value={text}
        onChange={setText}
        rows={12}
      />
      {save.error && (
        <Notice level="late" isLive>
          {save.error.message}
        </Notice>
      )}
      <div className={styles.row}>
        <Button kind="main" isDisabled={text === wording.text} isPending={save.isPending} onPress={send}>
          {t("common.save")}
        </Button>
        <Button isDisabled={text === wording.delivered} onPress={() => setText(wording.delivered)}>
          {t("permitDesk.delivered")}
        </Button>
      </div>
    </>
  );
}
