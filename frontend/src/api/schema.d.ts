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
    "/api/v1/permits/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Types
         * @description The types of permit that one can apply for in a commune today, with what each asks for.
         */
        get: operations["kharita_permits_api_law_types"];
        /**
         * Put Version
         * @description Write a version of a type; dossiers already submitted keep theirs.
         */
        put: operations["kharita_permits_api_law_put_version"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/document-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Document Kinds
         * @description The kinds of document that dossiers hold.
         */
        get: operations["kharita_permits_api_law_document_kinds"];
        /**
         * Put Document Kind
         * @description Write a kind of document (superusers: it is every commune's).
         */
        put: operations["kharita_permits_api_rules_put_document_kind"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entities
         * @description The administrations and operators that may be asked in a commune.
         */
        get: operations["kharita_permits_api_law_entities"];
        /**
         * Put Entity
         * @description Write an administration or operator that may be asked.
         */
        put: operations["kharita_permits_api_rules_put_entity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reasons
         * @description The reasons for an unfavourable opinion or a refusal that are in force today.
         */
        get: operations["kharita_permits_api_law_reasons"];
        /**
         * Put Reason
         * @description Write a reason for an unfavourable opinion or a refusal.
         */
        put: operations["kharita_permits_api_rules_put_reason"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Holidays
         * @description The holidays that the legal clock knows, lunar ones as foreseen until confirmed.
         */
        get: operations["kharita_permits_api_law_holidays"];
        /**
         * Put Holiday
         * @description Write a holiday; the legal dates of the open dossiers are worked out again.
         */
        put: operations["kharita_permits_api_law_put_holiday"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rates
         * @description The rates of the construction tax.
         */
        get: operations["kharita_permits_api_law_rates"];
        /**
         * Put Rate
         * @description Write a rate; it must lie within what the law allows.
         */
        put: operations["kharita_permits_api_law_put_rate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/size-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Size Rules
         * @description The table that tells large projects from small ones; a commune's own takes the country's place.
         */
        get: operations["kharita_permits_api_rules_size_rules"];
        /**
         * Put Size Rule
         * @description Write a line of the table that tells large projects.
         */
        put: operations["kharita_permits_api_rules_put_size_rule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/offence-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offence Rules
         * @description Delays and fines of offences.
         */
        get: operations["kharita_permits_api_rules_offence_rules"];
        /**
         * Put Offence Rule
         * @description Write the delays and fines of a kind of offence.
         */
        put: operations["kharita_permits_api_rules_put_offence_rule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Register
         * @description The granted permits of a commune, latest first, without personal data.
         */
        get: operations["kharita_permits_api_register_register"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queue
         * @description The dossiers of the desk (no drafts), a page at a time; `next` is the cursor of the following one.
         */
        get: operations["kharita_permits_api_queue_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lookup
         * @description The id of the dossier with this number, for addresses that name it; among those one may open.
         */
        get: operations["kharita_permits_api_queue_lookup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts
         * @description How many dossiers of the desk fit the filters, by state (the filter of states itself left out).
         */
        get: operations["kharita_permits_api_queue_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description Give dossiers to a colleague (null: to nobody).
         */
        post: operations["kharita_permits_api_queue_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Views
         * @description One's saved views.
         */
        get: operations["kharita_permits_api_queue_views"];
        put?: never;
        /**
         * Save View
         * @description Keep filters under a name; the same name again replaces them.
         */
        post: operations["kharita_permits_api_queue_save_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/views/{view_id}": {
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
         * Delete View
         * @description Forget one of one's views.
         */
        delete: operations["kharita_permits_api_queue_delete_view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices
         * @description What the reader was told, latest first.
         */
        get: operations["kharita_permits_api_notices_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices Of
         * @description What the reader was told of one dossier, latest first.
         */
        get: operations["kharita_permits_api_notices_notices_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Notices
         * @description Mark notices as read.
         */
        post: operations["kharita_permits_api_notices_read_notices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures
         * @description Delays by type, month, commune, holder and entity, overdue now, first-time validity, reasons.
         */
        get: operations["kharita_permits_api_figures_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/figures.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures Csv
         * @description One of the tables as CSV, marked as UTF-8 for spreadsheets.
         */
        get: operations["kharita_permits_api_figures_figures_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Colleagues
         * @description Who reviews, inspects or advises on permits in a commune of the reader's desk, by name.
         */
        get: operations["kharita_permits_api_people_colleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/entity-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members
         * @description Who speaks for which entity in a commune.
         */
        get: operations["kharita_permits_api_people_members"];
        put?: never;
        /**
         * Name Member
         * @description Let a member of the commission speak for an entity.
         */
        post: operations["kharita_permits_api_people_name_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/entity-members/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Candidates
         * @description Who has the commission's role in a commune, and so may speak for an entity there, by name.
         */
        get: operations["kharita_permits_api_people_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/entity-members/{member_id}": {
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
         * Remove Member
         * @description No longer let a person speak for an entity.
         */
        delete: operations["kharita_permits_api_people_remove_member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions
         * @description The sessions of the communes whose dossiers the reader handles or gives opinions on, latest first.
         */
        get: operations["kharita_permits_api_sessions_sessions"];
        put?: never;
        /**
         * Plan
         * @description Convene the commission.
         */
        post: operations["kharita_permits_api_sessions_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description A session with its agenda and who came.
         */
        get: operations["kharita_permits_api_sessions_one"];
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description Call a planned session off.
         */
        delete: operations["kharita_permits_api_sessions_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Order
         * @description Put the agenda in another order.
         */
        put: operations["kharita_permits_api_sessions_order"];
        /**
         * Put On Agenda
         * @description Add a dossier to the agenda.
         */
        post: operations["kharita_permits_api_sessions_put_on_agenda"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Attendance
         * @description Note whether an entity came.
         */
        put: operations["kharita_permits_api_sessions_attendance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opening
         * @description Open the session; whoever opens it presides.
         */
        post: operations["kharita_permits_api_sessions_opening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/items/{item_id}/opinion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Speak
         * @description Give the opinion of an entity that is present, while its dossier has its turn.
         */
        post: operations["kharita_permits_api_sessions_speak"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/items/{item_id}/conclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Conclude
         * @description Record what the commission concluded on a dossier.
         */
        post: operations["kharita_permits_api_sessions_conclude"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/items/{item_id}/postponement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Postpone
         * @description Leave a dossier to a later session.
         */
        post: operations["kharita_permits_api_sessions_postpone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closing
         * @description Close the session with its minutes.
         */
        post: operations["kharita_permits_api_sessions_closing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mine
         * @description The dossiers in which the reader is the applicant or the architect, drafts included, latest first.
         */
        get: operations["kharita_permits_api_applicant_mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin
         * @description Begin an application.
         */
        post: operations["kharita_permits_api_applicant_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description A dossier with all that the reader may see of it.
         */
        get: operations["kharita_permits_api_applicant_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save
         * @description Save a draft as far as it is; 409 `draft-changed` where another device was faster.
         */
        put: operations["kharita_permits_api_applicant_save"];
        post?: never;
        /**
         * Throw Away
         * @description Throw a draft away.
         */
        delete: operations["kharita_permits_api_applicant_throw_away"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Missing
         * @description What the application lacks before it can be sent.
         */
        get: operations["kharita_permits_api_applicant_missing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/fee-estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Estimate
         * @description What it would cost as it stands.
         */
        get: operations["kharita_permits_api_applicant_estimate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit
         * @description Send it: it gets its number and its legal clock starts.
         */
        post: operations["kharita_permits_api_applicant_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receipt
         * @description The receipt of a submitted dossier, for its parties and the desk.
         */
        get: operations["kharita_permits_api_applicant_receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check Runs
         * @description The kept runs of the automatic checks, latest first.
         */
        get: operations["kharita_permits_api_applicant_check_runs"];
        put?: never;
        /**
         * Check
         * @description Run the checks now; of a submitted dossier the run is kept as evidence.
         */
        post: operations["kharita_permits_api_applicant_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/complement/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Complement
         * @description Answer the request for complements; the documents were attached before.
         */
        post: operations["kharita_permits_api_applicant_answer_complement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/revision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revise
         * @description Answer the reservations with changed plans.
         */
        post: operations["kharita_permits_api_applicant_revise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal
         * @description Appeal against a refusal.
         */
        post: operations["kharita_permits_api_applicant_appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Give the application up.
         */
        post: operations["kharita_permits_api_applicant_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/amendment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Amend
         * @description Begin an amendment of an issued permit: a draft of its own.
         */
        post: operations["kharita_permits_api_applicant_amend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/following": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow
         * @description Begin a permit to occupy, or a certificate of conformity, for what an issued permit let be built.
         */
        post: operations["kharita_permits_api_applicant_follow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/works/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Works
         * @description Declare the start of works.
         */
        post: operations["kharita_permits_api_applicant_start_works"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/works/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete Works
         * @description Declare that the works are completed.
         */
        post: operations["kharita_permits_api_applicant_complete_works"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach
         * @description Attach a file, or replace one by it. What it holds decides, not what it is called.
         */
        post: operations["kharita_permits_api_documents_attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description The file itself, to be saved: never shown inside our pages.
         */
        get: operations["kharita_permits_api_documents_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents/{document_id}/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description One page as a picture (WebP), as wide as asked for; drawn once, in a process of its own.
         */
        get: operations["kharita_permits_api_documents_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents/{document_id}": {
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
         * Remove
         * @description Take a document out of a draft.
         */
        delete: operations["kharita_permits_api_documents_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents/{document_id}/judgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge
         * @description Accept a document, or say why it is to be replaced.
         */
        post: operations["kharita_permits_api_documents_judge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Annotations
         * @description The remarks on the documents of a dossier.
         */
        get: operations["kharita_permits_api_documents_annotations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents/{document_id}/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Annotate
         * @description Write a remark on a place of a document; everyone who sees the document sees it at once.
         */
        post: operations["kharita_permits_api_documents_annotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/annotations/{annotation_id}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve
         * @description Close a remark.
         */
        post: operations["kharita_permits_api_documents_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/footprint-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Footprint File
         * @description The footprint that a file draws (GeoJSON, zipped shapefile, GeoPackage, KML, DXF plan).
         *
         *     What was read is kept as evidence, the file is not; the dossier's own footprint is saved with its draft.
         */
        post: operations["kharita_permits_api_plans_read_footprint_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/documents/{document_id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Document
         * @description Read a drawing of the dossier beside the present cadastre, and keep what was read.
         */
        post: operations["kharita_permits_api_plans_read_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readings
         * @description What was read from the drawings of a dossier, latest first.
         */
        get: operations["kharita_permits_api_plans_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/asked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Asked
         * @description The dossiers that the reader's entities are asked about: the most urgent, then those answered last.
         */
        get: operations["kharita_permits_api_circulation_asked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description The dossier is complete.
         */
        post: operations["kharita_permits_api_circulation_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/complement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Request Complement
         * @description Ask, once, for what is missing; the legal clock stands until the answer.
         */
        post: operations["kharita_permits_api_circulation_request_complement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/circulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Circulate
         * @description Send the dossier to entities for their opinions.
         */
        post: operations["kharita_permits_api_circulation_circulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/circulations/{circulation_id}/opinion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give Opinion
         * @description Give the opinion of one's entity; the applicant sees it at once.
         */
        post: operations["kharita_permits_api_circulation_give_opinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/conclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Conclude
         * @description Conclude on a dossier outside a session, where its type allows that.
         */
        post: operations["kharita_permits_api_circulation_conclude"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/fee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order Fee
         * @description Order the fee by the rates in force, or note that there is none.
         */
        post: operations["kharita_permits_api_decisions_order_fee"];
        /**
         * Cancel Fee
         * @description Take an unpaid order back.
         */
        delete: operations["kharita_permits_api_decisions_cancel_fee"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay
         * @description Record a payment.
         */
        post: operations["kharita_permits_api_decisions_pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign
         * @description The president signs the grant.
         */
        post: operations["kharita_permits_api_decisions_sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue
         * @description Hand the signed permit over: it is public and valid from today.
         */
        post: operations["kharita_permits_api_decisions_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse
         * @description Refuse, with structured reasons and the ways of appeal.
         */
        post: operations["kharita_permits_api_decisions_refuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/appeal/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Appeal
         * @description Keep the refusal, or have the dossier examined again.
         */
        post: operations["kharita_permits_api_decisions_answer_appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/silence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attest Silence
         * @description Record the governor's attestation of silence.
         */
        post: operations["kharita_permits_api_decisions_attest_silence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Certify
         * @description The certificate that what was built is as permitted.
         */
        post: operations["kharita_permits_api_decisions_certify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inspections
         * @description The visits of the communes whose permits the reader handles, by their planned day.
         */
        get: operations["kharita_permits_api_works_inspections"];
        put?: never;
        /**
         * Plan
         * @description Plan a visit.
         */
        post: operations["kharita_permits_api_works_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/inspections/{inspection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hold
         * @description Record what a visit found; a device may send it again.
         */
        put: operations["kharita_permits_api_works_hold"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/inspections/{inspection_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Photo
         * @description Add a photograph with its time and place.
         */
        post: operations["kharita_permits_api_works_add_photo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/inspections/photos/{photo_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Photo
         * @description A photograph, to be saved.
         */
        get: operations["kharita_permits_api_works_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend
         * @description Stop the works.
         */
        post: operations["kharita_permits_api_works_suspend"];
        /**
         * Resume
         * @description Let stopped works go on.
         */
        delete: operations["kharita_permits_api_works_resume"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/offences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offence List
         * @description The offences of the communes whose permits the reader handles, latest first.
         */
        get: operations["kharita_permits_api_works_offence_list"];
        put?: never;
        /**
         * Observe
         * @description Record a breach; the clock of its official report starts.
         */
        post: operations["kharita_permits_api_works_observe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/offences/{offence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offence
         * @description One offence.
         */
        get: operations["kharita_permits_api_works_offence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/offences/{offence_id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Step
         * @description Move an offence on; the table says who may take which step.
         */
        post: operations["kharita_permits_api_works_step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/offences/{offence_id}/remedy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Order Remedy
         * @description Order the offender to put it right.
         */
        post: operations["kharita_permits_api_works_order_remedy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify
         * @description Whether the paper with this code is valid, and what it is about.
         */
        get: operations["kharita_permits_paper_api_verify"];
        put?: never;
        /**
         * Compare
         * @description Whether a file is that paper, byte for byte, and what its signature says. The file is not kept.
         */
        post: operations["kharita_permits_paper_api_compare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/{permit_id}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Papers
         * @description The papers of a dossier that one may open, latest first.
         */
        get: operations["kharita_permits_paper_api_papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/sessions/{session_id}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Session Papers
         * @description The minutes of a session, once the worker has printed them.
         */
        get: operations["kharita_permits_paper_api_session_papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permits/offences/{offence_id}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Offence Papers
         * @description The official report of an offence, once it is printed.
         */
        get: operations["kharita_permits_paper_api_offence_papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/papers/{code}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * File
         * @description The file, to be saved.
         */
        get: operations["kharita_permits_paper_api_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communes/{commune_id}/papers/wordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Wordings
         * @description The texts in force, the ones they were delivered with, and the names that they may use.
         */
        get: operations["kharita_permits_paper_api_wordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communes/{commune_id}/papers/wordings/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reword
         * @description Keep a new version of a text; names that stand for nothing are refused.
         */
        post: operations["kharita_permits_paper_api_reword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communes/{commune_id}/letterhead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Letterhead
         * @description Who the commune's papers come from.
         */
        get: operations["kharita_permits_paper_api_letterhead"];
        /**
         * Set Letterhead
         * @description Set it.
         */
        put: operations["kharita_permits_paper_api_set_letterhead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/authorisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Authorisations
         * @description The permissions to fly of the reader's communes, latest first.
         */
        get: operations["kharita_surveys_api_flights_authorisations"];
        put?: never;
        /**
         * Register
         * @description Record a permission to fly.
         */
        post: operations["kharita_surveys_api_flights_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Campaigns
         * @description The campaigns of the reader's communes, latest first.
         */
        get: operations["kharita_surveys_api_flights_campaigns"];
        put?: never;
        /**
         * Make Campaign
         * @description Make a campaign, to which surveys then belong.
         */
        post: operations["kharita_surveys_api_flights_make_campaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Surveys
         * @description The surveys that the reader may see, the latest flight first.
         */
        get: operations["kharita_surveys_api_flights_surveys"];
        put?: never;
        /**
         * Announce
         * @description Number a survey; its files may then be uploaded.
         */
        post: operations["kharita_surveys_api_flights_announce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Survey
         * @description One survey.
         */
        get: operations["kharita_surveys_api_flights_survey"];
        /**
         * Correct
         * @description Correct what was said of a flight.
         */
        put: operations["kharita_surveys_api_flights_correct"];
        post?: never;
        /**
         * Remove
         * @description Delete a survey of which nothing was made.
         */
        delete: operations["kharita_surveys_api_flights_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Publish
         * @description Show its imagery to everyone, or to the desk alone again.
         */
        put: operations["kharita_surveys_api_flights_publish"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach
         * @description Take a complete upload as a file of this survey; asked twice, it is taken once.
         */
        post: operations["kharita_surveys_api_products_attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/products/{product_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Prepare a file once more, after a fault of ours.
         */
        post: operations["kharita_surveys_api_products_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/products/{product_id}": {
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
         * Remove
         * @description Remove a file of which no findings were made.
         */
        delete: operations["kharita_surveys_api_products_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/products/{kind}.tif": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description The file for analysis (cloud-optimised GeoTIFF): GDAL and QGIS may read parts of it where it is.
         */
        get: operations["kharita_surveys_api_products_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/products/{kind}.webp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Thumbnail
         * @description A small picture of it.
         */
        get: operations["kharita_surveys_api_products_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/originals/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Original
         * @description The untouched file as it was sent: evidence, for the desk.
         */
        get: operations["kharita_surveys_api_products_original"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sources
         * @description What the server offers: the files in its folder, the addresses it fetches from, its node.
         */
        get: operations["kharita_surveys_api_fetching_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/fetches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetches
         * @description The files that were asked for, latest first.
         */
        get: operations["kharita_surveys_api_fetching_fetches"];
        put?: never;
        /**
         * Ask
         * @description Take a copy of a file of the server's folder, or fetch one from an address; asked twice, it is one.
         */
        post: operations["kharita_surveys_api_fetching_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/fetches/{fetch_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Try once more, from the byte where it stopped.
         */
        post: operations["kharita_surveys_api_fetching_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/fetches/{fetch_id}": {
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
         * Remove
         * @description Give it up, or clear it away once it failed. A file that was taken stays.
         */
        delete: operations["kharita_surveys_api_fetching_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waiting
         * @description One's own photos of this survey that arrived whole and wait for the photogrammetry node.
         */
        get: operations["kharita_surveys_api_fetching_waiting"];
        put?: never;
        post?: never;
        /**
         * Leave Photos
         * @description Delete one's own photos of this survey that wait; those that a task took stay.
         */
        delete: operations["kharita_surveys_api_fetching_leave_photos"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/odm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Odm Tasks
         * @description Tasks of the photogrammetry node for this survey, latest first.
         */
        get: operations["kharita_surveys_api_fetching_odm_tasks"];
        put?: never;
        /**
         * Ask Odm
         * @description Have orthophoto and heights made of photos; asked twice while one is at work, it is one.
         */
        post: operations["kharita_surveys_api_fetching_ask_odm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/odm/{task_id}/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Odm Action
         * @description Try once more after a failure, or give it up, here and at the node.
         */
        post: operations["kharita_surveys_api_fetching_odm_action"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description The comparisons of the reader's communes, latest first.
         */
        get: operations["kharita_surveys_api_comparisons_listed"];
        put?: never;
        /**
         * Ask
         * @description Have two surveys compared.
         */
        post: operations["kharita_surveys_api_comparisons_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/comparisons/{comparison_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description One comparison, and how far it is.
         */
        get: operations["kharita_surveys_api_comparisons_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/comparisons/{comparison_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Run it once more, after it failed.
         */
        post: operations["kharita_surveys_api_comparisons_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description The findings of the reader's communes, the gravest and largest first.
         */
        get: operations["kharita_surveys_api_findings_listed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description One finding, with all that it rests on.
         */
        get: operations["kharita_surveys_api_findings_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/pictures/{epoch}.webp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Picture
         * @description The place as one of the flights shows it: what changed, its parcel and what is permitted drawn in.
         */
        get: operations["kharita_surveys_api_findings_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Evidence
         * @description Have its evidence printed; it stands among the finding's papers once it is.
         */
        post: operations["kharita_surveys_api_findings_ask_evidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/evidence/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence
         * @description A printed evidence, to be saved.
         */
        get: operations["kharita_surveys_api_findings_evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/comparisons/{comparison_id}/parcels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Parcels
         * @description What a comparison measured on each parcel of the ground that both flights show.
         */
        get: operations["kharita_surveys_api_findings_parcels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/of-permit/{permit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Permit
         * @description The surveys whose imagery shows the site of a permit that the reader may see, latest first.
         */
        get: operations["kharita_surveys_api_findings_of_permit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description Take it for true, with an offence recorded or without; its evidence is printed.
         */
        post: operations["kharita_surveys_api_judging_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description Say that it is none, and why.
         */
        post: operations["kharita_surveys_api_judging_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/visit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan Visit
         * @description Have an inspector look at it on the spot.
         */
        post: operations["kharita_surveys_api_judging_plan_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/findings/{finding_id}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description Have a rejected finding judged again.
         */
        post: operations["kharita_surveys_api_judging_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Thresholds
         * @description The thresholds of a commune as they hold now, and all their versions, latest first.
         */
        get: operations["kharita_surveys_api_thresholds_thresholds"];
        put?: never;
        /**
         * Set Thresholds
         * @description Set them: a new version, with why.
         */
        post: operations["kharita_surveys_api_thresholds_set_thresholds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/thresholds/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggestion
         * @description What the judged findings of a commune say of its thresholds; nothing is set.
         */
        get: operations["kharita_surveys_api_thresholds_suggestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Looks
         * @description What the survey can be looked at as, with its legends.
         */
        get: operations["kharita_surveys_api_looks_looks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Values
         * @description What the products hold at a place.
         */
        get: operations["kharita_surveys_api_looks_values"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/measure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Measure
         * @description Measure a shape on the survey, without keeping it.
         */
        post: operations["kharita_surveys_api_measuring_measure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/measurements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Kept
         * @description What people kept on this survey, latest first.
         */
        get: operations["kharita_surveys_api_measuring_kept"];
        put?: never;
        /**
         * Keep
         * @description Measure a shape and keep it under a name.
         */
        post: operations["kharita_surveys_api_measuring_keep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/measurements/{measurement_id}": {
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
         * Forget
         * @description Delete a kept measurement.
         */
        delete: operations["kharita_surveys_api_measuring_forget"];
        options?: never;
        head?: never;
        /**
         * Name
         * @description Give a kept measurement another name or remark.
         */
        patch: operations["kharita_surveys_api_measuring_name"];
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shares
         * @description The links to this survey that still stand.
         */
        get: operations["kharita_surveys_api_sharing_shares"];
        put?: never;
        /**
         * Share
         * @description Make a link for someone without an account.
         */
        post: operations["kharita_surveys_api_sharing_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/shares/{share_id}": {
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
         * Unshare
         * @description Revoke a link.
         */
        delete: operations["kharita_surveys_api_sharing_unshare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Shared
         * @description Open a link: its survey is seen in this session for as long as the link stands.
         */
        post: operations["kharita_surveys_api_sharing_open_shared"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/irrigation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description The plans of a survey, latest first.
         */
        get: operations["kharita_surveys_api_irrigation_listed"];
        put?: never;
        /**
         * Make
         * @description Make zones with rates; asked twice for the same, it is one plan.
         */
        post: operations["kharita_surveys_api_irrigation_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/irrigation/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Classes
         * @description Breaks that fit what the survey shows, before anything is planned.
         */
        get: operations["kharita_surveys_api_irrigation_classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/irrigation/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description A plan with the sums of its classes and parcels; its zones are in the layer `irrigation_zones`.
         */
        get: operations["kharita_surveys_api_irrigation_one"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Delete a plan with its zones.
         */
        delete: operations["kharita_surveys_api_irrigation_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/irrigation/{plan_id}/taskdata.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Taskdata
         * @description The plan as ISO 11783-10 task data (TASKDATA.XML, zipped), for the terminals of farm machines.
         */
        get: operations["kharita_surveys_api_irrigation_taskdata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surveys/{survey_id}/permitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Permitted
         * @description What was permitted on the ground of a survey, for who handles permits: findings are held against it.
         */
        get: operations["kharita_surveys_api_permitted_permitted"];
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
        Scope: "read" | "import" | "upload";
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
            /**
             * References
             * @description Parcels that the rows name; of past permits only.
             * @default 0
             */
            references: number;
            /**
             * References By Title
             * @description Of these, found in the cadastre by their reference.
             * @default 0
             */
            references_by_title: number;
            /**
             * References By Place
             * @description Not found, but the row's place lies on a parcel.
             * @default 0
             */
            references_by_place: number;
            /**
             * References Missed
             * @description Neither.
             * @default 0
             */
            references_missed: number;
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
        /** CommuneIn */
        CommuneIn: {
            /** Commune */
            commune: number;
        };
        /** AskedDocument */
        AskedDocument: {
            /** Kind */
            kind: string;
            /**
             * Required
             * @default true
             */
            required: boolean;
            /**
             * When
             * @default {}
             */
            when: {
                [key: string]: unknown;
            };
        };
        /** TypeOut */
        TypeOut: {
            /** Code */
            code: string;
            /** Family */
            family: string;
            name: components["schemas"]["NamesOut"];
            version: components["schemas"]["VersionOut"];
        };
        /**
         * VersionOut
         * @description `is_own`: the commune's own rule, in place of the country's.
         */
        VersionOut: {
            /** Id */
            id: number;
            /** Is Own */
            is_own: boolean;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to: string | null;
            /** Legal Ref */
            legal_ref: string;
            /** Delay */
            delay: number;
            /** Delay Unit */
            delay_unit: string;
            /** Silence Is Agreement */
            silence_is_agreement: boolean;
            /** Validity Months */
            validity_months: number | null;
            /** Needs Commission */
            needs_commission: boolean;
            /** Needs Architect */
            needs_architect: boolean;
            /** Needs Footprint */
            needs_footprint: boolean;
            /** Completeness Days */
            completeness_days: number;
            /** Opinion Days */
            opinion_days: number;
            /** Complement Days */
            complement_days: number | null;
            /** Appeal Days */
            appeal_days: number;
            /** Documents */
            documents: components["schemas"]["AskedDocument"][];
            /** Opinions */
            opinions: string[];
            /** Fee */
            fee: string;
            /** Fee Amount */
            fee_amount: string | null;
        };
        /**
         * SavedOut
         * @description `moved`: how many legal dates of open dossiers changed with it.
         */
        SavedOut: {
            /** Id */
            id: number;
            /**
             * Moved
             * @default 0
             */
            moved: number;
        };
        /**
         * VersionIn
         * @description A version of a type for one commune (null: the country, for superusers); `id` changes one.
         */
        VersionIn: {
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /** Kind */
            kind: string;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to?: string | null;
            /**
             * Legal Ref
             * @default
             */
            legal_ref: string;
            /** Delay */
            delay: number;
            /**
             * Delay Unit
             * @enum {string}
             */
            delay_unit: "working_days" | "calendar_days" | "months";
            /** Silence Is Agreement */
            silence_is_agreement: boolean;
            /** Validity Months */
            validity_months?: number | null;
            /** Needs Commission */
            needs_commission: boolean;
            /** Needs Architect */
            needs_architect: boolean;
            /** Needs Footprint */
            needs_footprint: boolean;
            /**
             * Completeness Days
             * @default 3
             */
            completeness_days: number;
            /**
             * Opinion Days
             * @default 7
             */
            opinion_days: number;
            /** Complement Days */
            complement_days?: number | null;
            /**
             * Appeal Days
             * @default 60
             */
            appeal_days: number;
            /** Documents */
            documents: components["schemas"]["AskedDocument"][];
            /** Opinions */
            opinions: string[];
            /**
             * Fee
             * @enum {string}
             */
            fee: "none" | "construction_tax" | "fixed" | "yearly";
            /** Fee Amount */
            fee_amount?: number | string | null;
        };
        /** DocumentKindOut */
        DocumentKindOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
            /** Is Plan */
            is_plan: boolean;
            /** Is Personal */
            is_personal: boolean;
        };
        /**
         * DocumentKindIn
         * @description A kind of document is the whole country's: types name it by its code, which stays.
         */
        DocumentKindIn: {
            /** Name Ar */
            name_ar: string;
            /** Name Fr */
            name_fr: string;
            /**
             * Name En
             * @default
             */
            name_en: string;
            /** Id */
            id?: number | null;
            /** Code */
            code: string;
            /**
             * Is Plan
             * @default false
             */
            is_plan: boolean;
            /**
             * Is Personal
             * @default false
             */
            is_personal: boolean;
        };
        /** EveryIn */
        EveryIn: {
            /** Commune */
            commune: number;
            /**
             * Every
             * @description Also those that are no longer, or not yet, in force.
             * @default false
             */
            every: boolean;
        };
        /** EntityOut */
        EntityOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            /** Kind */
            kind: string;
            name: components["schemas"]["NamesOut"];
            /** Is Binding */
            is_binding: boolean;
            /** Is Active */
            is_active: boolean;
            /** Is Own */
            is_own: boolean;
        };
        /**
         * EntityIn
         * @description An administration that may be asked; `is_binding`: its unfavourable opinion binds the president.
         */
        EntityIn: {
            /** Name Ar */
            name_ar: string;
            /** Name Fr */
            name_fr: string;
            /**
             * Name En
             * @default
             */
            name_en: string;
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /** Code */
            code: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "commune" | "province" | "urban_agency" | "civil_protection" | "land_registry" | "network_operator" | "culture" | "health" | "water_basin";
            /**
             * Is Binding
             * @default false
             */
            is_binding: boolean;
            /**
             * Is Active
             * @default true
             */
            is_active: boolean;
        };
        /** ReasonRuleOut */
        ReasonRuleOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
            /** Legal Ref */
            legal_ref: string;
            /** Theme */
            theme: string;
            /** Is Own */
            is_own: boolean;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to: string | null;
        };
        /** ReasonIn */
        ReasonIn: {
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to?: string | null;
            /**
             * Legal Ref
             * @default
             */
            legal_ref: string;
            /** Name Ar */
            name_ar: string;
            /** Name Fr */
            name_fr: string;
            /**
             * Name En
             * @default
             */
            name_en: string;
            /** Code */
            code: string;
            /**
             * Theme
             * @default
             */
            theme: string;
        };
        /** HolidayOut */
        HolidayOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
            /** On */
            on: string | null;
            /** Month */
            month: number | null;
            /** Day */
            day: number | null;
            /** Days */
            days: number;
            /** Is Confirmed */
            is_confirmed: boolean;
            /** Is Own */
            is_own: boolean;
            /** Is Cancelled */
            is_cancelled: boolean;
        };
        /**
         * HolidayIn
         * @description A holiday once (`on`) or of every year (`month`, `day`); one of the code of a country's holiday takes
         *     its place in the commune, also to cancel it.
         */
        HolidayIn: {
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /** Code */
            code: string;
            /**
             * Name Ar
             * @default
             */
            name_ar: string;
            /**
             * Name Fr
             * @default
             */
            name_fr: string;
            /**
             * Name En
             * @default
             */
            name_en: string;
            /** On */
            on?: string | null;
            /** Month */
            month?: number | null;
            /** Day */
            day?: number | null;
            /**
             * Days
             * @default 1
             */
            days: number;
            /**
             * Is Confirmed
             * @default true
             */
            is_confirmed: boolean;
            /**
             * Is Cancelled
             * @default false
             */
            is_cancelled: boolean;
        };
        /** RateOut */
        RateOut: {
            /** Id */
            id: number;
            /** Category */
            category: string;
            /** Rate */
            rate: string;
            /** Rate Min */
            rate_min: string | null;
            /** Rate Max */
            rate_max: string | null;
            /** Is Fixed */
            is_fixed: boolean;
            /** Is Own */
            is_own: boolean;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to: string | null;
            /** Legal Ref */
            legal_ref: string;
        };
        /**
         * RateIn
         * @description A council's rate, within what the law allows.
         */
        RateIn: {
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /**
             * Category
             * @enum {string}
             */
            category: "individual_housing" | "collective_housing" | "commercial" | "restoration";
            /** Rate */
            rate: number | string;
            /**
             * Is Fixed
             * @default false
             */
            is_fixed: boolean;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to?: string | null;
            /**
             * Legal Ref
             * @default
             */
            legal_ref: string;
        };
        /** SizeRuleOut */
        SizeRuleOut: {
            /** Id */
            id: number;
            /** Is Own */
            is_own: boolean;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to: string | null;
            /** Legal Ref */
            legal_ref: string;
            /** Rank */
            rank: number;
            /** Conditions */
            conditions: {
                [key: string]: unknown;
            };
            /** Is Large */
            is_large: boolean;
        };
        /**
         * SizeRuleIn
         * @description A line of the table that tells large projects: the first by `rank` whose conditions hold decides.
         */
        SizeRuleIn: {
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to?: string | null;
            /**
             * Legal Ref
             * @default
             */
            legal_ref: string;
            /** Rank */
            rank: number;
            /** Conditions */
            conditions: {
                [key: string]: unknown;
            };
            /** Is Large */
            is_large: boolean;
        };
        /** OffenceRuleOut */
        OffenceRuleOut: {
            /** Id */
            id: number;
            /** Is Own */
            is_own: boolean;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to: string | null;
            /** Legal Ref */
            legal_ref: string;
            /** Kind */
            kind: string;
            /** Report Days */
            report_days: number;
            /** Remedy Days Min */
            remedy_days_min: number;
            /** Remedy Days Max */
            remedy_days_max: number;
            /** Fine Min */
            fine_min: string | null;
            /** Fine Max */
            fine_max: string | null;
        };
        /**
         * OffenceRuleIn
         * @description Calendar days and fines in dirhams; no `kind`: for all kinds without a rule of their own.
         */
        OffenceRuleIn: {
            /** Id */
            id?: number | null;
            /** Commune */
            commune: number | null;
            /**
             * Effective From
             * Format: date
             */
            effective_from: string;
            /** Effective To */
            effective_to?: string | null;
            /**
             * Legal Ref
             * @default
             */
            legal_ref: string;
            /**
             * Kind
             * @default
             * @enum {string}
             */
            kind: "" | "no_permit" | "beyond_permit" | "forbidden_zone" | "public_domain" | "no_declaration" | "site_rules";
            /** Report Days */
            report_days: number;
            /** Remedy Days Min */
            remedy_days_min: number;
            /** Remedy Days Max */
            remedy_days_max: number;
            /** Fine Min */
            fine_min?: number | string | null;
            /** Fine Max */
            fine_max?: number | string | null;
        };
        /**
         * RegisterIn
         * @description `before`: the id of the last row of the page before.
         */
        RegisterIn: {
            /** Commune */
            commune: number;
            /**
             * Kind
             * @default
             */
            kind: string;
            /** Year */
            year?: number | null;
            /** Before */
            before?: number | null;
        };
        /**
         * GrantedOut
         * @description A granted permit without its people. `replaced_by`: the number of the amendment that is in force in its
         *     place; none: it is in force itself, as far as its state and its term say so.
         */
        GrantedOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Kind */
            kind: string;
            kind_name: components["schemas"]["NamesOut"];
            /** State */
            state: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /** Valid Until */
            valid_until: string | null;
            /** Address */
            address: string;
            /** Parcels */
            parcels: string[];
            /** Replaced By */
            replaced_by: string | null;
        };
        /** RegisterOut */
        RegisterOut: {
            /** Items */
            items: components["schemas"]["GrantedOut"][];
            /** Next */
            next: number | null;
        };
        /**
         * QueueIn
         * @description `state` and `kind` take several values, separated by commas; `assignee`: 0 nobody, "me" the reader.
         */
        QueueIn: {
            /** Commune */
            commune?: number | null;
            /**
             * State
             * @default
             */
            state: string;
            /**
             * Kind
             * @default
             */
            kind: string;
            /** Assignee */
            assignee?: number | "me" | null;
            /** Late */
            late?: boolean | null;
            /** Entity */
            entity?: number | null;
            /** District */
            district?: number | null;
            /**
             * Q
             * @default
             */
            q: string;
            /**
             * Sort
             * @default due
             * @enum {string}
             */
            sort: "due" | "entry" | "reference";
            /**
             * Cursor
             * @default
             */
            cursor: string;
            /**
             * Limit
             * @default 50
             */
            limit: number;
        };
        /** ActorOut */
        ActorOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Name Ar */
            name_ar: string;
        };
        /** PermitPageOut */
        PermitPageOut: {
            /** Items */
            items: components["schemas"]["PermitRowOut"][];
            /** Next */
            next: string;
        };
        /**
         * PermitRowOut
         * @description `owner_name` and `assignee` are null for who may not know them; `is_late`: past the legal date;
         *     `is_past`: from before, brought by a file, without a history here.
         */
        PermitRowOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Kind */
            kind: string;
            kind_name: components["schemas"]["NamesOut"];
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Title */
            title: string;
            /** Address */
            address: string;
            /** Commune Id */
            commune_id: number;
            /** District Id */
            district_id: number | null;
            /** Submitted At */
            submitted_at: string | null;
            /** Due At */
            due_at: string | null;
            /** Paused At */
            paused_at: string | null;
            /** Silence Reached At */
            silence_reached_at: string | null;
            /** Decided At */
            decided_at: string | null;
            /** Issued At */
            issued_at: string | null;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Is Large */
            is_large: boolean | null;
            /** Is Late */
            is_late: boolean;
            /** Is Past */
            is_past: boolean;
            /** Version */
            version: number;
            /** Owner Name */
            owner_name: string | null;
            assignee: components["schemas"]["ActorOut"] | null;
        };
        /** LookupIn */
        LookupIn: {
            /** Reference */
            reference: string;
        };
        /** LookupOut */
        LookupOut: {
            /** Id */
            id: number;
        };
        /** QueueCountsOut */
        QueueCountsOut: {
            /** Total */
            total: number;
            /** Late */
            late: number;
            /** States */
            states: {
                [key: string]: number;
            };
        };
        /** AssignedOut */
        AssignedOut: {
            /** Changed */
            changed: number;
        };
        /** AssignIn */
        AssignIn: {
            /** Permits */
            permits: number[];
            /** Assignee */
            assignee: number | null;
        };
        /** ViewOut */
        ViewOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Query */
            query: {
                [key: string]: unknown;
            };
        };
        /** ViewIn */
        ViewIn: {
            /** Name */
            name: string;
            /** Query */
            query: {
                [key: string]: string | number | boolean | null;
            };
        };
        /**
         * NoticeOut
         * @description `title`, `text` and `next` are in the reader's language; `next` is empty where nothing is awaited.
         */
        NoticeOut: {
            /** Id */
            id: number;
            /** Permit */
            permit: number;
            /** Reference */
            reference: string;
            /** Event */
            event: string;
            /** Title */
            title: string;
            /** Text */
            text: string;
            /** Next */
            next: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Read At */
            read_at: string | null;
        };
        /**
         * ReadIn
         * @description Ids of notices; null: all.
         */
        ReadIn: {
            /** Notices */
            notices?: number[] | null;
        };
        /**
         * FiguresIn
         * @description No commune: all those whose dossiers one handles. `year`, `since`, `until`: of the submission, months
         *     as 2026-09, both included. `holder`: only the dossiers that wait there now.
         */
        FiguresIn: {
            /** Commune */
            commune?: number | null;
            /** Year */
            year?: number | null;
            /** Since */
            since?: string | null;
            /** Until */
            until?: string | null;
            /** Holder */
            holder?: ("applicant" | "desk" | "entities" | "commission" | "president") | null;
        };
        /** CommuneFiguresOut */
        CommuneFiguresOut: {
            /** Submitted */
            submitted: number;
            /** Decided */
            decided: number;
            /** Refused */
            refused: number;
            /** Overdue */
            overdue: number;
            /** Median Days */
            median_days: number | null;
            /** On Time */
            on_time: number | null;
            /** First Time */
            first_time: number | null;
            /** Commune */
            commune: number;
            name: components["schemas"]["NamesOut"];
        };
        /** EntityFiguresOut */
        EntityFiguresOut: {
            /** Entity */
            entity: number;
            name: components["schemas"]["NamesOut"];
            /** Asked */
            asked: number;
            /** Answered */
            answered: number;
            /** Overdue */
            overdue: number;
            /** Median Days */
            median_days: number | null;
            /** On Time */
            on_time: number | null;
        };
        /** FiguresOut */
        FiguresOut: {
            /** Kinds */
            kinds: components["schemas"]["KindFiguresOut"][];
            /** Holders */
            holders: components["schemas"]["HolderFiguresOut"][];
            /** Entities */
            entities: components["schemas"]["EntityFiguresOut"][];
            /** Reasons */
            reasons: components["schemas"]["ReasonFiguresOut"][];
            /** Months */
            months: components["schemas"]["MonthFiguresOut"][];
            /** Communes */
            communes: components["schemas"]["CommuneFiguresOut"][];
        };
        /**
         * HolderFiguresOut
         * @description Who holds dossiers until the decision, and how long at a time, in days of the calendar. `waiting`:
         *     those that are there now.
         */
        HolderFiguresOut: {
            /**
             * Holder
             * @enum {string}
             */
            holder: "applicant" | "desk" | "entities" | "commission" | "president";
            /** Turns */
            turns: number;
            /** Waiting */
            waiting: number;
            /** Median Days */
            median_days: number | null;
            /** Total Days */
            total_days: number | null;
        };
        /** KindFiguresOut */
        KindFiguresOut: {
            /** Submitted */
            submitted: number;
            /** Decided */
            decided: number;
            /** Refused */
            refused: number;
            /** Overdue */
            overdue: number;
            /** Median Days */
            median_days: number | null;
            /** On Time */
            on_time: number | null;
            /** First Time */
            first_time: number | null;
            /** Kind */
            kind: string;
        };
        /**
         * MonthFiguresOut
         * @description `month` is the first day of the month of submission.
         */
        MonthFiguresOut: {
            /** Submitted */
            submitted: number;
            /** Decided */
            decided: number;
            /** Refused */
            refused: number;
            /** Overdue */
            overdue: number;
            /** Median Days */
            median_days: number | null;
            /** On Time */
            on_time: number | null;
            /** First Time */
            first_time: number | null;
            /**
             * Month
             * Format: date
             */
            month: string;
        };
        /** ReasonFiguresOut */
        ReasonFiguresOut: {
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
            /** Count */
            count: number;
        };
        /** TableIn */
        TableIn: {
            /** Commune */
            commune?: number | null;
            /** Year */
            year?: number | null;
            /** Since */
            since?: string | null;
            /** Until */
            until?: string | null;
            /** Holder */
            holder?: ("applicant" | "desk" | "entities" | "commission" | "president") | null;
            /**
             * Table
             * @default kinds
             * @enum {string}
             */
            table: "kinds" | "holders" | "entities" | "reasons" | "months" | "communes";
        };
        /** ColleaguesIn */
        ColleaguesIn: {
            /** Commune */
            commune: number;
        };
        /**
         * ColleagueOut
         * @description What work this person can be given in the commune.
         */
        ColleagueOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Name Ar */
            name_ar: string;
            /** Reviews */
            reviews: boolean;
            /** Inspects */
            inspects: boolean;
            /** Advises */
            advises: boolean;
        };
        /** MemberOut */
        MemberOut: {
            /** Id */
            id: number;
            /** Entity */
            entity: number;
            /** Commune */
            commune: number;
            /** User */
            user: number;
            /** Name */
            name: string;
            /** Name Ar */
            name_ar: string;
        };
        /** MemberIn */
        MemberIn: {
            /** Entity */
            entity: number;
            /** Commune */
            commune: number;
            /** User */
            user: number;
        };
        /** AttendanceOut */
        AttendanceOut: {
            /** Entity */
            entity: number;
            entity_name: components["schemas"]["NamesOut"];
            /** Presence */
            presence: string;
            /** Person */
            person: string;
        };
        /**
         * ItemOut
         * @description `opinions` are the present ones; `waiting` the entities that were asked and have not answered.
         */
        ItemOut: {
            /** Id */
            id: number;
            /** Rank */
            rank: number;
            /** Permit */
            permit: number;
            /** Reference */
            reference: string;
            /** Title */
            title: string;
            /** State */
            state: string;
            /** Conclusion */
            conclusion: string;
            /** Note */
            note: string;
            /** Is Postponed */
            is_postponed: boolean;
            /** Concluded At */
            concluded_at: string | null;
            /** Opinions */
            opinions: components["schemas"]["OpinionOut"][];
            /** Waiting */
            waiting: number[];
        };
        /** OpinionOut */
        OpinionOut: {
            /** Id */
            id: number;
            /** Entity */
            entity: number;
            entity_name: components["schemas"]["NamesOut"];
            /** Verdict */
            verdict: string;
            /** Text */
            text: string;
            /** Reasons */
            reasons: components["schemas"]["RefusalReasonOut"][];
            /** Reservations */
            reservations: string[];
            /**
             * Given At
             * Format: date-time
             */
            given_at: string;
            /** Is Superseded */
            is_superseded: boolean;
        };
        /** RefusalReasonOut */
        RefusalReasonOut: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            name: components["schemas"]["NamesOut"];
            /** Legal Ref */
            legal_ref: string;
            /** Theme */
            theme: string;
        };
        /** SittingOut */
        SittingOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
            /** Commune */
            commune: number;
            /** State */
            state: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Place */
            place: string;
            /** Quorum */
            quorum: number;
            /** Present */
            present: number;
            /** Opened At */
            opened_at: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Minutes */
            minutes: string;
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /** Attendances */
            attendances: components["schemas"]["AttendanceOut"][];
        };
        /** SessionIn */
        SessionIn: {
            /** Commune */
            commune: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Place
             * @default
             */
            place: string;
            /**
             * Quorum
             * @default 3
             */
            quorum: number;
        };
        /** AgendaIn */
        AgendaIn: {
            /** Permit */
            permit: number;
        };
        /** OrderIn */
        OrderIn: {
            /** Items */
            items: number[];
        };
        /** AttendanceIn */
        AttendanceIn: {
            /** Entity */
            entity: number;
            /**
             * Presence
             * @enum {string}
             */
            presence: "present" | "excused" | "absent";
            /**
             * Person
             * @default
             */
            person: string;
        };
        /**
         * SpokenIn
         * @description An opinion given in the session, for an entity that the reader speaks for.
         */
        SpokenIn: {
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "favourable" | "with_reservations" | "unfavourable";
            /**
             * Text
             * @default
             */
            text: string;
            /** Reasons */
            reasons?: number[];
            /** Reservations */
            reservations?: string[];
            /** Entity */
            entity: number;
        };
        /** OpinionIn */
        OpinionIn: {
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "favourable" | "with_reservations" | "unfavourable";
            /**
             * Text
             * @default
             */
            text: string;
            /** Reasons */
            reasons?: number[];
            /** Reservations */
            reservations?: string[];
        };
        /** NoteIn */
        NoteIn: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** MinutesIn */
        MinutesIn: {
            /**
             * Minutes
             * @default
             */
            minutes: string;
        };
        /** MineIn */
        MineIn: {
            /**
             * State
             * @default
             */
            state: string;
        };
        /** CirculationOut */
        CirculationOut: {
            /** Id */
            id: number;
            /** Entity */
            entity: number;
            entity_name: components["schemas"]["NamesOut"];
            /** Round */
            round: number;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Answered At */
            answered_at: string | null;
        };
        /** ComplementOut */
        ComplementOut: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Answered At */
            answered_at: string | null;
            /** Request */
            request: string;
            /** Documents */
            documents: string[];
            /** Answer */
            answer: string;
            /** Due At */
            due_at: string | null;
        };
        /** DecisionOut */
        DecisionOut: {
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
            /** Code */
            code: string;
            /** Text */
            text: string;
            /** Reasons */
            reasons: components["schemas"]["RefusalReasonOut"][];
            /** Ways Of Appeal */
            ways_of_appeal: string;
            /** Appeal Until */
            appeal_until: string | null;
            /** Signed At */
            signed_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /** Sha256 */
            sha256: string;
        };
        /** DocumentOut */
        DocumentOut: {
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            kind_name: components["schemas"]["NamesOut"];
            /** Is Plan */
            is_plan: boolean;
            /** State */
            state: string;
            /** Name */
            name: string;
            /** Media Type */
            media_type: string;
            /** Size */
            size: number;
            /** Pages */
            pages: number | null;
            /** Sha256 */
            sha256: string;
            /** Note */
            note: string;
            /**
             * Uploaded At
             * Format: date-time
             */
            uploaded_at: string;
            /** Replaced By */
            replaced_by: number | null;
        };
        /** FeeLineOut */
        FeeLineOut: {
            /** Code */
            code: string;
            /** Quantity */
            quantity: string;
            /** Unit */
            unit: string;
            /** Rate */
            rate: string;
            /** Amount */
            amount: string;
            /** Legal Ref */
            legal_ref: string;
        };
        /** FeeOrderOut */
        FeeOrderOut: {
            /** Number */
            number: string;
            /** Amount */
            amount: string;
            /** Lines */
            lines: components["schemas"]["FeeLineOut"][];
            /** Exemption */
            exemption: string;
            /**
             * Ordered At
             * Format: date-time
             */
            ordered_at: string;
            /** Cancelled At */
            cancelled_at: string | null;
            /** Payments */
            payments: components["schemas"]["PaymentOut"][];
        };
        /** MoveOut */
        MoveOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Action */
            action: string;
            /** Source */
            source: string;
            /** Target */
            target: string;
            /** Note */
            note: string;
        };
        /** PaymentOut */
        PaymentOut: {
            /** Number */
            number: string;
            /** Amount */
            amount: string;
            /** Method */
            method: string;
            /** Reference */
            reference: string;
            /**
             * Paid On
             * Format: date
             */
            paid_on: string;
        };
        /** PeopleOut */
        PeopleOut: {
            /** Owner Kind */
            owner_kind: string;
            /** Owner Name */
            owner_name: string;
            /** Owner Name Ar */
            owner_name_ar: string;
            /** Owner National Id */
            owner_national_id: string;
            /** Owner Phone */
            owner_phone: string;
            /** Owner Email */
            owner_email: string;
            /** Owner Address */
            owner_address: string;
            /** Architect Name */
            architect_name: string;
            /** Architect Number */
            architect_number: string;
            applicant: components["schemas"]["ActorOut"] | null;
            architect: components["schemas"]["ActorOut"] | null;
        };
        /**
         * PermitOut
         * @description A dossier as the reader may see it. `actions` are the steps that they could take now; `site` and
         *     `footprint` are GeoJSON in WGS84. `before` is the permit that this one amends or completes, `following`
         *     the dossiers that amend or complete it, as far as the reader may open them.
         */
        PermitOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Kind */
            kind: string;
            kind_name: components["schemas"]["NamesOut"];
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Title */
            title: string;
            /** Address */
            address: string;
            /** Commune Id */
            commune_id: number;
            /** District Id */
            district_id: number | null;
            /** Submitted At */
            submitted_at: string | null;
            /** Due At */
            due_at: string | null;
            /** Paused At */
            paused_at: string | null;
            /** Silence Reached At */
            silence_reached_at: string | null;
            /** Decided At */
            decided_at: string | null;
            /** Issued At */
            issued_at: string | null;
            /** Valid Until */
            valid_until: string | null;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Is Large */
            is_large: boolean | null;
            /** Is Late */
            is_late: boolean;
            /** Is Past */
            is_past: boolean;
            /** Version */
            version: number;
            /** Owner Name */
            owner_name: string | null;
            assignee: components["schemas"]["ActorOut"] | null;
            people: components["schemas"]["PeopleOut"] | null;
            /** Is Own */
            is_own: boolean;
            /** Project */
            project: {
                [key: string]: unknown;
            };
            /** Answers */
            answers: {
                [key: string]: unknown;
            };
            /** Site */
            site: {
                [key: string]: unknown;
            } | null;
            /** Footprint */
            footprint: {
                [key: string]: unknown;
            } | null;
            /** Parcels */
            parcels: components["schemas"]["SiteParcelOut"][];
            rules: components["schemas"]["RulesOut"] | null;
            /** Parent */
            parent: number | null;
            before: components["schemas"]["RelativeOut"] | null;
            /** Following */
            following: components["schemas"]["RelativeOut"][];
            /** Documents */
            documents: components["schemas"]["DocumentOut"][];
            /** Circulations */
            circulations: components["schemas"]["CirculationOut"][];
            /** Opinions */
            opinions: components["schemas"]["OpinionOut"][];
            complement: components["schemas"]["ComplementOut"] | null;
            /** Decisions */
            decisions: components["schemas"]["DecisionOut"][];
            /** Fees */
            fees: components["schemas"]["FeeOrderOut"][];
            /** History */
            history: components["schemas"]["MoveOut"][];
            /** Actions */
            actions: string[];
        };
        /**
         * RelativeOut
         * @description A dossier that goes with another one.
         */
        RelativeOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Kind */
            kind: string;
            kind_name: components["schemas"]["NamesOut"];
            /** State */
            state: string;
        };
        /** RulesOut */
        RulesOut: {
            /** Delay */
            delay: number;
            /** Delay Unit */
            delay_unit: string;
            /** Silence Is Agreement */
            silence_is_agreement: boolean;
            /** Legal Ref */
            legal_ref: string;
        };
        /** SiteParcelOut */
        SiteParcelOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Slug */
            slug: string;
        };
        /** DraftIn */
        DraftIn: {
            /** Commune */
            commune: number;
            /** Kind */
            kind: string;
        };
        /**
         * DraftChangeIn
         * @description What is known so far; what is not given stays. `version` is the one that was last read.
         *
         *     `footprint` is GeoJSON in WGS84; `architect` the user name of the architect's account ("": none).
         */
        DraftChangeIn: {
            /** Version */
            version: number;
            /** Kind */
            kind?: string | null;
            /** Parcels */
            parcels?: number[] | null;
            /** Footprint */
            footprint?: {
                [key: string]: unknown;
            } | null;
            /** Project */
            project?: {
                [key: string]: unknown;
            } | null;
            /** Answers */
            answers?: {
                [key: string]: unknown;
            } | null;
            /** Architect */
            architect?: string | null;
            /** Owner Kind */
            owner_kind?: ("person" | "company" | "public_body") | null;
            /** Owner Name */
            owner_name?: string | null;
            /** Owner Name Ar */
            owner_name_ar?: string | null;
            /** Owner National Id */
            owner_national_id?: string | null;
            /** Owner Phone */
            owner_phone?: string | null;
            /** Owner Email */
            owner_email?: string | null;
            /** Owner Address */
            owner_address?: string | null;
            /** Architect Name */
            architect_name?: string | null;
            /** Architect Number */
            architect_number?: string | null;
            /** Title */
            title?: string | null;
            /** Address */
            address?: string | null;
        };
        /** DocumentAskedOut */
        DocumentAskedOut: {
            /** Kind */
            kind: string;
            /** Required */
            required: boolean;
        };
        /**
         * LackingOut
         * @description What the application lacks, the documents it may hold, and the type that it would be filed as.
         */
        LackingOut: {
            /** Missing */
            missing: components["schemas"]["MissingOut"][];
            /** Documents */
            documents: components["schemas"]["DocumentAskedOut"][];
            /** Is Large */
            is_large: boolean;
        };
        /** MissingOut */
        MissingOut: {
            /** What */
            what: string;
            /** Title */
            title: string;
        };
        /** FeeEstimateOut */
        FeeEstimateOut: {
            /** Lines */
            lines: components["schemas"]["FeeLineOut"][];
            /** Total */
            total: string;
        };
        /**
         * ReceiptOut
         * @description The receipt of law 55-19 as data.
         */
        ReceiptOut: {
            /** Number */
            number: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Applicant */
            applicant: string;
            /** Applicant Ar */
            applicant_ar: string;
            act: components["schemas"]["NamesOut"];
            commune: components["schemas"]["NamesOut"];
            /** Documents */
            documents: components["schemas"]["ReceivedOut"][];
            /** Delay */
            delay: number | null;
            /** Delay Unit */
            delay_unit: string;
            /** Due At */
            due_at: string | null;
            /** Silence Is Agreement */
            silence_is_agreement: boolean;
            /** Legal Ref */
            legal_ref: string;
            /** Agent */
            agent: string;
        };
        /** ReceivedOut */
        ReceivedOut: {
            kind: components["schemas"]["NamesOut"];
            /** Name */
            name: string;
            /** Sha256 */
            sha256: string;
        };
        /** CheckRunOut */
        CheckRunOut: {
            /** Id */
            id: number | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Permit Version */
            permit_version: number;
            /** Findings */
            findings: components["schemas"]["FindingOut"][];
        };
        /** FindingOut */
        FindingOut: {
            /** Id */
            id: string;
            /** Part */
            part: unknown;
            /** Outcome */
            outcome: string;
            /** Title */
            title: string;
            /** Detail */
            detail: string;
            /** Article Ref */
            article_ref: string;
            /** Measure */
            measure: {
                [key: string]: unknown;
            } | null;
            /** Shapes */
            shapes: {
                [key: string]: unknown;
            };
        };
        /** TextIn */
        TextIn: {
            /**
             * Text
             * @default
             */
            text: string;
        };
        /**
         * FollowIn
         * @description `kind`: a type that completes works.
         */
        FollowIn: {
            /** Kind */
            kind: string;
        };
        /** StartIn */
        StartIn: {
            /**
             * On
             * Format: date
             */
            on: string;
            /** Architect Name */
            architect_name: string;
            /**
             * Contractor
             * @default
             */
            contractor: string;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** PictureIn */
        PictureIn: {
            /**
             * Width
             * @description Pixels.
             * @default 1200
             */
            width: number;
        };
        /** JudgementIn */
        JudgementIn: {
            /** Accepted */
            accepted: boolean;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** AnnotationOut */
        AnnotationOut: {
            /** Id */
            id: number;
            /** Document */
            document: number;
            /** Page */
            page: number;
            /** X */
            x: number;
            /** Y */
            y: number;
            /** Shape */
            shape: [
                number,
                number
            ][];
            /** Text */
            text: string;
            /** Is Internal */
            is_internal: boolean;
            author: components["schemas"]["ActorOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Resolved At */
            resolved_at: string | null;
        };
        /**
         * AnnotationIn
         * @description `x`, `y` and the points of `shape` are parts of the page's width and height.
         */
        AnnotationIn: {
            /**
             * Page
             * @default 1
             */
            page: number;
            /** X */
            x: number;
            /** Y */
            y: number;
            /** Shape */
            shape?: [
                number,
                number
            ][];
            /** Text */
            text: string;
            /**
             * Is Internal
             * @default false
             */
            is_internal: boolean;
        };
        /**
         * DrawnPlanOut
         * @description What a DXF plan shows, in metres; `layers` are those that were read with their role.
         */
        DrawnPlanOut: {
            unit: components["schemas"]["DrawnUnitOut"];
            /** Layers */
            layers: {
                [key: string]: string;
            };
            /** Storeys */
            storeys: number | null;
            /** Height M */
            height_m: number | null;
            /** Levels M */
            levels_m: number[];
            /** Floors */
            floors: {
                [key: string]: number;
            };
            /** Floor Area M2 */
            floor_area_m2: number | null;
            /** Covered Area M2 */
            covered_area_m2: number | null;
            /** Parking Places */
            parking_places: number | null;
            /** Unread */
            unread: components["schemas"]["UnreadPartOut"][];
        };
        /** DrawnUnitOut */
        DrawnUnitOut: {
            /** Name */
            name: string;
            /** Is Assumed */
            is_assumed: boolean;
        };
        /**
         * FootprintOut
         * @description `footprint` is GeoJSON in WGS84, null where the file draws none or nothing says where it lies; `crs`
         *     the system that the file was read in ("" for a plan); `findings` a plan beside the cadastre.
         */
        FootprintOut: {
            /** Id */
            id: number;
            /** Document */
            document: number | null;
            /** Name */
            name: string;
            /** Sha256 */
            sha256: string;
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /** Footprint */
            footprint: {
                [key: string]: unknown;
            } | null;
            /** Area M2 */
            area_m2: number;
            /** Crs */
            crs: string;
            /** Remarks */
            remarks: string[];
            plan: components["schemas"]["DrawnPlanOut"] | null;
            /** Findings */
            findings: components["schemas"]["FindingOut"][];
        };
        /** UnreadPartOut */
        UnreadPartOut: {
            /** Reason */
            reason: string;
            /** Detail */
            detail: string;
            /** Layer */
            layer: string;
            /** Entity */
            entity: string;
            /** Count */
            count: number;
        };
        /**
         * AskedOut
         * @description A dossier that an entity of the reader's is asked about.
         */
        AskedOut: {
            /** Circulation */
            circulation: number;
            /** Permit */
            permit: number;
            /** Reference */
            reference: string;
            /** Title */
            title: string;
            /** Kind */
            kind: string;
            kind_name: components["schemas"]["NamesOut"];
            /** State */
            state: string;
            /** Entity */
            entity: number;
            entity_name: components["schemas"]["NamesOut"];
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Answered At */
            answered_at: string | null;
        };
        /** ComplementIn */
        ComplementIn: {
            /**
             * Request
             * @default
             */
            request: string;
            /** Documents */
            documents?: string[];
        };
        /** CirculateIn */
        CirculateIn: {
            /** Entities */
            entities: number[];
            /** Days */
            days?: number | null;
        };
        /**
         * FeeIn
         * @description `exemption` names the text that exempts the dossier ("": none).
         */
        FeeIn: {
            /**
             * Exemption
             * @default
             */
            exemption: string;
        };
        /** PaymentIn */
        PaymentIn: {
            /** Amount */
            amount: number | string;
            /**
             * Method
             * @enum {string}
             */
            method: "cash" | "cheque" | "transfer" | "card";
            /**
             * Reference
             * @default
             */
            reference: string;
            /**
             * Paid On
             * Format: date
             */
            paid_on: string;
        };
        /** RefusalIn */
        RefusalIn: {
            /**
             * Text
             * @default
             */
            text: string;
            /** Reasons */
            reasons: number[];
            /** Ways Of Appeal */
            ways_of_appeal: string;
        };
        /** AppealAnswerIn */
        AppealAnswerIn: {
            /** Allowed */
            allowed: boolean;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** SilenceIn */
        SilenceIn: {
            /** Reference */
            reference: string;
        };
        /** VisitsIn */
        VisitsIn: {
            /** Permit */
            permit?: number | null;
            /** Offence */
            offence?: number | null;
            /**
             * Waiting
             * @description Only those that were not held yet.
             * @default false
             */
            waiting: boolean;
        };
        /** InspectionOut */
        InspectionOut: {
            /** Id */
            id: number;
            /** Commune Id */
            commune_id: number;
            /** Permit Id */
            permit_id: number | null;
            /** Offence Id */
            offence_id: number | null;
            /** Parcel Id */
            parcel_id: number | null;
            /**
             * About
             * @description The number of the dossier or offence, or the parcel's reference.
             */
            about: string;
            /** Address */
            address: string;
            /**
             * Place
             * @description Where to go, where that is not the dossier's site.
             */
            place: {
                [key: string]: unknown;
            } | null;
            /** Purpose */
            purpose: string;
            /** Planned On */
            planned_on: string | null;
            inspector: components["schemas"]["ActorOut"] | null;
            /** Held At */
            held_at: string | null;
            /** Result */
            result: string;
            /** Note */
            note: string;
            /** Checklist */
            checklist: {
                [key: string]: unknown;
            }[];
            /** Position */
            position: {
                [key: string]: unknown;
            } | null;
            /** Photos */
            photos: components["schemas"]["PhotoOut"][];
        };
        /** PhotoOut */
        PhotoOut: {
            /** Id */
            id: number;
            /** Caption */
            caption: string;
            /** Taken At */
            taken_at: string | null;
            /** Sha256 */
            sha256: string;
        };
        /**
         * PlanIn
         * @description A visit to the site of a permit or of an offence.
         */
        PlanIn: {
            /** Commune */
            commune: number;
            /** Permit */
            permit?: number | null;
            /** Offence */
            offence?: number | null;
            /**
             * Purpose
             * @default routine
             * @enum {string}
             */
            purpose: "routine" | "foundations" | "completion" | "complaint" | "offence";
            /**
             * Planned On
             * Format: date
             */
            planned_on: string;
            /**
             * Inspector
             * @description Null: the reader.
             */
            inspector?: number | null;
        };
        /** CheckedIn */
        CheckedIn: {
            /** Item */
            item: string;
            /** Ok */
            ok?: boolean | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * HeldIn
         * @description What was found. `client_key` is made once by the device, so that sending again changes nothing;
         *     `position` is longitude and latitude.
         */
        HeldIn: {
            /**
             * Client Key
             * Format: uuid
             */
            client_key: string;
            /**
             * Held At
             * Format: date-time
             */
            held_at: string;
            /**
             * Result
             * @enum {string}
             */
            result: "conforming" | "remarks" | "offence" | "impossible";
            /**
             * Note
             * @default
             */
            note: string;
            /** Checklist */
            checklist?: components["schemas"]["CheckedIn"][];
            /** Position */
            position?: [
                number,
                number
            ] | null;
        };
        /** OffencesIn */
        OffencesIn: {
            /** Commune */
            commune?: number | null;
            /**
             * State
             * @default
             */
            state: string;
            /** Permit */
            permit?: number | null;
        };
        /** OffenceOut */
        OffenceOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
            /** State */
            state: string;
            /** Kind */
            kind: string;
            /** Commune Id */
            commune_id: number;
            /** Permit Id */
            permit_id: number | null;
            /** Permit Reference */
            permit_reference: string;
            /** Parcel Id */
            parcel_id: number | null;
            /** Parcel Reference */
            parcel_reference: string;
            /** Place */
            place: {
                [key: string]: unknown;
            } | null;
            /** Description */
            description: string;
            /** Offender Name */
            offender_name: string;
            /**
             * Observed At
             * Format: date-time
             */
            observed_at: string;
            /**
             * Report Due At
             * Format: date-time
             */
            report_due_at: string;
            /** Remedy Due At */
            remedy_due_at: string | null;
            /** Remedy */
            remedy: string;
            /** Fine Min */
            fine_min: number | null;
            /** Fine Max */
            fine_max: number | null;
        };
        /** OffenceIn */
        OffenceIn: {
            /** Commune */
            commune: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "no_permit" | "beyond_permit" | "forbidden_zone" | "public_domain" | "no_declaration" | "site_rules";
            /** Description */
            description: string;
            /**
             * Observed At
             * Format: date-time
             */
            observed_at: string;
            /** Permit */
            permit?: number | null;
            /** Parcel */
            parcel?: number | null;
            /** Place */
            place?: [
                number,
                number
            ] | null;
            /**
             * Offender Name
             * @default
             */
            offender_name: string;
            /**
             * Offender National Id
             * @default
             */
            offender_national_id: string;
        };
        /** StepIn */
        StepIn: {
            /**
             * Action
             * @enum {string}
             */
            action: "report" | "transmit" | "stop_works" | "confirm_remedy" | "order_demolition" | "execute" | "close";
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** RemedyIn */
        RemedyIn: {
            /** Remedy */
            remedy: string;
            /** Days */
            days: number;
        };
        /**
         * VerificationOut
         * @description Nothing in it names a person.
         */
        VerificationOut: {
            /** Code */
            code: string;
            /**
             * Status
             * @enum {string}
             */
            status: "valid" | "expired" | "withdrawn" | "replaced";
            /** Kind */
            kind: string;
            title: components["schemas"]["NamesOut"];
            /** Reference */
            reference: string;
            commune: components["schemas"]["WordsOut"];
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /** Valid Until */
            valid_until: string | null;
            /** Parcels */
            parcels: string[];
            /** Sha256 */
            sha256: string;
            /** Size */
            size: number;
            /** Is Signed */
            is_signed: boolean;
            /**
             * Is Test
             * @description Signed by a test certificate, without force in law.
             */
            is_test: boolean;
            /** Replaced By */
            replaced_by: string | null;
            /** Replaced By Reference */
            replaced_by_reference: string;
        };
        /** WordsOut */
        WordsOut: {
            /** Fr */
            fr: string;
            /** Ar */
            ar: string;
        };
        /** ComparisonOut */
        ComparisonOut: {
            /** Is Same */
            is_same: boolean;
            /** Sha256 */
            sha256: string;
            signature: components["schemas"]["SignatureOut"] | null;
        };
        /** SignatureOut */
        SignatureOut: {
            /** Is Intact */
            is_intact: boolean;
            /** Is Ours */
            is_ours: boolean;
            /** Holder */
            holder: string;
            /** Is Test */
            is_test: boolean;
        };
        /** PaperOut */
        PaperOut: {
            /** Code */
            code: string;
            /** Kind */
            kind: string;
            title: components["schemas"]["NamesOut"];
            /** Reference */
            reference: string;
            /** Languages */
            languages: string[];
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Size */
            size: number;
            /** Pages */
            pages: number;
            /** Sha256 */
            sha256: string;
            /** Is Signed */
            is_signed: boolean;
            /** Is Test */
            is_test: boolean;
            /** Is Withdrawn */
            is_withdrawn: boolean;
            /** Href */
            href: string;
        };
        /** WordingOut */
        WordingOut: {
            /** Kind */
            kind: string;
            title: components["schemas"]["NamesOut"];
            /**
             * Language
             * @enum {string}
             */
            language: "ar" | "fr";
            /** Version */
            version: number;
            /** Text */
            text: string;
            /** Delivered */
            delivered: string;
        };
        /** WordingsOut */
        WordingsOut: {
            /** Placeholders */
            placeholders: {
                [key: string]: components["schemas"]["WordsOut"];
            };
            /** Wordings */
            wordings: components["schemas"]["WordingOut"][];
        };
        /** WordingIn */
        WordingIn: {
            /**
             * Language
             * @enum {string}
             */
            language: "ar" | "fr";
            /** Text */
            text: string;
        };
        /** LetterheadIn */
        LetterheadIn: {
            /**
             * Region Fr
             * @default
             */
            region_fr: string;
            /**
             * Region Ar
             * @default
             */
            region_ar: string;
            /**
             * Province Fr
             * @default
             */
            province_fr: string;
            /**
             * Province Ar
             * @default
             */
            province_ar: string;
            /**
             * Service Fr
             * @default
             */
            service_fr: string;
            /**
             * Service Ar
             * @default
             */
            service_ar: string;
            /**
             * Signatory Fr
             * @default
             */
            signatory_fr: string;
            /**
             * Signatory Ar
             * @default
             */
            signatory_ar: string;
            /**
             * Contact
             * @default
             */
            contact: string;
        };
        /** AuthorisationOut */
        AuthorisationOut: {
            /** Id */
            id: number;
            /** Commune Id */
            commune_id: number;
            /** Reference */
            reference: string;
            /** Issued By */
            issued_by: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date
             */
            valid_until: string;
            /** Area */
            area: {
                [key: string]: unknown;
            } | null;
            /** Pilot Name */
            pilot_name: string;
            /** Pilot Licence */
            pilot_licence: string;
        };
        /**
         * AuthorisationIn
         * @description `area`: GeoJSON in WGS84; null: the whole commune.
         */
        AuthorisationIn: {
            /** Commune */
            commune: number;
            /** Reference */
            reference: string;
            /**
             * Issued By
             * @default
             */
            issued_by: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date
             */
            valid_until: string;
            /** Area */
            area?: {
                [key: string]: unknown;
            } | null;
            /** Pilot Name */
            pilot_name: string;
            /**
             * Pilot Licence
             * @default
             */
            pilot_licence: string;
        };
        /** CampaignOut */
        CampaignOut: {
            /** Id */
            id: number;
            /** Commune Id */
            commune_id: number;
            name: components["schemas"]["NamesOut"];
            /** Purpose */
            purpose: string;
        };
        /** CampaignIn */
        CampaignIn: {
            /** Commune */
            commune: number;
            /**
             * Name Ar
             * @default
             */
            name_ar: string;
            /**
             * Name Fr
             * @default
             */
            name_fr: string;
            /**
             * Name En
             * @default
             */
            name_en: string;
            /**
             * Purpose
             * @default
             */
            purpose: string;
        };
        /**
         * SurveysIn
         * @description Which surveys: of a commune, of a campaign, those that show the place (`lon`, `lat`).
         */
        SurveysIn: {
            /** Commune */
            commune?: number | null;
            /** Campaign */
            campaign?: number | null;
            /** Lon */
            lon?: number | null;
            /** Lat */
            lat?: number | null;
        };
        /**
         * SurveyRowOut
         * @description A line of the list; `bbox` in degrees (null: nothing to show yet).
         */
        SurveyRowOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
            /** Title */
            title: string;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Commune Id */
            commune_id: number;
            /** Campaign Id */
            campaign_id: number | null;
            /**
             * Flown At
             * Format: date-time
             */
            flown_at: string;
            /** Sensor */
            sensor: string;
            /** Gsd Cm */
            gsd_cm: number | null;
            /** Published At */
            published_at: string | null;
            /** Version */
            version: number;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Kinds
             * @description The kinds of file that are ready.
             */
            kinds: string[];
        };
        /**
         * ProductOut
         * @description One file of a survey. `step` and `fraction` tell how far its preparation is.
         */
        ProductOut: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "ortho" | "dsm" | "dtm" | "multispectral";
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Source */
            source: string;
            /** File Name */
            file_name: string;
            /** Size */
            size: number | null;
            /** Sha256 */
            sha256: string;
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
            /** Bands */
            bands: {
                [key: string]: number;
            };
            /** Statistics */
            statistics: {
                [key: string]: unknown;
            }[];
            /** Step */
            step: string;
            /** Fraction */
            fraction: number;
            error: components["schemas"]["RefusalOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Ready At */
            ready_at: string | null;
        };
        /** RefusalOut */
        RefusalOut: {
            /** Code */
            code: string;
            /** Title */
            title: string;
            /** Detail */
            detail: string;
        };
        /**
         * SurveyOut
         * @description A survey; `authorisation`, `note` and `created_by` are null for who is not of its commune's desk.
         */
        SurveyOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
            /** Title */
            title: string;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Commune Id */
            commune_id: number;
            /** Campaign Id */
            campaign_id: number | null;
            /**
             * Flown At
             * Format: date-time
             */
            flown_at: string;
            /** Sensor */
            sensor: string;
            /** Gsd Cm */
            gsd_cm: number | null;
            /** Published At */
            published_at: string | null;
            /** Version */
            version: number;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Kinds
             * @description The kinds of file that are ready.
             */
            kinds: string[];
            /** Georeference */
            georeference: string;
            /** Accuracy Cm */
            accuracy_cm: number | null;
            /** Footprint */
            footprint: {
                [key: string]: unknown;
            } | null;
            /** Note */
            note: string | null;
            authorisation: components["schemas"]["AuthorisationOut"] | null;
            created_by: components["schemas"]["ActorOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Products */
            products: components["schemas"]["ProductOut"][];
            /** May Upload */
            may_upload: boolean;
            /** May Publish */
            may_publish: boolean;
        };
        /**
         * SurveyIn
         * @description A flight, before its files: `gsd_cm` and `accuracy_cm` are what the pilot knows of them.
         */
        SurveyIn: {
            /** Authorisation */
            authorisation: number;
            /** Title */
            title: string;
            /**
             * Flown At
             * Format: date-time
             */
            flown_at: string;
            /**
             * Sensor
             * @default
             */
            sensor: string;
            /**
             * Georeference
             * @default gps
             * @enum {string}
             */
            georeference: "rtk" | "control_points" | "gps";
            /** Gsd Cm */
            gsd_cm?: number | null;
            /** Accuracy Cm */
            accuracy_cm?: number | null;
            /** Campaign */
            campaign?: number | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** PublishIn */
        PublishIn: {
            /** Is Public */
            is_public: boolean;
        };
        /**
         * ProductIn
         * @description A complete upload taken as a survey's file; `bands`: which band is red, nir … (from 1).
         */
        ProductIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "ortho" | "dsm" | "dtm" | "multispectral";
            /**
             * Upload
             * Format: uuid
             */
            upload: string;
            /** Bands */
            bands?: {
                [key: string]: number;
            };
        };
        /**
         * InboxFileOut
         * @description A file of the server's folder; `size` in bytes.
         */
        InboxFileOut: {
            /** Path */
            path: string;
            /** Size */
            size: number;
            /**
             * Modified At
             * Format: date-time
             */
            modified_at: string;
        };
        /**
         * SourcesOut
         * @description Where files of this survey may come from, besides uploads.
         */
        SourcesOut: {
            /** Inbox */
            inbox: components["schemas"]["InboxFileOut"][];
            /** Has Inbox */
            has_inbox: boolean;
            /**
             * Addresses
             * @description Files may be fetched below these.
             */
            addresses: string[];
            /** Has Odm */
            has_odm: boolean;
        };
        /**
         * FetchOut
         * @description A file on its way. `step` and `fraction` tell how far it is.
         */
        FetchOut: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "ortho" | "dsm" | "dtm" | "multispectral";
            /** Source */
            source: string;
            /**
             * Address
             * @description Without its query, which may hold a key.
             */
            address: string;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Step */
            step: string;
            /** Fraction */
            fraction: number;
            error: components["schemas"]["RefusalOut"] | null;
            /** Product Id */
            product_id: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
        };
        /**
         * FetchIn
         * @description `path` below the server's folder, or `url`; `sha256`: what the file must hash to, where it is known.
         */
        FetchIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "ortho" | "dsm" | "dtm" | "multispectral";
            /** Path */
            path?: string | null;
            /** Url */
            url?: string | null;
            /**
             * Sha256
             * @default
             */
            sha256: string;
        };
        /**
         * WaitingPhotoOut
         * @description A photo that arrived whole; `modified` as its sender told it, to know the file again.
         */
        WaitingPhotoOut: {
            /**
             * Key
             * Format: uuid
             */
            key: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
            /** Modified */
            modified: string;
        };
        /**
         * OdmOut
         * @description A task of the photogrammetry node. `step` and `fraction` tell how far it is; the node is silent since
         *     `unanswered_since`.
         */
        OdmOut: {
            /** Id */
            id: number;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Photos */
            photos: number;
            /** Dsm */
            dsm: boolean;
            /** Dtm */
            dtm: boolean;
            /** Resolution Cm */
            resolution_cm: number;
            /** Node Uuid */
            node_uuid: string | null;
            /** Unanswered Since */
            unanswered_since: string | null;
            /** Step */
            step: string;
            /** Fraction */
            fraction: number;
            error: components["schemas"]["RefusalOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
        };
        /**
         * OdmIn
         * @description Photos sent for `survey-photos` (null: all that name this survey in their metadata).
         */
        OdmIn: {
            /** Photos */
            photos?: string[] | null;
            /**
             * Dsm
             * @default true
             */
            dsm: boolean;
            /**
             * Dtm
             * @default true
             */
            dtm: boolean;
            /**
             * Resolution Cm
             * @description Of a pixel on the ground.
             * @default 5
             */
            resolution_cm: number;
        };
        /**
         * ComparisonsIn
         * @description Which runs: of a commune, in which a survey takes part.
         */
        ComparisonsIn: {
            /** Commune */
            commune?: number | null;
            /** Survey */
            survey?: number | null;
        };
        /**
         * ChangeTallyOut
         * @description Where the changes of a run went: `seen` by the detection; `found` as findings (one over several parcels
         *     may be several), of them `on_no_parcel`; `outside` the commune, on `outside_m2`, and so no finding.
         */
        ChangeTallyOut: {
            /** Seen */
            seen: number;
            /** Found */
            found: number;
            /** On No Parcel */
            on_no_parcel: number;
            /** Outside */
            outside: number;
            /** Outside M2 */
            outside_m2: number;
        };
        /**
         * SurveyComparisonOut
         * @description A run of the change detection; `findings` counts by state, `changes` tells where all went (null: the
         *     run is not finished).
         */
        SurveyComparisonOut: {
            /** Id */
            id: number;
            /** Commune Id */
            commune_id: number;
            before: components["schemas"]["SurveyRowOut"];
            after: components["schemas"]["SurveyRowOut"];
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Step */
            step: string;
            /** Fraction */
            fraction: number;
            /** Sources */
            sources: {
                [key: string]: unknown;
            };
            /** Report */
            report: {
                [key: string]: unknown;
            };
            changes: components["schemas"]["ChangeTallyOut"] | null;
            /**
             * Thresholds
             * @description The version of the commune's thresholds; null: the defaults.
             */
            thresholds: number | null;
            error: components["schemas"]["RefusalOut"] | null;
            created_by: components["schemas"]["ActorOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Findings */
            findings: {
                [key: string]: number;
            };
        };
        /**
         * ComparisonIn
         * @description Two surveys to compare, within `area` (GeoJSON in WGS84; null: all they share).
         */
        ComparisonIn: {
            /** Before */
            before: number;
            /** After */
            after: number;
            /** Area */
            area?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * FindingsIn
         * @description Which findings; `verdict` and `state` may be given several times. `cursor`: the `next` of a page.
         */
        FindingsIn: {
            /** Comparison */
            comparison?: number | null;
            /** Commune */
            commune?: number | null;
            /** Parcel */
            parcel?: number | null;
            /** Permit */
            permit?: number | null;
            /**
             * Survey
             * @description The later survey.
             */
            survey?: number | null;
            /** Verdict */
            verdict?: ("no_permit" | "footprint_exceeds" | "height_exceeds" | "in_servitude" | "authorised" | "demolished")[];
            /** State */
            state?: ("open" | "accepted" | "visit" | "rejected")[];
            /**
             * Min Confidence
             * @default 0
             */
            min_confidence: number;
            /**
             * Cursor
             * @default
             */
            cursor: string;
            /**
             * Size
             * @default 50
             */
            size: number;
        };
        /**
         * FindingCountsOut
         * @description Of all that fits the other filters, by verdict and by state.
         */
        FindingCountsOut: {
            /** Verdicts */
            verdicts: {
                [key: string]: number;
            };
            /** States */
            states: {
                [key: string]: number;
            };
        };
        /**
         * FindingRowOut
         * @description A line of the list. Areas in m², heights in metres (null: not known), `score` orders it.
         *
         *     `outside_m2` lies beyond what the permit allows; `height_m` was gained or lost, `built_height_m` stands
         *     above the ground, `permitted_height_m` is what the permit allows. `parcel` null: on no parcel.
         */
        FindingRowOut: {
            /** Id */
            id: number;
            /** Number */
            number: number;
            /** Comparison Id */
            comparison_id: number;
            /** Commune Id */
            commune_id: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "no_permit" | "footprint_exceeds" | "height_exceeds" | "in_servitude" | "authorised" | "demolished";
            /** Verdict Title */
            verdict_title: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "accepted" | "visit" | "rejected";
            /** State Title */
            state_title: string;
            /**
             * Direction
             * @description up, down, or surface: seen in pictures alone.
             */
            direction: string;
            /** Area M2 */
            area_m2: number;
            /** Outside M2 */
            outside_m2: number;
            /** Height M */
            height_m: number | null;
            /** Built Height M */
            built_height_m: number | null;
            /** Permitted Height M */
            permitted_height_m: number | null;
            /** Volume M3 */
            volume_m3: number | null;
            /** Confidence */
            confidence: number;
            /** Score */
            score: number;
            /** Reason */
            reason: string;
            /** Reason Title */
            reason_title: string;
            /** Note */
            note: string;
            parcel: components["schemas"]["ParcelRefOut"] | null;
            permit: components["schemas"]["PermitRefOut"] | null;
            /** Offence Id */
            offence_id: number | null;
            /** Inspection Id */
            inspection_id: number | null;
            /** Judged At */
            judged_at: string | null;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Place
             * @description Longitude and latitude of a point on it.
             */
            place: [
                number,
                number
            ] | null;
            pictures: components["schemas"]["PicturesOut"];
        };
        /** FindingsOut */
        FindingsOut: {
            /** Items */
            items: components["schemas"]["FindingRowOut"][];
            /**
             * Next
             * @description The cursor of the next page; "" at the end.
             */
            next: string;
            counts: components["schemas"]["FindingCountsOut"];
        };
        /**
         * ParcelRefOut
         * @description `slug` is the parcel's place in addresses.
         */
        ParcelRefOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /** Slug */
            slug: string;
        };
        /** PermitRefOut */
        PermitRefOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
        };
        /**
         * PicturesOut
         * @description Addresses of the pictures of a finding's place; null: there is none.
         */
        PicturesOut: {
            /** Before */
            before?: string | null;
            /** After */
            after?: string | null;
        };
        /**
         * EvidenceOut
         * @description A printed evidence, a PDF in Arabic and French that can be verified by its code.
         */
        EvidenceOut: {
            /** Code */
            code: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Pages */
            pages: number;
            /** Size */
            size: number;
            /** Sha256 */
            sha256: string;
            /** Is Withdrawn */
            is_withdrawn: boolean;
            /** Href */
            href: string;
        };
        /**
         * ExplainedOut
         * @description A sentence on what the verdict rests on, in the reader's language.
         */
        ExplainedOut: {
            /** Code */
            code: string;
            /** Text */
            text: string;
        };
        /** JudgementOut */
        JudgementOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Action */
            action: string;
            /** Source */
            source: string;
            /** Target */
            target: string;
            /** Note */
            note: string;
            actor: components["schemas"]["ActorOut"] | null;
        };
        /** OffenceRefOut */
        OffenceRefOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
        };
        /**
         * SurveyFindingOut
         * @description A finding with all that it rests on: `sources` are the files compared, with their sha256.
         */
        SurveyFindingOut: {
            /** Id */
            id: number;
            /** Number */
            number: number;
            /** Comparison Id */
            comparison_id: number;
            /** Commune Id */
            commune_id: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "no_permit" | "footprint_exceeds" | "height_exceeds" | "in_servitude" | "authorised" | "demolished";
            /** Verdict Title */
            verdict_title: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "accepted" | "visit" | "rejected";
            /** State Title */
            state_title: string;
            /**
             * Direction
             * @description up, down, or surface: seen in pictures alone.
             */
            direction: string;
            /** Area M2 */
            area_m2: number;
            /** Outside M2 */
            outside_m2: number;
            /** Height M */
            height_m: number | null;
            /** Built Height M */
            built_height_m: number | null;
            /** Permitted Height M */
            permitted_height_m: number | null;
            /** Volume M3 */
            volume_m3: number | null;
            /** Confidence */
            confidence: number;
            /** Score */
            score: number;
            /** Reason */
            reason: string;
            /** Reason Title */
            reason_title: string;
            /** Note */
            note: string;
            parcel: components["schemas"]["ParcelRefOut"] | null;
            permit: components["schemas"]["PermitRefOut"] | null;
            /** Offence Id */
            offence_id: number | null;
            /** Inspection Id */
            inspection_id: number | null;
            /** Judged At */
            judged_at: string | null;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Place
             * @description Longitude and latitude of a point on it.
             */
            place: [
                number,
                number
            ] | null;
            pictures: components["schemas"]["PicturesOut"];
            /** Geometry */
            geometry: {
                [key: string]: unknown;
            };
            /** Explained */
            explained: components["schemas"]["ExplainedOut"][];
            /** Measured */
            measured: {
                [key: string]: unknown;
            };
            before: components["schemas"]["SurveyRowOut"];
            after: components["schemas"]["SurveyRowOut"];
            /** Sources */
            sources: {
                [key: string]: unknown;
            };
            /** Report */
            report: {
                [key: string]: unknown;
            };
            /** Thresholds */
            thresholds: number | null;
            judged_by: components["schemas"]["ActorOut"] | null;
            offence: components["schemas"]["OffenceRefOut"] | null;
            visit: components["schemas"]["VisitRefOut"] | null;
            /** History */
            history: components["schemas"]["JudgementOut"][];
            /** Evidence */
            evidence: components["schemas"]["EvidenceOut"][];
            /** May Judge */
            may_judge: boolean;
            /**
             * May Open Offence
             * @description Whether the reader may record it as an offence.
             */
            may_open_offence: boolean;
        };
        /**
         * VisitRefOut
         * @description The planned visit; `result` is "" until it is held.
         */
        VisitRefOut: {
            /** Id */
            id: number;
            /** Planned On */
            planned_on: string | null;
            /** Held At */
            held_at: string | null;
            /** Result */
            result: string;
            inspector: components["schemas"]["ActorOut"] | null;
        };
        /**
         * AfterIn
         * @description `after`: the `next` of the page before.
         */
        AfterIn: {
            /**
             * After
             * @default 0
             */
            after: number;
        };
        /**
         * ParcelChangeOut
         * @description What was measured on one parcel (m², metres; null: the flights do not tell).
         */
        ParcelChangeOut: {
            parcel: components["schemas"]["ParcelRefOut"];
            /** Built Before M2 */
            built_before_m2: number | null;
            /** Built After M2 */
            built_after_m2: number | null;
            /** Height Before M */
            height_before_m: number | null;
            /** Height After M */
            height_after_m: number | null;
            /** Share Seen */
            share_seen: number;
            /** Changed M2 */
            changed_m2: number;
            /** Confidence */
            confidence: number;
        };
        /** ParcelChangesOut */
        ParcelChangesOut: {
            /** Items */
            items: components["schemas"]["ParcelChangeOut"][];
            /**
             * Next
             * @description What to ask for as `after`; null at the end.
             */
            next: number | null;
        };
        /**
         * OfPermitOut
         * @description A survey that shows a permit's site; `findings` counts those of this permit in it.
         */
        OfPermitOut: {
            /** Id */
            id: number;
            /** Number */
            number: string;
            /** Title */
            title: string;
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /** Commune Id */
            commune_id: number;
            /** Campaign Id */
            campaign_id: number | null;
            /**
             * Flown At
             * Format: date-time
             */
            flown_at: string;
            /** Sensor */
            sensor: string;
            /** Gsd Cm */
            gsd_cm: number | null;
            /** Published At */
            published_at: string | null;
            /** Version */
            version: number;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Kinds
             * @description The kinds of file that are ready.
             */
            kinds: string[];
            /** Findings */
            findings: number;
        };
        /**
         * AcceptIn
         * @description `offence`: also record an offence, which only an inspector may.
         */
        AcceptIn: {
            /**
             * Offence
             * @default false
             */
            offence: boolean;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** RejectIn */
        RejectIn: {
            /**
             * Reason
             * @enum {string}
             */
            reason: "vegetation" | "vehicle" | "temporary" | "roof_object" | "shadow" | "misplaced" | "public_works" | "permitted" | "other";
            /**
             * Note
             * @description Needed where the reason is another one.
             * @default
             */
            note: string;
        };
        /**
         * VisitIn
         * @description `inspector` null: the reader.
         */
        VisitIn: {
            /**
             * Planned On
             * Format: date
             */
            planned_on: string;
            /** Inspector */
            inspector?: number | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** ReopenIn */
        ReopenIn: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** ThresholdsIn */
        ThresholdsIn: {
            /** Commune */
            commune: number;
        };
        /**
         * ThresholdOut
         * @description A threshold as it holds now, and the span and steps in which it may be set.
         */
        ThresholdOut: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Unit */
            unit: string;
            /** Default */
            default: number;
            /** Least */
            least: number;
            /** Most */
            most: number;
            /** Step */
            step: number;
            /** Value */
            value: number;
        };
        /**
         * ThresholdVersionOut
         * @description `basis`: the figures that were shown when it was set; empty: a person's own choice.
         */
        ThresholdVersionOut: {
            /** Version */
            version: number;
            /** Values */
            values: {
                [key: string]: number;
            };
            /** Reason */
            reason: string;
            /** Basis */
            basis: {
                [key: string]: unknown;
            };
            set_by: components["schemas"]["ActorOut"] | null;
            /**
             * Set At
             * Format: date-time
             */
            set_at: string;
        };
        /** ThresholdsOut */
        ThresholdsOut: {
            /** Fields */
            fields: components["schemas"]["ThresholdOut"][];
            /** Versions */
            versions: components["schemas"]["ThresholdVersionOut"][];
        };
        /**
         * SetThresholdsIn
         * @description `values` by name; those not named get their defaults. `by_suggestion`: keep the present figures as its
         *     basis.
         */
        SetThresholdsIn: {
            /** Commune */
            commune: number;
            /** Values */
            values: {
                [key: string]: number;
            };
            /** Reason */
            reason: string;
            /**
             * By Suggestion
             * @default false
             */
            by_suggestion: boolean;
        };
        /**
         * AdviceOut
         * @description What the judged findings say of one threshold; `suggested` null: leave it as it is.
         */
        AdviceOut: {
            /** Name */
            name: string;
            /** Value */
            value: number;
            /** Accepted */
            accepted: number;
            /** Rejected */
            rejected: number;
            /** Suggested */
            suggested: number | null;
            /** Would Drop */
            would_drop: number;
            /** Steps */
            steps: components["schemas"]["StepOut"][];
        };
        /**
         * StepOut
         * @description What a threshold of `value` would have dropped of the judged findings.
         */
        StepOut: {
            /** Value */
            value: number;
            /** Accepted Lost */
            accepted_lost: number;
            /** Rejected Dropped */
            rejected_dropped: number;
        };
        /**
         * SuggestionOut
         * @description `rejected` counts what was wrongly seen, `other` what was rejected for another reason.
         */
        SuggestionOut: {
            /** Accepted */
            accepted: number;
            /** Rejected */
            rejected: number;
            /** Other */
            other: number;
            /**
             * Is Enough
             * @description Whether enough was judged for the figures to say anything.
             */
            is_enough: boolean;
            /** Advice */
            advice: components["schemas"]["AdviceOut"][];
            /** Values */
            values: {
                [key: string]: number;
            };
        };
        /** LegendStopOut */
        LegendStopOut: {
            /** Value */
            value: number;
            /** Color */
            color: string;
        };
        /**
         * LookOut
         * @description A way to look at a survey; `tilejson` is the address of its source.
         */
        LookOut: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Unit */
            unit: string;
            /** Legend */
            legend: components["schemas"]["LegendStopOut"][];
            /** Tilejson */
            tilejson: string;
        };
        /** PlaceIn */
        PlaceIn: {
            /** Lon */
            lon: number;
            /** Lat */
            lat: number;
        };
        /**
         * ValueOut
         * @description The values of a product's bands at a place; null where it has none.
         */
        ValueOut: {
            /** Kind */
            kind: string;
            /** Values */
            values: (number | null)[];
        };
        /**
         * MeasureOut
         * @description What was measured: metres, square and cubic metres; only what the kind has. `share_seen`: how much of
         *     the area the survey shows.
         */
        MeasureOut: {
            /** Length M */
            length_m?: number | null;
            /** Area M2 */
            area_m2?: number | null;
            /** Height M */
            height_m?: number | null;
            /** Before M */
            before_m?: number | null;
            /** Change M */
            change_m?: number | null;
            /** Volume M3 */
            volume_m3?: number | null;
            /** Fill M3 */
            fill_m3?: number | null;
            /** Cut M3 */
            cut_m3?: number | null;
            /** Net M3 */
            net_m3?: number | null;
            /** Share Seen */
            share_seen?: number | null;
            /** Profile */
            profile?: components["schemas"]["ProfilePointOut"][] | null;
        };
        /** ProfilePointOut */
        ProfilePointOut: {
            /** Distance M */
            distance_m: number;
            /** Height M */
            height_m?: number | null;
            /** Before M */
            before_m?: number | null;
        };
        /**
         * MeasureIn
         * @description A shape in GeoJSON (WGS84): a point, a line or a polygon, as the kind wants it; `before`: an earlier
         *     survey to compare with.
         */
        MeasureIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "distance" | "area" | "height" | "volume" | "difference" | "profile" | "note";
            /** Geometry */
            geometry: {
                [key: string]: unknown;
            };
            /** Before */
            before?: number | null;
        };
        /** MeasurementOut */
        MeasurementOut: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "distance" | "area" | "height" | "volume" | "difference" | "profile" | "note";
            /**
             * Shape
             * @enum {string}
             */
            shape: "point" | "line" | "polygon";
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Geometry */
            geometry: {
                [key: string]: unknown;
            };
            values: components["schemas"]["MeasureOut"];
            /** Before Id */
            before_id: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** May Remove */
            may_remove: boolean;
        };
        /** KeepIn */
        KeepIn: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "distance" | "area" | "height" | "volume" | "difference" | "profile" | "note";
            /** Geometry */
            geometry: {
                [key: string]: unknown;
            };
            /** Before */
            before?: number | null;
        };
        /** NameIn */
        NameIn: {
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * ShareOut
         * @description A link; `key` is told once, when it is made.
         */
        ShareOut: {
            /** Id */
            id: number;
            /** Note */
            note: string;
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
            /** Key */
            key?: string | null;
        };
        /** ShareIn */
        ShareIn: {
            /**
             * Days
             * @default 7
             */
            days: number;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** OpenedOut */
        OpenedOut: {
            /** Survey */
            survey: number;
        };
        /** KeyIn */
        KeyIn: {
            /** Key */
            key: string;
        };
        /** PlanRowOut */
        PlanRowOut: {
            /** Id */
            id: number;
            /** Survey Id */
            survey_id: number;
            /** Title */
            title: string;
            /** Zones */
            zones: number;
            /** Area M2 */
            area_m2: number;
            /** Volume M3 */
            volume_m3: number;
            created_by: components["schemas"]["ActorOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * ParcelWaterOut
         * @description Water of a parcel; `parcel_id` is null for the ground that is on none.
         */
        ParcelWaterOut: {
            /** Parcel Id */
            parcel_id: number | null;
            /** Reference */
            reference: string;
            /** Slug */
            slug: string;
            /** Area M2 */
            area_m2: number;
            /** Volume M3 */
            volume_m3: number;
        };
        /**
         * PlanClassOut
         * @description What a class has in all; `low` is null for the first class, `high` for the last.
         */
        PlanClassOut: {
            /** Vigour Class */
            vigour_class: number;
            /** Low */
            low: number | null;
            /** High */
            high: number | null;
            /** Rate Mm */
            rate_mm: number;
            /** Zones */
            zones: number;
            /** Area M2 */
            area_m2: number;
            /** Volume M3 */
            volume_m3: number;
            /** Ndvi Mean */
            ndvi_mean: number | null;
        };
        /**
         * PlanOut
         * @description `parcels`: those with the most water; `parcels_total` counts all. `passes`: in how many passes a
         *     machine gives the highest rate (task data has no more than 21.47 mm in one).
         */
        PlanOut: {
            /** Id */
            id: number;
            /** Survey Id */
            survey_id: number;
            /** Title */
            title: string;
            /** Zones */
            zones: number;
            /** Area M2 */
            area_m2: number;
            /** Volume M3 */
            volume_m3: number;
            created_by: components["schemas"]["ActorOut"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Breaks */
            breaks: number[];
            /** Rates Mm */
            rates_mm: number[];
            /** Zone Min M2 */
            zone_min_m2: number;
            /** Area */
            area: {
                [key: string]: unknown;
            } | null;
            /** Cell M */
            cell_m: number | null;
            /** Bbox */
            bbox: [
                number,
                number,
                number,
                number
            ] | null;
            /** Classes */
            classes: components["schemas"]["PlanClassOut"][];
            /** Parcels */
            parcels: components["schemas"]["ParcelWaterOut"][];
            /** Parcels Total */
            parcels_total: number;
            /** Passes */
            passes: number;
        };
        /**
         * IrrigationPlanIn
         * @description A plan of 3 to 5 classes, the least vigorous first, with a rate of water (mm) for each.
         *
         *     `breaks` are the NDVI between classes (null: found by `method` for `classes`). Where: the GeoJSON `area`
         *     in WGS84, the ground of `parcels`, or all that the survey shows.
         */
        IrrigationPlanIn: {
            /** Title */
            title: string;
            /** Rates Mm */
            rates_mm: number[];
            /** Breaks */
            breaks?: number[] | null;
            /**
             * Classes
             * @default 4
             */
            classes: number;
            /**
             * Method
             * @default natural
             * @enum {string}
             */
            method: "natural" | "equal_areas";
            /**
             * Zone Min M2
             * @default 500
             */
            zone_min_m2: number;
            /** Area */
            area?: {
                [key: string]: unknown;
            } | null;
            /**
             * Parcels
             * @default []
             */
            parcels: number[];
        };
        /**
         * ClassesIn
         * @description How many classes, and how their breaks are found.
         */
        ClassesIn: {
            /**
             * Classes
             * @default 4
             */
            classes: number;
            /**
             * Method
             * @default natural
             * @enum {string}
             */
            method: "natural" | "equal_areas";
        };
        /**
         * ClassesOut
         * @description NDVI between classes, the ground of each class (m²), and the span of NDVI; `cell_m` is what was
         *     looked at as one.
         */
        ClassesOut: {
            /** Breaks */
            breaks: number[];
            /** Areas M2 */
            areas_m2: number[];
            /** Lowest */
            lowest: number;
            /** Highest */
            highest: number;
            /** Cell M */
            cell_m: number;
        };
        /**
         * BoxIn
         * @description A part of the survey's ground, in degrees; without it the whole.
         */
        BoxIn: {
            /** West */
            west?: number | null;
            /** South */
            south?: number | null;
            /** East */
            east?: number | null;
            /** North */
            north?: number | null;
        };
        /**
         * DrawnOut
         * @description A plan (DXF) as it was read and laid on the cadastre; `footprint` is GeoJSON in WGS84.
         */
        DrawnOut: {
            /** Id */
            id: number;
            /** Document */
            document: number | null;
            /** Name */
            name: string;
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /** Footprint */
            footprint: {
                [key: string]: unknown;
            };
            /** Storeys */
            storeys: number | null;
            /** Height M */
            height_m: number | null;
        };
        /**
         * PermittedListOut
         * @description `is_whole`: false where more permits lie there than are told at once; ask for a part.
         */
        PermittedListOut: {
            /** Permits */
            permits: components["schemas"]["PermittedOut"][];
            /** Is Whole */
            is_whole: boolean;
        };
        /**
         * PermittedOut
         * @description A permit as it stood on the day of the flight, or the amendment in its place.
         *
         *     `footprint` is the authorised one, `site` its parcels (GeoJSON in WGS84, null: not said); `height_m` is
         *     the height that it allows, from its floors where it says no other.
         */
        PermittedOut: {
            /** Id */
            id: number;
            /** Reference */
            reference: string;
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "building" | "demolition" | "occupation";
            /**
             * Standing
             * @enum {string}
             */
            standing: "in_force" | "completed" | "ended" | "later";
            /** State */
            state: string;
            /** State Title */
            state_title: string;
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Ended On */
            ended_on: string | null;
            /** Completed On */
            completed_on: string | null;
            /** Height M */
            height_m: number | null;
            /** Floors */
            floors: number | null;
            /** Footprint */
            footprint: {
                [key: string]: unknown;
            } | null;
            /** Site */
            site: {
                [key: string]: unknown;
            } | null;
            /** Plans */
            plans: components["schemas"]["DrawnOut"][];
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
    kharita_permits_api_law_types: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["TypeOut"][];
                };
            };
        };
    };
    kharita_permits_api_law_put_version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_law_document_kinds: {
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
                    "application/json": components["schemas"]["DocumentKindOut"][];
                };
            };
        };
    };
    kharita_permits_api_rules_put_document_kind: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentKindIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_law_entities: {
        parameters: {
            query: {
                commune: number;
                /** @description Also those that are no longer, or not yet, in force. */
                every?: boolean;
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
                    "application/json": components["schemas"]["EntityOut"][];
                };
            };
        };
    };
    kharita_permits_api_rules_put_entity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntityIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_law_reasons: {
        parameters: {
            query: {
                commune: number;
                /** @description Also those that are no longer, or not yet, in force. */
                every?: boolean;
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
                    "application/json": components["schemas"]["ReasonRuleOut"][];
                };
            };
        };
    };
    kharita_permits_api_rules_put_reason: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_law_holidays: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["HolidayOut"][];
                };
            };
        };
    };
    kharita_permits_api_law_put_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HolidayIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_law_rates: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["RateOut"][];
                };
            };
        };
    };
    kharita_permits_api_law_put_rate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_rules_size_rules: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["SizeRuleOut"][];
                };
            };
        };
    };
    kharita_permits_api_rules_put_size_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SizeRuleIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_rules_offence_rules: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["OffenceRuleOut"][];
                };
            };
        };
    };
    kharita_permits_api_rules_put_offence_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OffenceRuleIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedOut"];
                };
            };
        };
    };
    kharita_permits_api_register_register: {
        parameters: {
            query: {
                commune: number;
                kind?: string;
                year?: number | null;
                before?: number | null;
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
                    "application/json": components["schemas"]["RegisterOut"];
                };
            };
        };
    };
    kharita_permits_api_queue_queue: {
        parameters: {
            query?: {
                commune?: number | null;
                state?: string;
                kind?: string;
                assignee?: number | "me" | null;
                late?: boolean | null;
                entity?: number | null;
                district?: number | null;
                q?: string;
                sort?: "due" | "entry" | "reference";
                cursor?: string;
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
                    "application/json": components["schemas"]["PermitPageOut"];
                };
            };
        };
    };
    kharita_permits_api_queue_lookup: {
        parameters: {
            query: {
                reference: string;
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
                    "application/json": components["schemas"]["LookupOut"];
                };
            };
        };
    };
    kharita_permits_api_queue_counts: {
        parameters: {
            query?: {
                commune?: number | null;
                state?: string;
                kind?: string;
                assignee?: number | "me" | null;
                late?: boolean | null;
                entity?: number | null;
                district?: number | null;
                q?: string;
                sort?: "due" | "entry" | "reference";
                cursor?: string;
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
                    "application/json": components["schemas"]["QueueCountsOut"];
                };
            };
        };
    };
    kharita_permits_api_queue_assign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignedOut"];
                };
            };
        };
    };
    kharita_permits_api_queue_views: {
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
                    "application/json": components["schemas"]["ViewOut"][];
                };
            };
        };
    };
    kharita_permits_api_queue_save_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewOut"];
                };
            };
        };
    };
    kharita_permits_api_queue_delete_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view_id: number;
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
    kharita_permits_api_notices_notices: {
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
                    "application/json": components["schemas"]["NoticeOut"][];
                };
            };
        };
    };
    kharita_permits_api_notices_notices_of: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["NoticeOut"][];
                };
            };
        };
    };
    kharita_permits_api_notices_read_notices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadIn"];
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
    kharita_permits_api_figures_figures: {
        parameters: {
            query?: {
                commune?: number | null;
                year?: number | null;
                since?: string | null;
                until?: string | null;
                holder?: ("applicant" | "desk" | "entities" | "commission" | "president") | null;
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
                    "application/json": components["schemas"]["FiguresOut"];
                };
            };
        };
    };
    kharita_permits_api_figures_figures_csv: {
        parameters: {
            query?: {
                commune?: number | null;
                year?: number | null;
                since?: string | null;
                until?: string | null;
                holder?: ("applicant" | "desk" | "entities" | "commission" | "president") | null;
                table?: "kinds" | "holders" | "entities" | "reasons" | "months" | "communes";
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
                content?: never;
            };
        };
    };
    kharita_permits_api_people_colleagues: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["ColleagueOut"][];
                };
            };
        };
    };
    kharita_permits_api_people_members: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["MemberOut"][];
                };
            };
        };
    };
    kharita_permits_api_people_name_member: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberOut"];
                };
            };
        };
    };
    kharita_permits_api_people_candidates: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["ActorOut"][];
                };
            };
        };
    };
    kharita_permits_api_people_remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: number;
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
    kharita_permits_api_sessions_sessions: {
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
                    "application/json": components["schemas"]["SittingOut"][];
                };
            };
        };
    };
    kharita_permits_api_sessions_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
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
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
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
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_put_on_agenda: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgendaIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_attendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttendanceIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_opening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
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
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_speak: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpokenIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_conclude: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_postpone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_sessions_closing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinutesIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SittingOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_mine: {
        parameters: {
            query?: {
                state?: string;
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
                    "application/json": components["schemas"]["PermitRowOut"][];
                };
            };
        };
    };
    kharita_permits_api_applicant_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftChangeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_throw_away: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
    kharita_permits_api_applicant_missing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["LackingOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_estimate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["FeeEstimateOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_submit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_check_runs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["CheckRunOut"][];
                };
            };
        };
    };
    kharita_permits_api_applicant_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["CheckRunOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_answer_complement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_revise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_appeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_amend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_follow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_start_works: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_applicant_complete_works: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_documents_attach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Kind */
                    kind: string;
                    /** Replaces */
                    replaces?: number | null;
                    /**
                     * File
                     * Format: binary
                     */
                    file: string;
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
                    "application/json": components["schemas"]["DocumentOut"];
                };
            };
        };
    };
    kharita_permits_api_documents_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
                document_id: number;
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
    kharita_permits_api_documents_page: {
        parameters: {
            query?: {
                /** @description Pixels. */
                width?: number;
            };
            header?: never;
            path: {
                permit_id: number;
                document_id: number;
                page: number;
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
    kharita_permits_api_documents_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
                document_id: number;
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
    kharita_permits_api_documents_judge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
                document_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JudgementIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentOut"];
                };
            };
        };
    };
    kharita_permits_api_documents_annotations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["AnnotationOut"][];
                };
            };
        };
    };
    kharita_permits_api_documents_annotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
                document_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnotationIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationOut"];
                };
            };
        };
    };
    kharita_permits_api_documents_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                annotation_id: number;
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
                    "application/json": components["schemas"]["AnnotationOut"];
                };
            };
        };
    };
    kharita_permits_api_plans_read_footprint_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * File
                     * Format: binary
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FootprintOut"];
                };
            };
        };
    };
    kharita_permits_api_plans_read_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
                document_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FootprintOut"];
                };
            };
        };
    };
    kharita_permits_api_plans_readings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["FootprintOut"][];
                };
            };
        };
    };
    kharita_permits_api_circulation_asked: {
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
                    "application/json": components["schemas"]["AskedOut"][];
                };
            };
        };
    };
    kharita_permits_api_circulation_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_circulation_request_complement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplementIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_circulation_circulate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CirculateIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_circulation_give_opinion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
                circulation_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpinionOut"];
                };
            };
        };
    };
    kharita_permits_api_circulation_conclude: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_order_fee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_cancel_fee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_pay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_sign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_issue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_refuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefusalIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_answer_appeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealAnswerIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_attest_silence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SilenceIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_decisions_certify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_works_inspections: {
        parameters: {
            query?: {
                permit?: number | null;
                offence?: number | null;
                /** @description Only those that were not held yet. */
                waiting?: boolean;
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
                    "application/json": components["schemas"]["InspectionOut"][];
                };
            };
        };
    };
    kharita_permits_api_works_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionOut"];
                };
            };
        };
    };
    kharita_permits_api_works_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeldIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionOut"];
                };
            };
        };
    };
    kharita_permits_api_works_add_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * File
                     * Format: binary
                     */
                    file: string;
                    /** Taken At */
                    taken_at?: string | null;
                    /** Lon */
                    lon?: number | null;
                    /** Lat */
                    lat?: number | null;
                    /**
                     * Caption
                     * @default
                     */
                    caption?: string;
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
                    "application/json": components["schemas"]["PhotoOut"];
                };
            };
        };
    };
    kharita_permits_api_works_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                photo_id: number;
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
    kharita_permits_api_works_suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_works_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PermitOut"];
                };
            };
        };
    };
    kharita_permits_api_works_offence_list: {
        parameters: {
            query?: {
                commune?: number | null;
                state?: string;
                permit?: number | null;
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
                    "application/json": components["schemas"]["OffenceOut"][];
                };
            };
        };
    };
    kharita_permits_api_works_observe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OffenceIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffenceOut"];
                };
            };
        };
    };
    kharita_permits_api_works_offence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offence_id: number;
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
                    "application/json": components["schemas"]["OffenceOut"];
                };
            };
        };
    };
    kharita_permits_api_works_step: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offence_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffenceOut"];
                };
            };
        };
    };
    kharita_permits_api_works_order_remedy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offence_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemedyIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffenceOut"];
                };
            };
        };
    };
    kharita_permits_paper_api_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
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
                    "application/json": components["schemas"]["VerificationOut"];
                };
            };
        };
    };
    kharita_permits_paper_api_compare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * File
                     * Format: binary
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonOut"];
                };
            };
        };
    };
    kharita_permits_paper_api_papers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["PaperOut"][];
                };
            };
        };
    };
    kharita_permits_paper_api_session_papers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: number;
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
                    "application/json": components["schemas"]["PaperOut"][];
                };
            };
        };
    };
    kharita_permits_paper_api_offence_papers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offence_id: number;
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
                    "application/json": components["schemas"]["PaperOut"][];
                };
            };
        };
    };
    kharita_permits_paper_api_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
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
    kharita_permits_paper_api_wordings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commune_id: number;
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
                    "application/json": components["schemas"]["WordingsOut"];
                };
            };
        };
    };
    kharita_permits_paper_api_reword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commune_id: number;
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordingIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WordingOut"];
                };
            };
        };
    };
    kharita_permits_paper_api_letterhead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commune_id: number;
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
                    "application/json": components["schemas"]["LetterheadIn"];
                };
            };
        };
    };
    kharita_permits_paper_api_set_letterhead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commune_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LetterheadIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LetterheadIn"];
                };
            };
        };
    };
    kharita_surveys_api_flights_authorisations: {
        parameters: {
            query?: {
                commune?: number | null;
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
                    "application/json": components["schemas"]["AuthorisationOut"][];
                };
            };
        };
    };
    kharita_surveys_api_flights_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorisationIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorisationOut"];
                };
            };
        };
    };
    kharita_surveys_api_flights_campaigns: {
        parameters: {
            query?: {
                commune?: number | null;
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
                    "application/json": components["schemas"]["CampaignOut"][];
                };
            };
        };
    };
    kharita_surveys_api_flights_make_campaign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignOut"];
                };
            };
        };
    };
    kharita_surveys_api_flights_surveys: {
        parameters: {
            query?: {
                commune?: number | null;
                campaign?: number | null;
                lon?: number | null;
                lat?: number | null;
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
                    "application/json": components["schemas"]["SurveyRowOut"][];
                };
            };
        };
    };
    kharita_surveys_api_flights_announce: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SurveyIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyOut"];
                };
            };
        };
    };
    kharita_surveys_api_flights_survey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["SurveyOut"];
                };
            };
        };
    };
    kharita_surveys_api_flights_correct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SurveyIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyOut"];
                };
            };
        };
    };
    kharita_surveys_api_flights_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
    kharita_surveys_api_flights_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyOut"];
                };
            };
        };
    };
    kharita_surveys_api_products_attach: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOut"];
                };
            };
        };
    };
    kharita_surveys_api_products_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                product_id: number;
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
                    "application/json": components["schemas"]["SurveyOut"];
                };
            };
        };
    };
    kharita_surveys_api_products_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                product_id: number;
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
                    "application/json": components["schemas"]["SurveyOut"];
                };
            };
        };
    };
    kharita_surveys_api_products_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                kind: string;
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
    kharita_surveys_api_products_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                kind: string;
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
    kharita_surveys_api_products_original: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                product_id: number;
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
    kharita_surveys_api_fetching_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["SourcesOut"];
                };
            };
        };
    };
    kharita_surveys_api_fetching_fetches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["FetchOut"][];
                };
            };
        };
    };
    kharita_surveys_api_fetching_ask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FetchIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FetchOut"];
                };
            };
        };
    };
    kharita_surveys_api_fetching_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                fetch_id: number;
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
                    "application/json": components["schemas"]["FetchOut"];
                };
            };
        };
    };
    kharita_surveys_api_fetching_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                fetch_id: number;
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
    kharita_surveys_api_fetching_waiting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["WaitingPhotoOut"][];
                };
            };
        };
    };
    kharita_surveys_api_fetching_leave_photos: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
    kharita_surveys_api_fetching_odm_tasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["OdmOut"][];
                };
            };
        };
    };
    kharita_surveys_api_fetching_ask_odm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OdmIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OdmOut"];
                };
            };
        };
    };
    kharita_surveys_api_fetching_odm_action: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                task_id: number;
                action: "retry" | "cancel";
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
                    "application/json": components["schemas"]["OdmOut"];
                };
            };
        };
    };
    kharita_surveys_api_comparisons_listed: {
        parameters: {
            query?: {
                commune?: number | null;
                survey?: number | null;
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
                    "application/json": components["schemas"]["SurveyComparisonOut"][];
                };
            };
        };
    };
    kharita_surveys_api_comparisons_ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComparisonIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyComparisonOut"];
                };
            };
        };
    };
    kharita_surveys_api_comparisons_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comparison_id: number;
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
                    "application/json": components["schemas"]["SurveyComparisonOut"];
                };
            };
        };
    };
    kharita_surveys_api_comparisons_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comparison_id: number;
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
                    "application/json": components["schemas"]["SurveyComparisonOut"];
                };
            };
        };
    };
    kharita_surveys_api_findings_listed: {
        parameters: {
            query?: {
                comparison?: number | null;
                commune?: number | null;
                parcel?: number | null;
                permit?: number | null;
                /** @description The later survey. */
                survey?: number | null;
                verdict?: ("no_permit" | "footprint_exceeds" | "height_exceeds" | "in_servitude" | "authorised" | "demolished")[];
                state?: ("open" | "accepted" | "visit" | "rejected")[];
                min_confidence?: number;
                cursor?: string;
                size?: number;
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
                    "application/json": components["schemas"]["FindingsOut"];
                };
            };
        };
    };
    kharita_surveys_api_findings_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
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
                    "application/json": components["schemas"]["SurveyFindingOut"];
                };
            };
        };
    };
    kharita_surveys_api_findings_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
                epoch: "before" | "after";
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
    kharita_surveys_api_findings_ask_evidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
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
                content?: never;
            };
        };
    };
    kharita_surveys_api_findings_evidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
                code: string;
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
    kharita_surveys_api_findings_parcels: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path: {
                comparison_id: number;
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
                    "application/json": components["schemas"]["ParcelChangesOut"];
                };
            };
        };
    };
    kharita_surveys_api_findings_of_permit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                permit_id: number;
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
                    "application/json": components["schemas"]["OfPermitOut"][];
                };
            };
        };
    };
    kharita_surveys_api_judging_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyFindingOut"];
                };
            };
        };
    };
    kharita_surveys_api_judging_reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyFindingOut"];
                };
            };
        };
    };
    kharita_surveys_api_judging_plan_visit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyFindingOut"];
                };
            };
        };
    };
    kharita_surveys_api_judging_reopen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                finding_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyFindingOut"];
                };
            };
        };
    };
    kharita_surveys_api_thresholds_thresholds: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["ThresholdsOut"];
                };
            };
        };
    };
    kharita_surveys_api_thresholds_set_thresholds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetThresholdsIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThresholdVersionOut"];
                };
            };
        };
    };
    kharita_surveys_api_thresholds_suggestion: {
        parameters: {
            query: {
                commune: number;
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
                    "application/json": components["schemas"]["SuggestionOut"];
                };
            };
        };
    };
    kharita_surveys_api_looks_looks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["LookOut"][];
                };
            };
        };
    };
    kharita_surveys_api_looks_values: {
        parameters: {
            query: {
                lon: number;
                lat: number;
            };
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["ValueOut"][];
                };
            };
        };
    };
    kharita_surveys_api_measuring_measure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeasureIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureOut"];
                };
            };
        };
    };
    kharita_surveys_api_measuring_kept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["MeasurementOut"][];
                };
            };
        };
    };
    kharita_surveys_api_measuring_keep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementOut"];
                };
            };
        };
    };
    kharita_surveys_api_measuring_forget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                measurement_id: number;
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
    kharita_surveys_api_measuring_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                measurement_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasurementOut"];
                };
            };
        };
    };
    kharita_surveys_api_sharing_shares: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["ShareOut"][];
                };
            };
        };
    };
    kharita_surveys_api_sharing_share: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareOut"];
                };
            };
        };
    };
    kharita_surveys_api_sharing_unshare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
                share_id: number;
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
    kharita_surveys_api_sharing_open_shared: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedOut"];
                };
            };
        };
    };
    kharita_surveys_api_irrigation_listed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["PlanRowOut"][];
                };
            };
        };
    };
    kharita_surveys_api_irrigation_make: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                survey_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IrrigationPlanIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
        };
    };
    kharita_surveys_api_irrigation_classes: {
        parameters: {
            query?: {
                classes?: number;
                method?: "natural" | "equal_areas";
            };
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["ClassesOut"];
                };
            };
        };
    };
    kharita_surveys_api_irrigation_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
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
                    "application/json": components["schemas"]["PlanOut"];
                };
            };
        };
    };
    kharita_surveys_api_irrigation_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
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
    kharita_surveys_api_irrigation_taskdata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
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
    kharita_surveys_api_permitted_permitted: {
        parameters: {
            query?: {
                west?: number | null;
                south?: number | null;
                east?: number | null;
                north?: number | null;
            };
            header?: never;
            path: {
                survey_id: number;
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
                    "application/json": components["schemas"]["PermittedListOut"];
                };
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
