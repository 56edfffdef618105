import type { RoleHeld } from "../../api/types";
import type { Language } from "../../i18n/language";

/** An account as its administrators see it. */
export type Person = {
  id: number;
  username: string;
  full_name: string;
  full_name_ar: string;
  email: string;
  phone: string;
  language: Language;
  is_active: boolean;
  is_superuser: boolean;
  must_change_password: boolean;
  last_login: string | null;
  /** Those held in the communes that the reader administers. */
  roles: RoleHeld[];
  /** Whether the whole account is the reader's to manage; if not, only the roles in his own communes are. */
  may_manage: boolean;
};

export type RoleKind = { role: string; title: string; permissions: string[] };

export type RoleChoice = { role: string; commune_id: number };

export type PersonDraft = Pick<
  Person,
  "username" | "full_name" | "full_name_ar" | "email" | "phone" | "language"
> & { roles: RoleChoice[] };

export type AuditEntry = {
  id: number;
  at: string;
  action: string;
  /** "" where no person did it. */
  actor: string;
  reason: string;
  /** The fields that changed, as they were. */
  before: Record<string, unknown> | null;
};
