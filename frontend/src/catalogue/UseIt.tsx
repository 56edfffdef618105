import { KeyRound } from "lucide-react";
import { Link } from "wouter";
import { useI18n } from "../i18n/t";
import { useUser } from "../session/useCan";
import { CodeBlock } from "../ui/CodeBlock";
import { Notice } from "../ui/Notice";
import { Tabs } from "../ui/Tabs";
import type { Dataset } from "./queries";
import { recipes, tokenRecipe, type Way } from "./recipes";
import styles from "./UseIt.module.css";

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
      <CodeBlock text={way.code} name={name} />
    </li>
  );
}

function TokenNote({ dataset, root }: { dataset: Dataset; root: string }) {
  const { t } = useI18n();
  const user = useUser();
  return (
    <Notice level="info" title={t("data.token.title")}>
      <p>{t("data.token.lead")}</p>
      <CodeBlock text={tokenRecipe(dataset, root)} name="token" />
      <p>
        <Link href={user ? "/tokens" : "/login?next=/tokens"} className={styles.token}>
          <KeyRound aria-hidden size={16} /> {t("data.token.make")}
        </Link>
      </p>
    </Notice>
  );
}
