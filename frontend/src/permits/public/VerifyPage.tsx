import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, CalendarX, FileSearch, FileX, Replace } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { Link, useLocation } from "wouter";
import { api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { components } from "../../api/schema";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import shared from "../shared/permits.module.css";
import { sha256Of } from "./digest";
import styles from "./verify.module.css";

type Schemas = components["schemas"];
type Verified = Schemas["VerificationOut"];

const SHAPES = { valid: BadgeCheck, expired: CalendarX, withdrawn: FileX, replaced: Replace };

/** Where the QR of a paper leads: whether it is genuine and still holds, and nobody's name. Without a code it asks for one. */
export default function VerifyPage({ code }: { code: string }) {
  const { t } = useI18n();
  if (code) return <Told key={code} code={code} />;
  return (
    <Page title={t("verify.title")}>
      <div className={shared.stack}>
        <header className={shared.head}>
          <h1>{t("verify.title")}</h1>
          <p>{t("verify.lead")}</p>
        </header>
        <AskCode />
      </div>
    </Page>
  );
}

/** The code as it is printed; spaces, dashes and small letters are read all the same. */
function AskCode({ typed = "" }: { typed?: string }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const [code, setCode] = useState(typed);
  const isCode = /[\p{L}\p{N}]/u.test(code);
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        if (isCode) navigate(`/verify/${encodeURIComponent(code.trim())}`);
      }}
    >
      <Field
        label={t("verify.code")}
        value={code}
        onChange={setCode}
        input={{ dir: "ltr", placeholder: "XXXX-XXXX-XXXX-XXXX", autoComplete: "off" }}
      />
      <Button type="submit" kind="main" isDisabled={!isCode}>
        {t("verify.check")}
      </Button>
    </form>
  );
}

function Told({ code }: { code: string }) {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery({
    queryKey: ["permits", "verify", code],
    queryFn: () => api<Verified>(`/verify/${encodeURIComponent(code)}`),
  });
  return (
    <Page title={t("verify.title")}>
      {error && !data ? <NotKnown code={code} error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton lines={6} /> : null}
      {data && <Known paper={data} />}
    </Page>
  );
}

function NotKnown({ code, error, onRetry }: { code: string; error: Error; onRetry: () => void }) {
  const { t } = useI18n();
  if (!(error instanceof ApiProblem) || error.isOffline || error.status >= 500)
    return <Problem problem={error} onRetry={onRetry} />;
  return (
    <div className={shared.stack}>
      <h1 className={styles.status} data-status="unknown">
        <FileX aria-hidden size={32} />
        {t("verify.unknown")}
      </h1>
      <p>{t("verify.unknownHelp")}</p>
      <AskCode typed={code} />
    </div>
  );
}

function Known({ paper }: { paper: Verified }) {
  const { t, format, language } = useI18n();
  const Shape = SHAPES[paper.status];
  const words = (both: Schemas["WordsOut"]) => (language === "ar" ? both.ar : both.fr);
  return (
    <div className={shared.stack}>
      <h1 className={styles.status} data-status={paper.status}>
        <Shape aria-hidden size={32} />
        {t(`verify.status.${paper.status}`)}
      </h1>
      <p>{t(`verify.help.${paper.status}`)}</p>
      {paper.replaced_by && (
        <p>
          <Link href={`/verify/${paper.replaced_by}`}>{t("verify.replacement")}</Link>{" "}
          <bdi className="latin">{paper.replaced_by_reference}</bdi>
        </p>
      )}
      {paper.is_test && <Notice level="waiting">{t("verify.test")}</Notice>}
      <dl className={`${shared.card} ${shared.facts}`}>
        <dt>{t("verify.paper")}</dt>
        <dd>{format.name(paper.title)}</dd>
        <dt>{t("verify.reference")}</dt>
        <dd>
          <bdi className="latin">{paper.reference}</bdi>
        </dd>
        <dt>{t("verify.commune")}</dt>
        <dd>{words(paper.commune)}</dd>
        <dt>{t("verify.issued")}</dt>
        <dd>{format.date(paper.issued_at)}</dd>
        {paper.valid_until && (
          <>
            <dt>{t("verify.validUntil")}</dt>
            <dd>{format.date(paper.valid_until)}</dd>
          </>
        )}
        <dt>{t("verify.parcels")}</dt>
        <dd>
          <bdi className="latin">{paper.parcels.join(", ") || "—"}</bdi>
        </dd>
        <dt>SHA-256</dt>
        <dd>
          <code className={styles.digest}>{paper.sha256}</code>
        </dd>
      </dl>
      <Compare paper={paper} />
    </div>
  );
}

type Compared = { isSame: boolean; name: string };

/** A file beside the paper, byte for byte. It is compared here; only where the browser cannot, it is sent. */
function Compare({ paper }: { paper: Verified }) {
  const { t } = useI18n();
  const [found, setFound] = useState<Compared | null>(null);
  const [fault, setFault] = useState("");
  const compare = async (file: File | undefined) => {
    if (!file) return;
    setFault("");
    setFound(null);
    try {
      const digest = await sha256Of(file);
      if (digest !== null) setFound({ isSame: digest === paper.sha256, name: file.name });
      else setFound(await compareThere(paper.code, file));
    } catch (error) {
      setFault(error instanceof ApiProblem ? error.message : t("problem.title"));
    }
  };
  return (
    <section className={shared.section}>
      <h2>{t("verify.compare")}</h2>
      <p>{t("verify.compareHelp")}</p>
      <div>
        <FileTrigger acceptedFileTypes={[".pdf"]} onSelect={(files) => void compare(files?.[0])}>
          <Button icon={<FileSearch />}>{t("verify.choose")}</Button>
        </FileTrigger>
      </div>
      {fault && (
        <Notice level="late" isLive>
          {fault}
        </Notice>
      )}
      {found && (
        <div data-testid="compared" data-same={found.isSame}>
          <Notice
            level={found.isSame ? "ok" : "late"}
            title={t(found.isSame ? "verify.same" : "verify.different")}
            isLive
          >
            <bdi>{found.name}</bdi>
          </Notice>
        </div>
      )}
    </section>
  );
}

async function compareThere(code: string, file: File): Promise<Compared> {
  const form = new FormData();
  form.set("file", file);
  const told = await api<Schemas["ComparisonOut"]>(`/verify/${encodeURIComponent(code)}`, {
    method: "POST",
    body: form,
  });
  return { isSame: told.is_same, name: file.name };
}
