import { CalendarClock, Check, RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { toast } from "../../../ui/Toast";
import { AcceptDialog } from "./AcceptDialog";
import styles from "./findings.module.css";
import { useJudge } from "./queries";
import { RejectDialog } from "./RejectDialog";
import type { Finding } from "./types";
import { VisitDialog } from "./VisitDialog";

interface JudgeBarProps {
  finding: Finding;
  onJudged: () => void;
}

type Asked = "accept" | "reject" | "visit";

/** Accept, reject with a reason, or have it looked at on the spot; what was rejected may be taken up again. */
export function JudgeBar({ finding, onJudged }: JudgeBarProps) {
  const { t } = useI18n();
  const [asked, setAsked] = useState<Asked | null>(null);
  const judge = useJudge(finding.id);
  const close = () => setAsked(null);
  const done = () => {
    close();
    onJudged();
  };
  const { state } = finding;
  const reopen = () =>
    judge.mutate(
      { step: "reopening", body: { note: "" } },
      { onError: (error) => toast(error.message, "late") },
    );
  return (
    <div className={styles.judge}>
      {state !== "accepted" && (
        <Button kind="main" icon={<Check aria-hidden />} onPress={() => setAsked("accept")}>
          {t("surveys.accept")}
        </Button>
      )}
      {(state === "open" || state === "visit") && (
        <Button icon={<X aria-hidden />} onPress={() => setAsked("reject")}>
          {t("surveys.reject")}
        </Button>
      )}
      {state === "open" && (
        <Button icon={<CalendarClock aria-hidden />} onPress={() => setAsked("visit")}>
          {t("surveys.visit")}
        </Button>
      )}
      {state === "rejected" && (
        <Button icon={<RotateCcw aria-hidden />} isPending={judge.isPending} onPress={reopen}>
          {t("surveys.reopen")}
        </Button>
      )}
      {asked === "accept" && <AcceptDialog finding={finding} onClose={close} />}
      {asked === "reject" && <RejectDialog finding={finding} onClose={close} onDone={done} />}
      {asked === "visit" && <VisitDialog finding={finding} onClose={close} onDone={done} />}
    </div>
  );
}
