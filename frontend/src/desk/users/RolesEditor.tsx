import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useSession } from "../../api/session";
import { useI18n } from "../../i18n/t";
import { communesWith } from "../../session/useCan";
import { useCommunes } from "../../session/useCommunes";
import { Button, IconButton } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { useRoles } from "./queries";
import type { RoleChoice } from "./types";
import styles from "./users.module.css";

export interface RolesEditorProps {
  roles: readonly RoleChoice[];
  onChange: (roles: RoleChoice[]) => void;
  error?: string | undefined;
}

/** The roles of a person, commune by commune, among the communes that one administers. */
export function RolesEditor({ roles, onChange, error }: RolesEditorProps) {
  const { t } = useI18n();
  const { titleOf, placeOf, kinds, communes } = useRoleNames();
  return (
    <fieldset className={`${styles.group} ${styles.roles}`}>
      <legend>{t("users.form.roles")}</legend>
      <p className={styles.help}>{t("users.form.rolesHelp")}</p>
      {roles.length === 0 && <p className={styles.help}>{t("users.form.noRoles")}</p>}
      <ul className={styles.roleList}>
        {roles.map((held) => (
          <li key={`${held.role}-${held.commune_id}`}>
            <span>
              {titleOf(held.role)} <span className={styles.place}>{placeOf(held.commune_id)}</span>
            </span>
            <IconButton
              label={t("users.form.removeRole", {
                role: titleOf(held.role),
                commune: placeOf(held.commune_id),
              })}
              icon={<X aria-hidden />}
              onPress={() => onChange(roles.filter((other) => other !== held))}
            />
          </li>
        ))}
      </ul>
      <NewRole
        kinds={kinds}
        communes={communes}
        roles={roles}
        onAdd={(added) => onChange([...roles, added])}
      />
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function useRoleNames() {
  const { format } = useI18n();
  const { data: session } = useSession();
  const all = useCommunes().data ?? [];
  const kinds = useRoles().data ?? [];
  const places = new Map(all.map((commune) => [commune.id, format.name(commune.name)]));
  return {
    kinds,
    communes: communesWith(session, "accounts.manage_users", all),
    titleOf: (role: string) => kinds.find((kind) => kind.role === role)?.title ?? role,
    placeOf: (id: number) => places.get(id) ?? "",
  };
}

type NewRoleProps = {
  roles: readonly RoleChoice[];
  onAdd: (role: RoleChoice) => void;
} & Pick<ReturnType<typeof useRoleNames>, "kinds" | "communes">;

function NewRole({ kinds, communes, roles, onAdd }: NewRoleProps) {
  const { t, format } = useI18n();
  const [role, setRole] = useState<string | null>(null);
  const [chosen, setCommune] = useState<number | null>(null);
  const commune = chosen ?? (communes.length === 1 ? (communes[0]?.id ?? null) : null);
  const isHeld = roles.some((held) => held.role === role && held.commune_id === commune);
  const add = () => {
    if (role === null || commune === null) return;
    onAdd({ role, commune_id: commune });
    setRole(null);
  };
  return (
    <div className={styles.newRole}>
      <Select<string>
        label={t("users.filter.role")}
        value={role}
        onChange={setRole}
        options={kinds.map((kind) => ({ value: kind.role, title: kind.title }))}
      />
      <Select<number>
        label={t("users.filter.commune")}
        value={commune}
        onChange={setCommune}
        options={communes.map((entry) => ({ value: entry.id, title: format.name(entry.name) }))}
      />
      <Button
        icon={<Plus aria-hidden />}
        onPress={add}
        isDisabled={role === null || commune === null || isHeld}
      >
        {t("users.form.addRole")}
      </Button>
    </div>
  );
}
