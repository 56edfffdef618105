import { type FormEvent, useState } from "react";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Check } from "../../ui/Check";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import { type TokenDraft, type Tokens, useMakeToken } from "./queries";
import styles from "./tokens.module.css";

const DAYS = [7, 30, 90, 180, 365];

/** Name, purpose and life of a new token; `onMade` is given its text, which nothing shows again. */
export function TokenForm({ tokens, onMade }: { tokens: Tokens; onMade: (text: string) => void }) {
  const { t } = useI18n();
  const make = useMakeToken();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<TokenDraft["scopes"]>(["read"]);
  const [days, setDays] = useState(tokens.days_default);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      onMade((await make.mutateAsync({ name: name.trim(), scopes, days })).token);
      setName("");
    } catch {
      // The problem stands under the form.
    }
  };
  const choose = (scope: TokenDraft["scopes"][number], isChosen: boolean) =>
    setScopes((before) => [...before.filter((one) => one !== scope), ...(isChosen ? [scope] : [])]);
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field
        label={t("tokens.name")}
        help={t("tokens.name.help")}
        value={name}
        onChange={setName}
        isRequired
        maxLength={100}
      />
      <fieldset className={styles.scopes}>
        <legend>{t("tokens.scopes")}</legend>
        {tokens.scopes.map(({ scope, title }) => (
          <Check
            key={scope}
            title={title}
            isSelected={scopes.includes(scope)}
            onChange={(isChosen) => choose(scope, isChosen)}
          />
        ))}
      </fieldset>
      <Select
        label={t("tokens.days")}
        value={days}
        onChange={setDays}
        options={DAYS.filter((one) => one <= tokens.days_max).map((one) => ({
          value: one,
          title: t("tokens.days.value", { count: one }),
        }))}
      />
      {make.error && (
        <p role="alert" className={styles.error}>
          {make.error.message}
        </p>
      )}
      <div>
        <Button
          kind="main"
          type="submit"
          isPending={make.isPending}
          isDisabled={name.trim() === "" || scopes.length === 0}
        >
          {t("tokens.make")}
        </Button>
      </div>
    </form>
  );
}
