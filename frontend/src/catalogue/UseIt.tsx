import { Check, Copy, KeyRound } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { useI18n } from "../i18n/t";
import { useUser } from "../session/useCan";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Tabs } from "../ui/Tabs";
import type { Dataset } from "./queries";
import { recipes, tokenRecipe, type Way } from "./recipes";
import styles from "./UseIt.module.css";

const COPIED_MS = 2_000;

/** The exact steps for each program, with this server's own addresses. */
export function UseIt({ dataset }: { dataset: Dataset }) {
  const { t } = useI18n();
  const root = `${location.origin}/`;
  return (
    <div className={styles.use}>
      <Tabs
        label={t("data.use.title")}
        items={recipes(dataset, root).map((tool) => ({
          id: tool.id,
          title: <bdi className="latin">{tool.title}</bdi>,
          content: (
            <ol className={styles.ways}>
              {tool.ways.map((way) => (
                <Step key={way.id} way={way} name={`${tool.id}-${way.id}`} />
              ))}
            </ol>
          ),
        }))}
      />
      {dataset.has_more_columns && <TokenNote dataset={dataset} root={root} />}
    </div>
  );
}

function Step({ way, name }: { way: Way; name: string }) {
  const { t } = useI18n();
  return (
    <li>
      <p>{t(way.step)}</p>
      <Code text={way.code} name={name} />
    </li>
  );
}

function Code({ text, name }: { text: string; name: string }) {
  const { t } = useI18n();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <div className={styles.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <pre dir="ltr" tabIndex={0}>
        <code data-testid={`code-${name}`}>{text}</code>
      </pre>
      <Button
        kind="quiet"
        size="small"
        icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onPress={() => void copy()}
      >
        {isCopied ? t("data.copied") : t("data.copy")}
      </Button>
    </div>
  );
}

function TokenNote({ dataset, root }: { dataset: Dataset; root: string }) {
  const { t } = useI18n();
  const user = useUser();
  return (
    <Notice level="info" title={t("data.token.title")}>
      <p>{t("data.token.lead")}</p>
      <Code text={tokenRecipe(dataset, root)} name="token" />
      <p>
        <Link href={user ? "/desk/tokens" : "/login?next=/desk/tokens"} className={styles.token}>
          <KeyRound aria-hidden size={16} /> {t("data.token.make")}
        </Link>
      </p>
    </Notice>
  );
}
