import { useState } from "react";
import { Redirect } from "wouter";
import { useSession } from "../../api/session";
import { Loading } from "../../app/Loading";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { CodeBlock } from "../../ui/CodeBlock";
import { Dialog } from "../../ui/Dialog";
import { Skeleton } from "../../ui/Skeleton";
import { Table } from "../../ui/Table";
import { toast } from "../../ui/Toast";
import { ForcedPassword } from "../ForcedPassword";
import { type Token, type Tokens, useRevokeToken, useTokens } from "./queries";
import { TokenForm } from "./TokenForm";
import styles from "./tokens.module.css";

/** A person's own access tokens: made, seen once, revoked; and how programs use them. */
export default function TokensPage() {
  const { t, language } = useI18n();
  const { data: session } = useSession();
  if (!session) return <Loading />;
  if (!session.user) return <Redirect to="/login?next=/tokens" replace />;
  if (session.user.must_change_password) return <ForcedPassword />;
  return (
    <Page title={t("tokens.title")}>
      <h1 className={styles.title}>{t("tokens.title")}</h1>
      <p className={styles.lead}>{t("tokens.lead")}</p>
      <Own language={language} />
      <section className={styles.section} aria-labelledby="use">
        <h2 id="use" className={styles.subtitle}>
          {t("tokens.use")}
        </h2>
        <p>{t("tokens.use.qgis")}</p>
        <p>{t("tokens.use.curl")}</p>
        <CodeBlock
          name="curl"
          text={`curl --header "Authorization: Bearer $TOKEN" "${location.origin}/ogc/collections/parcels/items?f=json"`}
        />
      </section>
    </Page>
  );
}

function Own({ language }: { language: string }) {
  const tokens = useTokens(language);
  const [made, setMade] = useState("");
  if (tokens.error) return <Problem problem={tokens.error} onRetry={() => void tokens.refetch()} />;
  if (!tokens.data) return <Skeleton lines={5} />;
  return (
    <>
      <TokenForm tokens={tokens.data} onMade={setMade} />
      <TokenTable tokens={tokens.data} />
      <Made text={made} onDone={() => setMade("")} />
    </>
  );
}

function Made({ text, onDone }: { text: string; onDone: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog
      title={t("tokens.made.title")}
      isOpen={text !== ""}
      onClose={onDone}
      role="alertdialog"
      isKept
      actions={
        <Button kind="main" onPress={onDone}>
          {t("tokens.made.done")}
        </Button>
      }
    >
      <p>{t("tokens.made.explain")}</p>
      <CodeBlock name="token" text={text} />
    </Dialog>
  );
}

function TokenTable({ tokens }: { tokens: Tokens }) {
  const { t, format } = useI18n();
  const titles = Object.fromEntries(tokens.scopes.map(({ scope, title }) => [scope, title]));
  return (
    <Table
      caption={t("tokens.list")}
      rows={tokens.items}
      rowKey={(token) => token.id}
      empty={<p className={styles.lead}>{t("tokens.none")}</p>}
      columns={[
        {
          id: "name",
          title: t("tokens.name"),
          cell: (token) => (
            <>
              <strong className={styles.name}>{token.name}</strong>
              <code dir="ltr">{token.prefix}…</code>
            </>
          ),
        },
        {
          id: "scopes",
          title: t("tokens.scopes"),
          cell: (token) => token.scopes.map((scope) => titles[scope] ?? scope).join(" · "),
        },
        {
          id: "used",
          title: t("tokens.used"),
          cell: (token) => (token.last_used_at ? format.dateTime(token.last_used_at) : t("tokens.neverUsed")),
        },
        { id: "state", title: t("tokens.expires"), cell: (token) => <State token={token} /> },
      ]}
    />
  );
}

function State({ token }: { token: Token }) {
  const { t, format } = useI18n();
  const revoke = useRevokeToken();
  const [isAsked, setAsked] = useState(false);
  if (token.revoked_at) return <Badge>{t("tokens.revoked")}</Badge>;
  if (!token.usable) return <Badge>{t("tokens.expired")}</Badge>;
  const run = async () => {
    setAsked(false);
    try {
      await revoke.mutateAsync(token.id);
      toast(t("tokens.revoke.done", { name: token.name }));
    } catch (error) {
      toast((error as Error).message, "late");
    }
  };
  return (
    <div className={styles.state}>
      {format.date(token.expires_at)}
      <Button kind="danger" size="small" onPress={() => setAsked(true)}>
        {t("tokens.revoke")}
      </Button>
      <Dialog
        title={t("tokens.revoke.ask", { name: token.name })}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{t("tokens.cancel")}</Button>
            <Button kind="danger" onPress={() => void run()}>
              {t("tokens.revoke")}
            </Button>
          </>
        }
      >
        {t("tokens.revoke.explain")}
      </Dialog>
    </div>
  );
}
