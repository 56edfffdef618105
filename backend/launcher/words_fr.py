"""What the launcher says, in French: `{}` in the English line becomes `{0}`, `{1}` … here."""

HELP = """\
Kharita, la carte de travail d’une commune.

  ./kharita up        installe ce qui manque, puis lance le web, les tâches et une base privée
                      --port N, --host ADRESSE, --demo, --no-demo
  ./kharita test      tous les contrôles ; --fast omet les lents et le navigateur ; CHEMINS… vont à pytest
  ./kharita import …  importe un cadastre : comme `manage import_file …`
  ./kharita publish … la carte publique et ses données en simples fichiers : --to DIR ou s3://bucket/prefix
  ./kharita manage …  toute commande de Django ou de Kharita, base en marche
  ./kharita db        psql dans la base de Kharita
  ./kharita doctor    ce qui est installé, réglé et joignable
  ./kharita reset     supprime ce que Kharita a créé dans ce clone, après question ; --yes, --all
  ./kharita help      ce texte

Les réglages viennent de l’environnement ou de .env : voir docs/operations.md.
"""

WORDS = {
    "Machine": "Machine",
    "Python packages": "Paquets Python",
    "Database": "Base de données",
    "Frontend": "Interface",
    "Law of permits": "Droit des autorisations",
    "Demo town": "Ville de démonstration",
    "Web and worker": "Serveur web et tâches",
    "Settings": "Réglages",
    "web process": "serveur web",
    "live process": "processus du direct",
    "worker": "tâches",
    "all": "total",
    "stopped": "arrêté",
    "passed": "réussi",
    "FAILED with code {}": "ÉCHEC, code {0}",
    "All checks passed.": "Tous les contrôles ont réussi.",
    "Failed: {}": "Échec : {0}",
    "up to date": "à jour",
    "done before": "déjà fait",
    "nothing is missing": "rien ne manque",
    "running already": "déjà en marche",
    "as locked": "tels que verrouillés",
    "{} packages as locked": "{0} paquets tels que verrouillés",
    "making .venv": "création de .venv",
    "Installing collected packages": "Installation des paquets",
    "unpacking {} packages": "déballage de {0} paquets",
    "starting PostgreSQL": "démarrage de PostgreSQL",
    "stopping the database": "arrêt de la base de données",
    "making the database cluster": "création de la base de données",
    "PostgreSQL {} on a socket under var/cluster": "PostgreSQL {0}, prise locale sous var/cluster",
    "waiting for {}": "attente de {0}",
    "waiting for another kharita that is installing": "attente d’un autre kharita qui installe",
    "waiting for another kharita that starts or stops the database": (
        "attente d’un autre kharita qui démarre ou arrête la base"
    ),
    "refreshing the list of packages": "mise à jour de la liste des paquets",
    "installing {}": "installation de {0}",
    "installed {}": "installé : {0}",
    "looking at {}": "examen de {0}",
    "{}, Kharita is there": "{0}, Kharita y est",
    "{}, empty": "{0}, vide",
    "skipped: this clone has no frontend/package.json": "omis : ce clone n’a pas de frontend/package.json",
    "Kharita is up: {}": "Kharita est en marche : {0}",
    "Ctrl-C stops it. Logs: var/log/": "Ctrl-C l’arrête. Journaux : var/log/",
    "Kharita is already up at {} (process {}).": "Kharita est déjà en marche sur {0} (processus {1}).",
    "Kharita is already up.": "Kharita est déjà en marche.",
    "Open that address, or stop it there with Ctrl-C.": (
        "Ouvrez cette adresse, ou arrêtez-le là-bas par Ctrl-C."
    ),
    "Ended {} processes that a killed `up` had left.": (
        "{0} processus laissés par un `up` tué ont été arrêtés."
    ),
    "The database server had ended; it was started again.": (
        "Le serveur de base de données s’était arrêté ; il a été relancé."
    ),
    "(the demo accounts could not be listed: see var/log/demo_accounts.log)": (
        "(les comptes de démonstration n’ont pu être listés : voir var/log/demo_accounts.log)"
    ),
    "Port {} is taken by another program.": "Le port {0} est pris par un autre programme.",
    "Port {} is taken by {}.": "Le port {0} est pris par {1}.",
    "Stop that program, or choose another port: `./kharita up --port {}`.": (
        "Arrêtez ce programme, ou choisissez un autre port : `./kharita up --port {0}`."
    ),
    "Stop that program, or set KHARITA_PORT.": "Arrêtez ce programme, ou réglez KHARITA_PORT.",
    "No port between {} and {} is free for the live process.": (
        "Aucun port libre entre {0} et {1} pour le processus du direct."
    ),
    "Name a free one with KHARITA_LIVE_PORT.": "Nommez-en un libre avec KHARITA_LIVE_PORT.",
    "Port {} of KHARITA_LIVE_PORT is taken by {}.": "Le port {0} de KHARITA_LIVE_PORT est pris par {1}.",
    "Stop that program, or leave KHARITA_LIVE_PORT out: then a free port is found.": (
        "Arrêtez ce programme, ou omettez KHARITA_LIVE_PORT : un port libre sera trouvé."
    ),
    "another program": "un autre programme",
    "The {} ended.": "Fin inattendue : {0}.",
    "The {} ended; it starts again in {} s ({}).": "Fin inattendue : {0} ; nouveau départ dans {1} s ({2}).",
    "The lines above tell why; all of them are in {}.": (
        "Les lignes ci-dessus disent pourquoi ; toutes sont dans {0}."
    ),
    "The {} does not answer on {} after {} s (no answer).": "{0} : pas de réponse sur {1} après {2} s.",
    "The {} does not answer on {} after {} s (status {}).": "{0} : réponse {3} sur {1} après {2} s.",
    "The lines above and {} tell why.": "Les lignes ci-dessus et {0} disent pourquoi.",
    "Read var/log/{}.log; `./kharita manage {}` repeats it.": (
        "Lisez var/log/{0}.log ; `./kharita manage {1}` recommence."
    ),
    "Read var/log/postgres.log.": "Lisez var/log/postgres.log.",
    "Read var/log/python.log; `./kharita up` starts the environment anew.": (
        "Lisez var/log/python.log ; `./kharita up` refait l’environnement."
    ),
    "Read var/log/frontend.log; `{}` in frontend/ repeats what failed.": (
        "Lisez var/log/frontend.log ; `{}` dans frontend/ recommence."
    ),
    "PostgreSQL did not start.": "PostgreSQL n’a pas démarré.",
    "PostgreSQL is not ready after {} s.": "PostgreSQL n’est pas prêt après {0} s.",
    "It may be recovering from a crash: see var/log/postgres.log, and try again.": (
        "Il se remet peut-être d’un arrêt brutal : voyez var/log/postgres.log, puis réessayez."
    ),
    "The lines above tell why; all of them are in var/log/postgres.log.": (
        "Les lignes ci-dessus disent pourquoi ; toutes sont dans var/log/postgres.log."
    ),
    "PostgreSQL never runs as root, and this machine has neither a user `postgres` nor `nobody`.": (
        "PostgreSQL ne tourne jamais en root, et cette machine n’a ni utilisateur `postgres` ni `nobody`."
    ),
    "Run Kharita as an ordinary user.": "Lancez Kharita en utilisateur ordinaire.",
    "The database in {} is damaged: its PG_VERSION cannot be read.": (
        "La base dans {0} est endommagée : PG_VERSION est illisible."
    ),
    "Restore it from a backup, or `./kharita reset` to begin anew. Nothing was changed.": (
        "Restaurez une sauvegarde, ou `./kharita reset` pour repartir de zéro. Rien n’a été modifié."
    ),
    "The database in {} was made by PostgreSQL {}, which this machine lacks.": (
        "La base dans {0} vient de PostgreSQL {1}, absent de cette machine."
    ),
    "Install {}; docs/operations.md tells how to move the data to a newer version.": (
        "Installez {0} ; docs/operations.md dit comment passer les données à une version plus récente."
    ),
    "This machine has no PostgreSQL with PostGIS and pgRouting.": (
        "Cette machine n’a pas de PostgreSQL avec PostGIS et pgRouting."
    ),
    "`./kharita up` installs it, `./kharita doctor` shows what is missing.": (
        "`./kharita up` l’installe, `./kharita doctor` montre ce qui manque."
    ),
    "Processes of an earlier database server are still at work: {}.": (
        "Des processus d’un ancien serveur de base travaillent encore : {0}."
    ),
    "Wait until they have ended, or end them, then run the command again.": (
        "Attendez leur fin, ou arrêtez-les, puis relancez la commande."
    ),
    "User number {} has no name on this machine, and PostgreSQL needs one.": (
        "L’utilisateur numéro {0} n’a pas de nom sur cette machine, et PostgreSQL en exige un."
    ),
    "Run Kharita as a user that `getent passwd` lists.": (
        "Lancez Kharita sous un utilisateur que `getent passwd` connaît."
    ),
    "`{}` cannot be started: {}.": "`{0}` ne peut pas démarrer : {1}.",
    "`{}` ended with code {}.": "`{0}` s’est terminé avec le code {1}.",
    "`{}` was ended by signal {}.": "`{0}` a été arrêté par le signal {1}.",
    "The disk that holds {} has {} MB free; Kharita needs {} MB there.": (
        "Le disque de {0} a {1} Mo libres ; Kharita en demande {2}."
    ),
    "Free some space (`df -h {}`), or clone onto a larger disk.": (
        "Libérez de la place (`df -h {0}`), ou clonez sur un disque plus grand."
    ),
    "Free some space.": "Libérez de la place.",
    "Check the disk and its rights.": "Vérifiez le disque et ses droits.",
    "The disk is full: free some space (`df -h` shows where), then run the command again.": (
        "Le disque est plein : libérez de la place (`df -h` montre où), puis relancez la commande."
    ),
    "An earlier installation was cut off: run `sudo dpkg --configure -a`, then run the command again.": (
        "Une installation a été interrompue : lancez `sudo dpkg --configure -a`, puis relancez la commande."
    ),
    "Another program is installing packages: wait until it has finished, then run the command again.": (
        "Un autre programme installe des paquets : attendez sa fin, puis relancez la commande."
    ),
    "A package server could not be reached: check the network and the proxy, then run the command again.": (
        "Un serveur de paquets est injoignable : vérifiez le réseau et le proxy, puis relancez la commande."
    ),
    "A downloaded file is not the one that was locked: try again, and distrust the server if it repeats.": (
        "Un fichier téléchargé diffère de celui du verrou : réessayez ; méfiez-vous si cela se répète."
    ),
    "package.json and package-lock.json disagree: run `npm install` in frontend/ and commit the lock.": (
        "package.json et son verrou se contredisent : lancez `npm install` dans frontend/ et enregistrez-le."
    ),
    "The machine ran out of memory: close other programs or add swap, then run the command again.": (
        "La mémoire est épuisée : fermez d’autres programmes ou ajoutez du swap, puis relancez la commande."
    ),
    "This machine lacks: {}.": "Il manque à cette machine : {0}.",
    "Kharita installs packages on Debian and Ubuntu only: install these by your system's means.": (
        "Kharita n’installe que sous Debian et Ubuntu : installez-les par les moyens de votre système."
    ),
    "This machine lacks {}, and this user may not install packages.": (
        "Il manque à cette machine {0}, et cet utilisateur ne peut rien installer."
    ),
    "After the installation this machine still lacks: {}.": "Après l’installation il manque encore : {0}.",
    "Kharita needs Debian 12, Ubuntu 24.04 or newer: see docs/operations.md.": (
        "Kharita demande Debian 12, Ubuntu 24.04 ou plus récent : voir docs/operations.md."
    ),
    "Ask whoever may to run:\n      {}\n    then run the command again.": (
        "Demandez à qui le peut de lancer :\n      {0}\n    puis relancez la commande."
    ),
    "Try `{}` by hand: it shows what stands in the way.": (
        "Essayez `{0}` à la main : il montre ce qui bloque."
    ),
    "apt offers no PostgreSQL with PostGIS and pgRouting.": (
        "apt ne propose pas de PostgreSQL avec PostGIS et pgRouting."
    ),
    "Run `sudo apt-get update`; if that does not help, add a source of packages that has them.": (
        "Lancez `sudo apt-get update` ; sinon ajoutez une source de paquets qui les a."
    ),
    "psql is not installed.": "psql n’est pas installé.",
    "`./kharita up` installs it.": "`./kharita up` l’installe.",
    "`./kharita up` does it.": "`./kharita up` le fait.",
    "Run Kharita as the user who started it first, or as that user `./kharita reset`.": (
        "Lancez Kharita sous l’utilisateur qui l’a lancé d’abord, ou sous lui `./kharita reset`."
    ),
    "{} was made by another user (number {}); this is user {}.": (
        "{0} appartient à un autre utilisateur (numéro {1}) ; ici c’est l’utilisateur {2}."
    ),
    "{} cannot be written: {}.": "Impossible d’écrire dans {0} : {1}.",
    "Clone Kharita into a folder of your own, on a disk that has space.": (
        "Clonez Kharita dans un dossier à vous, sur un disque qui a de la place."
    ),
    "{} is a link to another folder.": "{0} est un lien vers un autre dossier.",
    "Remove the link: Kharita makes its own.": "Supprimez le lien : Kharita fait le sien.",
    "Install Python's venv module (on Debian: `sudo apt-get install python3-venv`).": (
        "Installez le module venv de Python (Debian : `sudo apt-get install python3-venv`)."
    ),
    "Node.js {} is too old for the frontend, which needs {} or newer.": (
        "Node.js {0} est trop ancien pour l’interface, qui demande {1} ou plus."
    ),
    "Install a newer Node.js and put it first in PATH, then run the command again.": (
        "Installez un Node.js plus récent, placez-le en tête de PATH, puis relancez la commande."
    ),
    "{} cannot be reached: {}": "{0} est injoignable : {1}",
    "Check DATABASE_URL, the server and its access rules.": (
        "Vérifiez DATABASE_URL, le serveur et ses règles d’accès."
    ),
    "Upgrade the server or use another.": "Mettez le serveur à niveau ou prenez-en un autre.",
    "Give Kharita a database of its own: nothing was changed in this one.": (
        "Donnez à Kharita une base à elle : rien n’a été modifié dans celle-ci."
    ),
    "Install PostGIS on the database server.": "Installez PostGIS sur le serveur de base de données.",
    "Let the server's administrator run `CREATE EXTENSION postgis` in this database.": (
        "Faites exécuter `CREATE EXTENSION postgis` dans cette base par l’administrateur du serveur."
    ),
    "Another `./kharita test` runs in this clone; both would use the same test database.": (
        "Un autre `./kharita test` tourne dans ce clone ; ils partageraient la base de test."
    ),
    "Wait until it has finished.": "Attendez qu’il ait fini.",
    "There is nothing to delete.": "Il n’y a rien à supprimer.",
    "This deletes, for good:": "Ceci supprime définitivement :",
    "A database behind DATABASE_URL and your own files are left alone.": (
        "Une base derrière DATABASE_URL et vos propres fichiers ne sont pas touchés."
    ),
    "Nothing was deleted.": "Rien n’a été supprimé.",
    "Deleted.": "Supprimé.",
    "the private database with all that is in it": "la base privée et tout son contenu",
    "uploaded files": "les fichiers envoyés",
    "the secret key (everyone must log in again)": "la clé secrète (chacun devra se reconnecter)",
    "logs and notes": "journaux et notes",
    "Python's packages": "les paquets Python",
    "the frontend's packages": "les paquets de l’interface",
    "the built frontend": "l’interface construite",
    "Type {} to delete:": "Tapez {0} pour supprimer :",
    "Kharita is running in this clone.": "Kharita tourne dans ce clone.",
    "Stop it first (Ctrl-C where `up` or `test` runs).": (
        "Arrêtez-la d’abord (Ctrl-C là où tourne `up` ou `test`)."
    ),
    "Nobody is there to be asked.": "Il n’y a personne à qui demander.",
    "`./kharita reset --yes` deletes without asking.": "`./kharita reset --yes` supprime sans demander.",
    "A command is using the database.": "Une commande utilise la base de données.",
    "Let it finish, then reset again.": "Laissez-la finir, puis recommencez.",
    "A port is a number from 1 to 65535.": "Un port est un nombre de 1 à 65535.",
    "Line {} of .env is not a setting.": "La ligne {0} de .env n’est pas un réglage.",
    "Write one NAME=value a line; lines that begin with # are comments.": (
        "Écrivez un NOM=valeur par ligne ; les lignes commençant par # sont des commentaires."
    ),
    "{} failed: {}": "{0} a échoué : {1}",
    "Stopped.": "Arrêté.",
    "There is no `./kharita {}`.": "Il n’y a pas de `./kharita {0}`.",
    "all by default": "tous par défaut",
    "not made yet": "pas encore créé",
    "built from these sources": "construite depuis ces sources",
    "{} MB free, {} MB needed": "{0} Mo libres, {1} Mo nécessaires",
    "up at {}": "en marche sur {0}",
    "not running; port {} is free": "à l’arrêt ; le port {0} est libre",
    "port {} is taken by {}": "le port {0} est pris par {1}",
    "tells changes at {}": "annonce les changements sur {0}",
    "does not answer at {}": "ne répond pas sur {0}",
    "Tile cache": "Cache des tuiles",
    "Redis": "Redis",
    "{}, Redis {}": "{0}, Redis {1}",
    "{}: cannot be reached: {}": "{0} est injoignable : {1}",
    "{}: does not make room when it is full": "{0} ne fait pas de place une fois plein",
    "{}: not looked at before .venv is made": "{0} : pas examiné avant la création de .venv",
    "Set maxmemory and `maxmemory-policy allkeys-lru` there.": (
        "Y régler maxmemory et `maxmemory-policy allkeys-lru`."
    ),
    "Maps work without it, but each web process keeps its own tiles: "
    "check KHARITA_TILE_CACHE_URL and that server.": (
        "Les cartes marchent sans lui, mais chaque serveur web garde ses propres tuiles : "
        "vérifier KHARITA_TILE_CACHE_URL et ce serveur."
    ),
    "Maps work without it, but do not follow changes; var/log/live.log tells why.": (
        "Les cartes marchent sans lui, mais ne suivent pas les changements ; var/log/live.log dit pourquoi."
    ),
}
