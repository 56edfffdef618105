import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { TextArea } from "../../ui/TextArea";
import { DocumentSlot } from "../shared/DocumentSlot";
import shared from "../shared/permits.module.css";
import { permitKey, useDocumentKinds } from "../shared/queries";
import type { Permit } from "../shared/types";

/** What the applicant can do now: the one awaited step first, giving up last. */
export function Acts({ permit }: { permit: Permit }) {
  const can = (action: string) => permit.actions.includes(action);
  return (
    <>
      {can("answer_complement") && <Complement permit={permit} />}
      {can("revise") && <Answer permit={permit} path="revision" name="revise" withDocuments />}
      {can("appeal") && <Answer permit={permit} path="appeal" name="appeal" isFolded />}
      {can("declare_works") && <Works permit={permit} path="works/start" name="start" />}
      {can("declare_completion") && <Works permit={permit} path="works/completion" name="completion" />}
      {permit.state === "issued" && <Amend permit={permit} />}
      {can("withdraw") && <Answer permit={permit} path="withdrawal" name="withdraw" isFolded />}
    </>
  );
}

type ActName = "complement" | "revise" | "appeal" | "withdraw";

/** Sends one act of the applicant; the page then shows the dossier's new state. */
function useAct(permit: Permit, path: string) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const run = async (body: object) => {
    setBusy(true);
    setFault("");
    try {
      await api<Permit>(`/permits/${permit.id}/${path}`, { method: "POST", body });
      await client.invalidateQueries({ queryKey: ["permits"] });
    } catch (error) {
      setFault(error instanceof ApiProblem ? error.message : t("problem.title"));
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, fault };
}

function Complement({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const asked = permit.complement;
  return (
    <Answer permit={permit} path="complement/answer" name="complement" withDocuments={asked?.documents ?? []}>
      {asked && (
        <Notice
          level="waiting"
          title={
            asked.due_at ? t("mine.act.complementUntil", { date: format.date(asked.due_at) }) : undefined
          }
        >
          {asked.request}
        </Notice>
      )}
    </Answer>
  );
}

interface AnswerProps {
  permit: Permit;
  path: string;
  name: ActName;
  /** The kinds that may be attached here; `true`: those that the dossier holds. */
  withDocuments?: boolean | readonly string[];
  isFolded?: boolean;
  children?: ReactNode;
}

function Answer({ permit, path, name, withDocuments = false, isFolded = false, children }: AnswerProps) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(!isFolded);
  const act = useAct(permit, path);
  if (!isOpen)
    return (
      <div>
        <Button kind={name === "withdraw" ? "danger" : "plain"} onPress={() => setOpen(true)}>
          {t(`mine.act.${name}`)}
        </Button>
      </div>
    );
  return (
    <section className={shared.card}>
      <h2>{t(`mine.act.${name}`)}</h2>
      <p>{t(`mine.act.${name}Help`)}</p>
      {children}
      {withDocuments !== false && (
        <Slots permit={permit} kinds={withDocuments === true ? [] : withDocuments} />
      )}
      <TextArea label={t(`mine.act.${name}Text`)} value={text} onChange={setText} />
      {act.fault && (
        <Notice level="late" isLive>
          {act.fault}
        </Notice>
      )}
      <div className={shared.row}>
        <Button
          kind={name === "withdraw" ? "danger" : "main"}
          isPending={act.isBusy}
          onPress={() => void act.run({ text })}
        >
          {t(`mine.act.${name}Send`)}
        </Button>
        {isFolded && <Button onPress={() => setOpen(false)}>{t("common.cancel")}</Button>}
      </div>
    </section>
  );
}

function Slots({ permit, kinds }: { permit: Permit; kinds: readonly string[] }) {
  const { format } = useI18n();
  const client = useQueryClient();
  const known = useDocumentKinds();
  const held = permit.documents.filter((one) => one.state !== "replaced");
  const refused = held.filter((one) => one.state === "refused").map((one) => one.kind);
  const shown = kinds.length > 0 ? [...kinds, ...refused] : held.map((one) => one.kind);
  return (
    <ul className={shared.section}>
      {[...new Set(shown)].map((kind) => {
        const told = known.data?.find((one) => one.code === kind);
        return (
          <DocumentSlot
            key={kind}
            permit={permit.id}
            kind={kind}
            title={told ? format.name(told.name) : kind}
            isRequired
            isPlan={told?.is_plan ?? false}
            documents={held.filter((one) => one.kind === kind)}
            mayRemove={false}
            onChange={() => void client.invalidateQueries({ queryKey: permitKey(permit.id) })}
          />
        );
      })}
    </ul>
  );
}

function Works({ permit, path, name }: { permit: Permit; path: string; name: "start" | "completion" }) {
  const { t } = useI18n();
  const [on, setOn] = useState("");
  const [architect, setArchitect] = useState(permit.people?.architect_name ?? "");
  const [contractor, setContractor] = useState("");
  const act = useAct(permit, path);
  return (
    <section className={shared.card}>
      <h2>{t(`mine.works.${name}`)}</h2>
      <p>{t(`mine.works.${name}Help`)}</p>
      <div className={shared.form}>
        <Field label={t(`mine.works.${name}On`)} type="date" value={on} onChange={setOn} isRequired />
        <Field
          label={t("apply.field.architect_name")}
          value={architect}
          onChange={setArchitect}
          isRequired
          input={{ dir: "auto" }}
        />
        {name === "start" && (
          <Field
            label={t("mine.works.contractor")}
            value={contractor}
            onChange={setContractor}
            input={{ dir: "auto" }}
          />
        )}
        {act.fault && (
          <Notice level="late" isLive>
            {act.fault}
          </Notice>
        )}
        <div>
          <Button
            kind="main"
            isPending={act.isBusy}
            isDisabled={on === "" || architect.trim() === ""}
            onPress={() => void act.run({ on, architect_name: architect, contractor })}
          >
            {t(`mine.works.${name}Send`)}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Amend({ permit }: { permit: Permit }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const [fault, setFault] = useState("");
  const begin = () => {
    api<Permit>(`/permits/${permit.id}/amendment`, { method: "POST" })
      .then((draft) => navigate(`/apply/${draft.id}/kind`))
      .catch((error: unknown) => setFault(error instanceof ApiProblem ? error.message : t("problem.title")));
  };
  return (
    <div className={shared.section}>
      {fault && (
        <Notice level="late" isLive>
          {fault}
        </Notice>
      )}
      <div>
        <Button onPress={begin}>{t("mine.act.amend")}</Button>
      </div>
    </div>
  );
}
