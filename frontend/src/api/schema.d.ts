// Made from the OpenAPI document of the backend by `npm run api`: not to be edited.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Session
         * @description Who is logged in, what they may do where, and what the browser must know of this deployment.
         */
        get: operations["kharita_accounts_api_read_session"];
        put?: never;
        /**
         * Create Session
         * @description Log in. 401 `bad-credentials`; 429 `locked-out` with `retry_after` in seconds.
         */
        post: operations["kharita_accounts_api_create_session"];
        /**
         * End Session
         * @description Log out, whoever one is.
         */
        delete: operations["kharita_accounts_api_end_session"];
        options?: never;
        head?: never;
        /**
         * Change Profile
         * @description Choose one's language and digits.
         */
        patch: operations["kharita_accounts_api_change_profile"];
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change one's own password; the other sessions of the account end.
         */
        post: operations["kharita_accounts_api_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Roles
         * @description What each role may do.
         */
        get: operations["kharita_accounts_api_list_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description The people of the communes that one administers; `role` counts where it is held in one of them.
         */
        get: operations["kharita_accounts_api_list_users"];
        put?: never;
        /**
         * Create User
         * @description A new person with a one-time password, which is shown here only.
         */
        post: operations["kharita_accounts_api_create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read User */
        get: operations["kharita_accounts_api_read_user"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change User
         * @description Change a person, close the account, or replace the roles held in one's own communes.
         */
        patch: operations["kharita_accounts_api_change_user"];
        trace?: never;
    };
    "/api/v1/users/{user_id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Password
         * @description A one-time password for someone who forgot theirs; shown here only.
         */
        post: operations["kharita_accounts_api_reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit
         * @description Who changed what, newest first. `total` stops counting at 10,000.
         */
        get: operations["kharita_accounts_api_list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tokens
         * @description One's own access tokens, newest first, and what a new one may be made for.
         */
        get: operations["kharita_accounts_tokens_api_list_tokens"];
        put?: never;
        /**
         * Make Token
         * @description A new token; its text is in this answer and nowhere else. 409 `token-limit`.
         */
        post: operations["kharita_accounts_tokens_api_make_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Token
         * @description Revoke one of one's own tokens, for good.
         */
        delete: operations["kharita_accounts_tokens_api_end_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List User Tokens
         * @description The access tokens of a person whose whole account one administers.
         */
        get: operations["kharita_accounts_tokens_api_list_user_tokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End User Token
         * @description Revoke a token of a person whom one administers.
         */
        delete: operations["kharita_accounts_tokens_api_end_user_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Manifest
         * @description The groups and layers of the map as you see them, lowest first.
         */
        get: operations["kharita_maps_api_manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{layer_id}/legend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Legend
         * @description What a layer's colours mean.
         */
        get: operations["kharita_maps_api_legend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{layer_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items
         * @description A layer's rows as a GeoJSON FeatureCollection, in the order of their ids; the link `next` goes on.
         */
        get: operations["kharita_maps_api_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{layer_id}/items/{feature_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Item
         * @description One row of a layer as a GeoJSON Feature.
         */
        get: operations["kharita_maps_api_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offer
         * @description The formats, the coordinate systems in use here, and how much is given at once.
         */
        get: operations["kharita_exports_api_offer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{layer_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description A layer's rows as a file, at once; too many rows are refused: ask for a job then.
         */
        get: operations["kharita_exports_api_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{layer_id}/export.{file_format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export As
         * @description The same by an address that ends as the file does.
         */
        get: operations["kharita_exports_api_export_as"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/layers/{layer_id}/export/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Estimate
         * @description How many rows a file would have, and of which columns one chooses.
         */
        get: operations["kharita_exports_api_estimate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mine
         * @description Your exports, latest first; without an account each is known by its own address alone.
         */
        get: operations["kharita_exports_api_mine"];
        put?: never;
        /**
         * Create
         * @description Have a file written; `Location` is where to ask how far it is.
         */
        post: operations["kharita_exports_api_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description How far it is.
         */
        get: operations["kharita_exports_api_one"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Cancel it, or delete its file.
         */
        delete: operations["kharita_exports_api_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{key}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * File
         * @description The file; a broken download goes on with `Range` and `If-Range`.
         */
        get: operations["kharita_exports_api_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Communes
         * @description The communes that the reader may see.
         */
        get: operations["kharita_territory_api_communes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description What `q` names, best first: a title, an address, an owner, a street, a place, a zone, coordinates.
         */
        get: operations["kharita_territory_api_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parcels/at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * At
         * @description The parcel under a point.
         */
        get: operations["kharita_territory_api_at"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parcels/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dossier
         * @description The dossier of a parcel; `version` (a parcel's id) asks for one that has been retired.
         */
        get: operations["kharita_territory_api_dossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Targets
         * @description What can be imported, with the fields of each.
         */
        get: operations["kharita_importing_api_targets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports
         * @description The imports of the communes that the reader serves, latest first.
         */
        get: operations["kharita_importing_api_imports"];
        put?: never;
        /**
         * Create
         * @description Send a file (and a table to join, and a mapping as YAML); the worker reads it.
         */
        post: operations["kharita_importing_api_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description One import with its state, mapping and counts.
         */
        get: operations["kharita_importing_api_one"];
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description Give up an import that was not applied.
         */
        delete: operations["kharita_importing_api_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Mapping
         * @description Say what the columns mean; the dry run starts.
         */
        put: operations["kharita_importing_api_put_mapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check
         * @description Make the dry run again.
         */
        post: operations["kharita_importing_api_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply
         * @description Carry out what the dry run showed, in one transaction.
         */
        post: operations["kharita_importing_api_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Take it back as a whole; refused when a later change builds on it.
         */
        post: operations["kharita_importing_api_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview
         * @description The first rows, as the present mapping reads them (`layer`: of another layer).
         */
        get: operations["kharita_importing_api_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/preview.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Map
         * @description The first features for the map (GeoJSON, WGS84), where the mapping or another reading puts them.
         */
        get: operations["kharita_importing_api_preview_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows
         * @description The account of the rows, page by page; `class=repaired` crosses the others.
         */
        get: operations["kharita_importing_api_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import_id}/report.{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report
         * @description The report as a file: html, csv, json or geojson.
         */
        get: operations["kharita_importing_api_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Catalogue
         * @description The layers that you may see, with what they hold and where they can be had.
         */
        get: operations["kharita_catalog_api_catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/{layer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dataset
         * @description One layer of the catalogue.
         */
        get: operations["kharita_catalog_api_dataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Role
         * @description Roles of domain.md. The public is nobody: it has no account and no role.
         * @enum {string}
         */
        Role: "administrator" | "urbanism_officer" | "commission_member" | "council_president" | "inspector" | "service_manager" | "crew" | "registry_clerk" | "field_agent" | "citizen";
        /** RoleHeld */
        RoleHeld: {
            role: components["schemas"]["Role"];
            /** Title */
            title: string;
            /** Commune Id */
            commune_id: number;
        };
        /** SessionOut */
        SessionOut: {
            user: components["schemas"]["SessionUser"] | null;
            settings: components["schemas"]["SessionSettings"];
            /** Csrf Token */
            csrf_token: string;
        };
        /** SessionSettings */
        SessionSettings: {
            /** Srid */
            srid: number;
            /** Crs Name */
            crs_name: string;
            /** Languages */
            languages: string[];
            /** Default Language */
            default_language: string;
            /** Basemap Url */
            basemap_url: string;
            /** Live Url */
            live_url: string;
            /** Max Upload Bytes */
            max_upload_bytes: number;
            /** Demo */
            demo: boolean;
        };
        /** SessionUser */
        SessionUser: {
            /** Id */
            id: number;
            /** Username */
            username: string;
            /** Full Name */
            full_name: string;
            /** Full Name Ar */
            full_name_ar: string;
            /** Email */
            email: string;
            /** Language */
            language: string;
            /** Arabic Digits */
            arabic_digits: boolean;
            /** Must Change Password */
            must_change_password: boolean;
            /** Is Superuser */
            is_superuser: boolean;
            /** Roles */
            roles: components["schemas"]["RoleHeld"][];
            /** Permissions */
            permissions: {
                [key: string]: number[] | "all";
            };
        };
        /** Credentials */
        Credentials: {
            /** Username */
            username: string;
            /** Password */
            password: string;
        };
        /** Profile */
        Profile: {
            /** Language */
            language?: ("ar" | "fr" | "en") | null;
            /** Arabic Digits */
            arabic_digits?: boolean | null;
        };
        /** PasswordChange */
        PasswordChange: {
            /** Current */
            current: string;
            /** New */
            new: string;
        };
        /** RoleOut */
        RoleOut: {
            role: components["schemas"]["Role"];
            /** Title */
            title: string;
            /** Permissions */
            permissions: string[];
        };
        /** UserOut */
        UserOut: {
            /** Id */
            id: number;
            /** Username */
            username: string;
            /** Full Name */
            full_name: string;
            /** Full Name Ar */
            full_name_ar: string;
            /** Email */
            email: string;
            /** Phone */
            phone: string;
            /** Language */
            language: string;
            /** Is Active */
            is_active: boolean;
            /** Is Superuser */
            is_superuser: boolean;
            /** Must Change Password */
            must_change_password: boolean;
            /** Last Login */
            last_login: unknown;
            /** Roles */
            roles: components["schemas"]["RoleHeld"][];
            /** May Manage */
            may_manage: boolean;
        };
        /** UserPage */
        UserPage: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Total */
            total: number;
        };
        /** NewUser */
        NewUser: {
            /** Id */
            id: number;
            /** Username */
            username: string;
            /** Full Name */
            full_name: string;
            /** Full Name Ar */
            full_name_ar: string;
            /** Email */
            email: string;
            /** Phone */
            phone: string;
            /** Language */
            language: string;
            /** Is Active */
            is_active: boolean;
            /** Is Superuser */
            is_superuser: boolean;
            /** Must Change Password */
            must_change_password: boolean;
            /** Last Login */
            last_login: unknown;
            /** Roles */
            roles: components["schemas"]["RoleHeld"][];
            /** May Manage */
            may_manage: boolean;
            /** Password */
            password: string;
        };
        /** Granted */
        Granted: {
            role: components["schemas"]["Role"];
            /** Commune Id */
            commune_id: number;
        };
        /** UserIn */
        UserIn: {
            /** Username */
            username: string;
            /** Full Name */
            full_name: string;
            /**
             * Full Name Ar
             * @default
             */
            full_name_ar: string;
            /**
             * Email
             * @default
             */
            email: string;
            /**
             * Phone
             * @default
             */
            phone: string;
            /**
             * Language
             * @default ar
             * @enum {string}
             */
            language: "ar" | "fr" | "en";
            /** Roles */
            roles: components["schemas"]["Granted"][];
        };
        /** UserChange */
        UserChange: {
            /** Full Name */
            full_name?: string | null;
            /** Full Name Ar */
            full_name_ar?: string | null;
            /** Email */
            email?: string | null;
            /** Phone */
            phone?: string | null;
            /** Language */
            language?: ("ar" | "fr" | "en") | null;
            /** Is Active */
            is_active?: boolean | null;
            /** Roles */
            roles?: components["schemas"]["Granted"][] | null;
        };
        /** OneTimePassword */
        OneTimePassword: {
            /** Password */
            password: string;
        };
        /** AuditOut */
        AuditOut: {
            /** Id */
            id: number;
            /** At */
            at: unknown;
            /** Actor */
            actor: string;
            /** Reason */
            reason: string;
            /** Table */
            table: string;
            /** Row Id */
            row_id: number;
            /** Action */
            action: string;
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
        };
        /** AuditPage */
        AuditPage: {
            /** Items */
            items: components["schemas"]["AuditOut"][];
            /** Total */
            total: number;
        };
        /**
         * Scope
         * @description Never more than the person may do: a scope narrows rights, it gives none.
         * @enum {string}
         */
        Scope: "read" | "import";
        /** ScopeOut */
        ScopeOut: {
            scope: components["schemas"]["Scope"];
            /** Title */
            title: string;
        };
        /** TokenOut */
        TokenOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Prefix */
            prefix: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Revoked At */
            revoked_at: string | null;
            /** Last Used At */
            last_used_at: string | null;
            /** Usable */
            usable: boolean;
        };
        /** TokensOut */
        TokensOut: {
            /** Items */
            items: components["schemas"]["TokenOut"][];
            /** Scopes */
            scopes: components["schemas"]["ScopeOut"][];
            /** Days Default */
            days_default: number;
            /** Days Max */
            days_max: number;
            /** Tokens Max */
            tokens_max: number;
        };
        /** NewToken */
        NewToken: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Prefix */
            prefix: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Revoked At */
            revoked_at: string | null;
            /** Last Used At */
            last_used_at: string | null;
            /** Usable */
            usable: boolean;
            /** Token */
            token: string;
        };
        /** TokenIn */
        TokenIn: {
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            /**
             * Days
             * @default 90
             */
            days: number;
        };
        /** CategoryOut */
        CategoryOut: {
            /** Value */
            value: string;
            /** Title */
            title: string;
            /** Color */
            color: string;
        };
        /** GroupOut */
        GroupOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
        };
        /** LayerOut */
        LayerOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Kind */
            kind: string;
            /** Color */
            color: string;
            /** Classify By */
            classify_by: string | null;
            /** Categories */
            categories: components["schemas"]["CategoryOut"][];
            /** Description */
            description: string;
            /** Group */
            group: string;
            /** Basemap */
            basemap: boolean;
            /** Visible */
            visible: boolean;
            /** Zooms */
            zooms: [
                number,
                number
            ];
            /** Fields */
            fields: string[];
            /** Label */
            label: string | null;
            /** Tiles */
            tiles: string;
            /** Bounds */
            bounds: [
                number,
                number,
                number,
                number
            ] | null;
            /** Licence */
            licence: string;
            /** Generalise Below */
            generalise_below: number | null;
            /** Revision */
            revision: number;
        };
        /** ManifestOut */
        ManifestOut: {
            /** Groups */
            groups: components["schemas"]["GroupOut"][];
            /** Layers */
            layers: components["schemas"]["LayerOut"][];
            /** Revision */
            revision: number;
        };
        /** LegendOut */
        LegendOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Kind */
            kind: string;
            /** Color */
            color: string;
            /** Classify By */
            classify_by: string | null;
            /** Categories */
            categories: components["schemas"]["CategoryOut"][];
        };
        /**
         * ItemsIn
         * @description Which rows: within `bbox` (west,south,east,north in degrees), of one commune, after an id.
         */
        ItemsIn: {
            /**
             * Bbox
             * @default
             */
            bbox: string;
            /** Commune */
            commune?: number | null;
            /**
             * Limit
             * @default 1000
             */
            limit: number;
            /** After */
            after?: number | null;
            /**
             * Offset
             * @default 0
             */
            offset: number;
        };
        /** ExportCrsOut */
        ExportCrsOut: {
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Is Geographic */
            is_geographic: boolean;
        };
        /** FormatOut */
        FormatOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /** Extension */
            extension: string;
            /**
             * Crs
             * @enum {string}
             */
            crs: "any" | "degrees" | "projected";
            /** Streams */
            streams: boolean;
        };
        /**
         * OfferOut
         * @description What can be chosen; `stream_rows_max`: up to so many rows a file is sent at once.
         */
        OfferOut: {
            /** Formats */
            formats: components["schemas"]["FormatOut"][];
            /** Crs */
            crs: components["schemas"]["ExportCrsOut"][];
            /** Stream Rows Max */
            stream_rows_max: number;
            /** Rows Max */
            rows_max: number | null;
        };
        /** NamedStreamIn */
        NamedStreamIn: {
            /**
             * Bbox
             * @default
             */
            bbox: string;
            /**
             * Filter
             * @default
             */
            filter: string;
            /**
             * Filter-Lang
             * @default cql2-text
             * @enum {string}
             */
            "filter-lang": "cql2-text" | "cql2-json";
            /**
             * Crs
             * @default
             */
            crs: string;
            /**
             * Columns
             * @default
             */
            columns: string;
            /**
             * Bom
             * @default false
             */
            bom: boolean;
            /** Format */
            format: string;
        };
        /**
         * StreamIn
         * @description `columns`: comma-separated, all without; `bom`: a mark by which Excel reads CSV as UTF-8.
         */
        StreamIn: {
            /**
             * Bbox
             * @default
             */
            bbox: string;
            /**
             * Filter
             * @default
             */
            filter: string;
            /**
             * Filter-Lang
             * @default cql2-text
             * @enum {string}
             */
            "filter-lang": "cql2-text" | "cql2-json";
            /**
             * Crs
             * @default
             */
            crs: string;
            /**
             * Columns
             * @default
             */
            columns: string;
            /**
             * Bom
             * @default false
             */
            bom: boolean;
        };
        /**
         * SelectionIn
         * @description Which rows: within `bbox` (west,south,east,north in degrees), that meet `filter` (CQL2).
         */
        SelectionIn: {
            /**
             * Bbox
             * @default
             */
            bbox: string;
            /**
             * Filter
             * @default
             */
            filter: string;
            /**
             * Filter-Lang
             * @default cql2-text
             * @enum {string}
             */
            "filter-lang": "cql2-text" | "cql2-json";
        };
        /** EstimateOut */
        EstimateOut: {
            /** Rows */
            rows: number;
            /** Fields */
            fields: components["schemas"]["FieldOut"][];
        };
        /** FieldOut */
        FieldOut: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Kind */
            kind: string;
        };
        /** ExportError */
        ExportError: {
            /** Code */
            code: string;
            /** Title */
            title: string;
            /** Detail */
            detail: string;
        };
        /** ExportOut */
        ExportOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Layer */
            layer: string;
            /** Layer Title */
            layer_title: string;
            /** Format */
            format: string;
            /** Format Title */
            format_title: string;
            /** Crs */
            crs: string;
            /** Filter */
            filter: string;
            /** Bbox */
            bbox: number[] | null;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Rows */
            rows: number | null;
            /** Rows Written */
            rows_written: number;
            /** Size */
            size: number | null;
            /** Sha256 */
            sha256: string;
            /** File Name */
            file_name: string;
            /** File */
            file: string | null;
            error: components["schemas"]["ExportError"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /**
         * ExportIn
         * @description A file to be written: `crs` "" is the format's own, `columns` null are all, `bbox` in degrees.
         */
        ExportIn: {
            /** Layer */
            layer: string;
            /** Format */
            format: string;
            /**
             * Crs
             * @default
             */
            crs: string;
            /** Bbox */
            bbox?: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Filter
             * @default
             */
            filter: string;
            /**
             * Filter Lang
             * @default cql2-text
             * @enum {string}
             */
            filter_lang: "cql2-text" | "cql2-json";
            /** Columns */
            columns?: string[] | null;
            /**
             * Bom
             * @default false
             */
            bom: boolean;
        };
        /**
         * CommuneOut
         * @description `serves`: whether the reader works for it. `parcels` counts those of the present cadastre.
         */
        CommuneOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
            /** Population */
            population: number | null;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /** Center */
            center: [
                number,
                number
            ] | null;
            /** Serves */
            serves: boolean;
            /** Parcels */
            parcels: number;
        };
        /**
         * NamesOut
         * @description A name in each language; "" where there is none.
         */
        NamesOut: {
            /** Ar */
            ar: string;
            /** Fr */
            fr: string;
            /** En */
            en: string;
        };
        /**
         * SearchIn
         * @description `commune` is preferred, not required.
         */
        SearchIn: {
            /**
             * Q
             * @default
             */
            q: string;
            /** Commune */
            commune?: number | null;
            /**
             * Limit
             * @default 10
             */
            limit: number;
        };
        /** HitOut */
        HitOut: {
            /** Kind */
            kind: string;
            /** Id */
            id: number | null;
            title: components["schemas"]["NamesOut"];
            subtitle: components["schemas"]["NamesOut"];
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /** Center */
            center: [
                number,
                number
            ] | null;
            /** Slug */
            slug: string | null;
            /** Commune Id */
            commune_id: number | null;
        };
        /** SearchOut */
        SearchOut: {
            /** Items */
            items: components["schemas"]["HitOut"][];
            /** Took Ms */
            took_ms: number;
        };
        /**
         * PointIn
         * @description A point in WGS84.
         */
        PointIn: {
            /** Lon */
            lon: number;
            /** Lat */
            lat: number;
        };
        /** ParcelKeyOut */
        ParcelKeyOut: {
            /** Slug */
            slug: string;
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Commune Id */
            commune_id: number;
        };
        /** CommuneNameOut */
        CommuneNameOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
        };
        /** DistrictOut */
        DistrictOut: {
            /** Kind */
            kind: string;
            name: components["schemas"]["NamesOut"];
        };
        /** DossierOut */
        DossierOut: {
            parcel: components["schemas"]["ParcelOut"];
            /** Facets */
            facets: components["schemas"]["FacetOut"][];
            links: components["schemas"]["LinksOut"];
        };
        /**
         * EntryOut
         * @description `value` is a text in the reader's language, a number, an ISO date or null; `level` colours it.
         */
        EntryOut: {
            /** Id */
            id: string;
            /** Label */
            label: string;
            /** Value */
            value: string | number | boolean | null;
            /** Unit */
            unit: string;
            /** Level */
            level: string;
        };
        /** FacetOut */
        FacetOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Entries */
            entries: components["schemas"]["EntryOut"][];
            table: components["schemas"]["TableOut"] | null;
            /** Notes */
            notes: string[];
            /** Shapes */
            shapes: {
                [key: string]: unknown;
            }[];
        };
        /** LinksOut */
        LinksOut: {
            /** Page */
            page: string;
            /** Print */
            print: string;
            /** Html */
            html: string;
            /** Geojson */
            geojson: string;
        };
        /**
         * ParcelOut
         * @description `tenure`, `address` and `declared_area_m2` are the desk's: None for everyone else.
         */
        ParcelOut: {
            /** Id */
            id: number;
            /** Slug */
            slug: string;
            /** Reference */
            reference: string;
            commune: components["schemas"]["CommuneNameOut"];
            /** Tenure */
            tenure: string | null;
            address: components["schemas"]["NamesOut"] | null;
            /** Area M2 */
            area_m2: number;
            /** Declared Area M2 */
            declared_area_m2: number | null;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Valid To */
            valid_to: string | null;
            /** Geometry */
            geometry: {
                [key: string]: unknown;
            };
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ];
            /** Center */
            center: [
                number,
                number
            ];
            /** Districts */
            districts: components["schemas"]["DistrictOut"][];
        };
        /** TableColumnOut */
        TableColumnOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
        };
        /**
         * TableOut
         * @description Rows by column id; a row about another parcel adds its `slug`, `commune_id` and `version`.
         */
        TableOut: {
            /** Columns */
            columns: components["schemas"]["TableColumnOut"][];
            /** Rows */
            rows: {
                [key: string]: unknown;
            }[];
        };
        /** ChoiceOut */
        ChoiceOut: {
            /** Value */
            value: string;
            /** Title */
            title: string;
        };
        /** TargetFieldOut */
        TargetFieldOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Required */
            required: boolean;
            /** Kind */
            kind: string;
            /** Choices */
            choices: components["schemas"]["ChoiceOut"][] | null;
            /** Help */
            help: string;
        };
        /** TargetOut */
        TargetOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Geometry */
            geometry: string;
            /** Needs Key */
            needs_key: boolean;
            /** Needs Plan */
            needs_plan: boolean;
            /** Fields */
            fields: components["schemas"]["TargetFieldOut"][];
        };
        /** ImportsIn */
        ImportsIn: {
            /** Commune */
            commune?: number | null;
            /**
             * Page
             * @default 1
             */
            page: number;
        };
        /** CanOut */
        CanOut: {
            /** Map */
            map: boolean;
            /** Check */
            check: boolean;
            /** Apply */
            apply: boolean;
            /** Undo */
            undo: boolean;
            /** Cancel */
            cancel: boolean;
        };
        /** ColumnOut */
        ColumnOut: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Samples */
            samples: string[];
        };
        /**
         * CountsOut
         * @description `read` = unchanged + added + changed + moved + split + merged + refused; `retired` are no rows of the
         *     file, `repaired` and `invalid` count across the others.
         */
        CountsOut: {
            /**
             * Read
             * @default 0
             */
            read: number;
            /**
             * Unchanged
             * @default 0
             */
            unchanged: number;
            /**
             * Added
             * @default 0
             */
            added: number;
            /**
             * Changed
             * @default 0
             */
            changed: number;
            /**
             * Moved
             * @default 0
             */
            moved: number;
            /**
             * Split
             * @default 0
             */
            split: number;
            /**
             * Merged
             * @default 0
             */
            merged: number;
            /**
             * Retired
             * @default 0
             */
            retired: number;
            /**
             * Repaired
             * @default 0
             */
            repaired: number;
            /**
             * Refused
             * @default 0
             */
            refused: number;
            /**
             * Invalid
             * @default 0
             */
            invalid: number;
            /**
             * Cut
             * @description Streets that are cut where others end on them.
             * @default 0
             */
            cut: number;
            table?: components["schemas"]["TableCountsOut"] | null;
        };
        /** CrsCandidateOut */
        CrsCandidateOut: {
            /** Code */
            code: string;
            /** Name */
            name: string;
        };
        /** CrsOut */
        CrsOut: {
            /** Code */
            code: string | null;
            /** Name */
            name: string;
            /** Confidence */
            confidence: string;
            /** Reason */
            reason: string;
            /**
             * Swapped
             * @default false
             */
            swapped: boolean;
        };
        /**
         * DrawingOut
         * @description Layers of a drawing, with how many texts and closed outlines each has.
         */
        DrawingOut: {
            /** Texts */
            texts: {
                [key: string]: number;
            };
            /** Outlines */
            outlines: {
                [key: string]: number;
            };
        };
        /** FileOut */
        FileOut: {
            /** Name */
            name: string;
            /** Size */
            size: number;
            /** Sha256 */
            sha256: string;
            /** Layers */
            layers: string[];
            /**
             * Table
             * @description The name of the second file, to be joined.
             */
            table: string | null;
        };
        /**
         * GarbledOut
         * @description A column whose texts were garbled before they came; the mapping's `reencode` may mend it.
         */
        GarbledOut: {
            /** Column */
            column: string;
            /** Reencoding */
            reencoding: string;
            /**
             * Share
             * @description Of its texts that are not plain ASCII.
             */
            share: number;
            /** Before */
            before: string;
            /** After */
            after: string;
        };
        /** ImportOut */
        ImportOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
            /** Commune Id */
            commune_id: number;
            /** Target */
            target: string;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            file: components["schemas"]["FileOut"];
            source: components["schemas"]["SourceOut"] | null;
            /** Mapping */
            mapping: {
                [key: string]: unknown;
            };
            progress: components["schemas"]["ProgressOut"] | null;
            counts: components["schemas"]["CountsOut"] | null;
            error: components["schemas"]["ProblemOut"] | null;
            created_by: components["schemas"]["PersonOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Checked At */
            checked_at: string | null;
            /** Applied At */
            applied_at: string | null;
            /** Undone At */
            undone_at: string | null;
            can: components["schemas"]["CanOut"];
        };
        /** ImportsOut */
        ImportsOut: {
            /** Items */
            items: components["schemas"]["ImportOut"][];
            /** Total */
            total: number;
        };
        /** PersonOut */
        PersonOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** ProblemOut */
        ProblemOut: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /**
             * Detail
             * @default
             */
            detail: string;
        };
        /** ProgressOut */
        ProgressOut: {
            /** Step */
            step: string;
            /** Title */
            title: string;
            /** Done */
            done: number | null;
            /** Total */
            total: number | null;
        };
        /** SourceOut */
        SourceOut: {
            /** Driver */
            driver: string;
            /** Layer */
            layer: string | null;
            crs: components["schemas"]["CrsOut"] | null;
            /** Crs Candidates */
            crs_candidates: components["schemas"]["CrsCandidateOut"][];
            /** Features */
            features: number;
            /** Geometry Types */
            geometry_types: {
                [key: string]: number;
            };
            /** Columns */
            columns: components["schemas"]["ColumnOut"][];
            /**
             * Table Columns
             * @description Of the second file; a rule names them `table.<name>`.
             */
            table_columns: components["schemas"]["ColumnOut"][];
            /** Encoding */
            encoding: string;
            /** Garbled */
            garbled: components["schemas"]["GarbledOut"][];
            drawing: components["schemas"]["DrawingOut"] | null;
            /** Bbox */
            bbox: number[] | null;
            /** Remarks */
            remarks: string[];
        };
        /** TableCountsOut */
        TableCountsOut: {
            /** Read */
            read: number;
            /** Keys */
            keys: number;
            /** Matched */
            matched: number;
            /** Unmatched */
            unmatched: number;
            /** Several */
            several: number;
            /** Without Key */
            without_key: number;
        };
        /** PreviewOut */
        PreviewOut: {
            /** Columns */
            columns: string[];
            /** Rows */
            rows: {
                [key: string]: unknown;
            }[];
        };
        /**
         * ReadingIn
         * @description Another way to read the file than the present mapping's; what is not given stays.
         */
        ReadingIn: {
            /** Layer */
            layer?: string | null;
            /** Crs */
            crs?: string | null;
            /** Swap Axes */
            swap_axes?: boolean | null;
        };
        /** RowsIn */
        RowsIn: {
            /**
             * Class
             * @default
             */
            class: string;
            /**
             * Reason
             * @default
             */
            reason: string;
            /**
             * Page
             * @default 1
             */
            page: number;
            /**
             * Size
             * @default 50
             */
            size: number;
        };
        /** ReasonOut */
        ReasonOut: {
            /** Reason */
            reason: string;
            /** Title */
            title: string;
            /** Count */
            count: number;
        };
        /** RowOut */
        RowOut: {
            /** Row */
            row: number | null;
            /** Class */
            class: string;
            /** Reference */
            reference: string;
            /** Reason */
            reason: string;
            /** Title */
            title: string;
            /** Detail */
            detail: string;
            /** Repair */
            repair: string;
            /** Parents */
            parents: string[];
            /** Children */
            children: string[];
            /** Differences */
            differences: {
                [key: string]: unknown;
            };
            /** Geometry */
            geometry: {
                [key: string]: unknown;
            } | null;
            /** Point */
            point: number[] | null;
        };
        /** RowsOut */
        RowsOut: {
            /** Items */
            items: components["schemas"]["RowOut"][];
            /** Total */
            total: number;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /** CatalogueOut */
        CatalogueOut: {
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Root */
            root: string;
            publisher: components["schemas"]["PublisherOut"];
            licence: components["schemas"]["LicenceOut"];
            /** Datasets */
            datasets: components["schemas"]["DatasetOut"][];
        };
        /** DatasetColumnOut */
        DatasetColumnOut: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "integer" | "number" | "boolean" | "date" | "datetime" | "string";
        };
        /** DatasetCrsOut */
        DatasetCrsOut: {
            /** Code */
            code: string;
            /** Title */
            title: string;
        };
        /** DatasetFileOut */
        DatasetFileOut: {
            /** Format */
            format: string;
            /** Title */
            title: string;
            /** Purpose */
            purpose: string;
            /** Href */
            href: string;
            /** Media Type */
            media_type: string;
        };
        /**
         * DatasetOut
         * @description One layer; `has_more_columns` says that others are shown columns which you are not.
         */
        DatasetOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Group */
            group: string;
            /** Group Title */
            group_title: string;
            /** Keywords */
            keywords: string[];
            /** Kind */
            kind: string;
            /** Rows */
            rows: number;
            /** Bounds */
            bounds: [
                number,
                number,
                number,
                number
            ] | null;
            /** Revision */
            revision: number;
            /** Changed At */
            changed_at: string | null;
            rhythm: components["schemas"]["RhythmOut"];
            licence: components["schemas"]["LicenceOut"];
            crs: components["schemas"]["DatasetCrsOut"];
            /** Columns */
            columns: components["schemas"]["DatasetColumnOut"][];
            /** Has More Columns */
            has_more_columns: boolean;
            /** Zooms */
            zooms: [
                number,
                number
            ];
            /** Downloads */
            downloads: components["schemas"]["DatasetFileOut"][];
            /** Services */
            services: components["schemas"]["DatasetServiceOut"][];
        };
        /** DatasetServiceOut */
        DatasetServiceOut: {
            /** Kind */
            kind: string;
            /** Title */
            title: string;
            /** Href */
            href: string;
        };
        /** LicenceOut */
        LicenceOut: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Terms */
            terms: string;
            /** Url */
            url: string;
            /** Attribution */
            attribution: boolean;
        };
        /** PublisherOut */
        PublisherOut: {
            /** Name */
            name: string;
            /** Url */
            url: string;
            /** Email */
            email: string;
        };
        /** RhythmOut */
        RhythmOut: {
            /** Code */
            code: string;
            /** Title */
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    kharita_accounts_api_read_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
        };
    };
    kharita_accounts_api_create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
        };
    };
    kharita_accounts_api_end_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_accounts_api_change_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Profile"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
        };
    };
    kharita_accounts_api_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_accounts_api_list_roles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleOut"][];
                };
            };
        };
    };
    kharita_accounts_api_list_users: {
        parameters: {
            query?: {
                commune?: number | null;
                role?: components["schemas"]["Role"] | null;
                q?: string;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
        };
    };
    kharita_accounts_api_create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewUser"];
                };
            };
        };
    };
    kharita_accounts_api_read_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
        };
    };
    kharita_accounts_api_change_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
        };
    };
    kharita_accounts_api_reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimePassword"];
                };
            };
        };
    };
    kharita_accounts_api_list_audit: {
        parameters: {
            query?: {
                table?: string;
                row_id?: number | null;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
        };
    };
    kharita_accounts_tokens_api_list_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensOut"];
                };
            };
        };
    };
    kharita_accounts_tokens_api_make_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
        };
    };
    kharita_accounts_tokens_api_end_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_accounts_tokens_api_list_user_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensOut"];
                };
            };
        };
    };
    kharita_accounts_tokens_api_end_user_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
                token_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_maps_api_manifest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManifestOut"];
                };
            };
        };
    };
    kharita_maps_api_legend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegendOut"];
                };
            };
        };
    };
    kharita_maps_api_items: {
        parameters: {
            query?: {
                bbox?: string;
                commune?: number | null;
                limit?: number;
                after?: number | null;
                offset?: number;
            };
            header?: never;
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_maps_api_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layer_id: string;
                feature_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_exports_api_offer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferOut"];
                };
            };
        };
    };
    kharita_exports_api_export: {
        parameters: {
            query: {
                bbox?: string;
                filter?: string;
                "filter-lang"?: "cql2-text" | "cql2-json";
                crs?: string;
                columns?: string;
                bom?: boolean;
                format: string;
            };
            header?: never;
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    kharita_exports_api_export_as: {
        parameters: {
            query?: {
                bbox?: string;
                filter?: string;
                "filter-lang"?: "cql2-text" | "cql2-json";
                crs?: string;
                columns?: string;
                bom?: boolean;
            };
            header?: never;
            path: {
                layer_id: string;
                file_format: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    kharita_exports_api_estimate: {
        parameters: {
            query?: {
                bbox?: string;
                filter?: string;
                "filter-lang"?: "cql2-text" | "cql2-json";
            };
            header?: never;
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateOut"];
                };
            };
        };
    };
    kharita_exports_api_mine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"][];
                };
            };
        };
    };
    kharita_exports_api_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"];
                };
            };
        };
    };
    kharita_exports_api_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportOut"];
                };
            };
        };
    };
    kharita_exports_api_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_exports_api_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    kharita_territory_api_communes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommuneOut"][];
                };
            };
        };
    };
    kharita_territory_api_search: {
        parameters: {
            query?: {
                q?: string;
                commune?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchOut"];
                };
            };
        };
    };
    kharita_territory_api_at: {
        parameters: {
            query: {
                lon: number;
                lat: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParcelKeyOut"];
                };
            };
        };
    };
    kharita_territory_api_dossier: {
        parameters: {
            query?: {
                commune?: number | null;
                version?: number | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierOut"];
                };
            };
        };
    };
    kharita_importing_api_targets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetOut"][];
                };
            };
        };
    };
    kharita_importing_api_imports: {
        parameters: {
            query?: {
                commune?: number | null;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportsOut"];
                };
            };
        };
    };
    kharita_importing_api_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Commune */
                    commune: number;
                    /** Target */
                    target: string;
                    /**
                     * File
                     * Format: binary
                     */
                    file: string;
                    /** Table */
                    table?: string | null;
                    /** Mapping */
                    mapping?: string | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_put_mapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
        };
    };
    kharita_importing_api_preview: {
        parameters: {
            query?: {
                layer?: string | null;
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
        };
    };
    kharita_importing_api_preview_map: {
        parameters: {
            query?: {
                layer?: string | null;
                crs?: string | null;
                swap_axes?: boolean | null;
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_importing_api_rows: {
        parameters: {
            query?: {
                class?: string;
                reason?: string;
                page?: number;
                size?: number;
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowsOut"];
                };
            };
        };
    };
    kharita_importing_api_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
                form: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    kharita_catalog_api_catalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueOut"];
                };
            };
        };
    };
    kharita_catalog_api_dataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
        };
    };
}
