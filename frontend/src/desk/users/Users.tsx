import { Route, Switch } from "wouter";
import { can, useSession } from "../../api/session";
import NotFound from "../../app/NotFound";
import { Denied } from "../../session/Denied";
import { NewPersonPage } from "./NewPersonPage";
import { PersonPage } from "./PersonPage";
import { UsersPage } from "./UsersPage";

/** The people of the communes that one administers. */
export default function Users() {
  const { data: session } = useSession();
  if (!can(session, "accounts.manage_users")) return <Denied />;
  return (
    <Switch>
      <Route path="/desk/users" component={UsersPage} />
      <Route path="/desk/users/new" component={NewPersonPage} />
      <Route path="/desk/users/:id">
        {({ id }) => (/^\d+$/.test(id) ? <PersonPage key={id} id={Number(id)} /> : <NotFound />)}
      </Route>
    </Switch>
  );
}
