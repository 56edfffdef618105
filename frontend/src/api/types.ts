import type { Names } from "../i18n/format";
import type { Language } from "../i18n/language";

export interface RoleHeld {
  role: string;
  title: string;
  commune_id: number;
}

export interface User {
  id: number;
  username: string;
  full_name: string;
  full_name_ar: string;
  email: string;
  language: Language;
  arabic_digits: boolean;
  must_change_password: boolean;
  is_superuser: boolean;
  roles: RoleHeld[];
  permissions: Record<string, number[] | "all">;
}

export interface Settings {
  srid: number;
  crs_name: string;
  languages: Language[];
  default_language: Language;
  basemap_url: string;
  max_upload_bytes: number;
  demo: boolean;
}

export interface Session {
  user: User | null;
  settings: Settings;
  csrf_token: string;
}

export type Bounds = [west: number, south: number, east: number, north: number];
export type Position = [longitude: number, latitude: number];

export interface Commune {
  id: number;
  code: string;
  name: Names;
  population: number | null;
  bbox: Bounds | null;
  center: Position | null;
  serves: boolean;
  parcels: number;
}
