import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../i18n/t";
import { Button } from "./Button";
import styles from "./CodeBlock.module.css";

const COPIED_MS = 2_000;

/** Lines to paste elsewhere, with the button that copies them. `name` is for those who look for it. */
export function CodeBlock({ text, name }: { text: string; name: string }) {
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
