import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { useUser } from "../../../session/useCan";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import shared from "../../shared/permits.module.css";
import type { Draft } from "../useDraft";

/** Who drew the plans; with an account of their own they see and answer for the dossier too. */
export function ArchitectStep({ draft }: { draft: Draft }) {
  const { t, language } = useI18n();
  const { fields, change, permit } = draft;
  const user = useUser();
  const [account, setAccount] = useState("");
  const linked = permit.people?.architect;
  return (
    <div className={shared.form}>
      {user && fields.architect_name === "" && (
        <Button onPress={() => change({ architect_name: user.full_name, architect: user.username })}>
          {t("apply.architect.me")}
        </Button>
      )}
      <Field
        label={t("apply.field.architect_name")}
        value={fields.architect_name}
        onChange={(architect_name) => change({ architect_name })}
        maxLength={200}
        isRequired
        input={{ dir: "auto" }}
      />
      <Field
        label={t("apply.field.architect_number")}
        help={t("apply.field.architect_numberHelp")}
        value={fields.architect_number}
        onChange={(architect_number) => change({ architect_number })}
        maxLength={40}
        input={{ dir: "ltr" }}
      />
      {linked ? (
        <Notice
          level="ok"
          title={t("apply.architect.linked", {
            name: (language === "ar" && linked.name_ar) || linked.name,
          })}
          action={
            <Button size="small" onPress={() => change({ architect: "" })}>
              {t("apply.architect.unlink")}
            </Button>
          }
        />
      ) : (
        <>
          <Field
            label={t("apply.field.architect")}
            help={t("apply.field.architectHelp")}
            value={account}
            onChange={setAccount}
            maxLength={150}
            input={{ dir: "ltr", autoComplete: "off" }}
          />
          <div>
            <Button isDisabled={account.trim() === ""} onPress={() => change({ architect: account.trim() })}>
              {t("apply.architect.link")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
