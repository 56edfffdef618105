import { Redirect, Route, Switch } from "wouter";
import { useSession } from "../../api/session";
import { Loading } from "../../app/Loading";
import NotFound from "../../app/NotFound";
import { useI18n } from "../../i18n/t";
import { ForcedPassword } from "../../session/ForcedPassword";
import { AccountNeeded } from "../shared/AccountNeeded";
import { DraftPage } from "./DraftPage";
import { SentPage } from "./SentPage";
import { StartPage } from "./StartPage";

/** Applying for a permit: what one wants, one question a page, the receipt. */
export default function ApplyPages() {
  const { t } = useI18n();
  const { data: session } = useSession();
  if (!session) return <Loading />;
  if (!session.user) return <AccountNeeded title={t("apply.title")} lead={t("apply.lead")} />;
  if (session.user.must_change_password) return <ForcedPassword />;
  return (
    <Switch>
      <Route path="/apply" component={StartPage} />
      <Route path="/apply/:id">{({ id }) => <Redirect to={`/apply/${id}/kind`} replace />}</Route>
      <Route path="/apply/:id/sent">{({ id }) => <SentPage id={Number(id)} />}</Route>
      <Route path="/apply/:id/:step">{({ id, step }) => <DraftPage id={Number(id)} step={step} />}</Route>
      <Route component={NotFound} />
    </Switch>
  );
}
