"""What the launcher says, in Arabic: `{}` in the English line becomes `{0}`, `{1}` … here."""

HELP = """\
خريطة: خريطة العمل اليومي للجماعة.

  ./kharita up        يثبّت ما ينقص ثم يشغّل الويب والمهام وقاعدة بيانات خاصة
                      --port N, --host ADDRESS, --demo, --no-demo
  ./kharita test      جميع الفحوص؛ ‎--fast يترك البطيئة وفحوص المتصفح؛ المسارات تُمرَّر إلى pytest
  ./kharita import …  استيراد سجل عقاري: مثل `manage import_file …`
  ./kharita publish … نشر الخريطة العمومية وبياناتها ملفات عادية: --to DIR أو s3://bucket/prefix
  ./kharita manage …  أي أمر من Django أو خريطة والقاعدة تعمل
  ./kharita db        ‏psql في قاعدة خريطة
  ./kharita doctor    ما هو مثبّت ومضبوط وقابل للوصول
  ./kharita reset     يحذف ما أنشأته خريطة هنا بعد السؤال؛ ‎--yes, --all
  ./kharita help      هذا النص

تُقرأ الإعدادات من البيئة أو من ‎.env: انظر docs/operations.md.
"""

WORDS = {
    "Machine": "الجهاز",
    "Python packages": "حزم Python",
    "Database": "قاعدة البيانات",
    "Frontend": "الواجهة",
    "Law of permits": "قانون الرخص",
    "Demo town": "المدينة التجريبية",
    "Web and worker": "خادم الويب والمهام",
    "Settings": "الإعدادات",
    "web process": "خادم الويب",
    "live process": "خادم التحديث المباشر",
    "worker": "خادم المهام",
    "all": "المجموع",
    "stopped": "أُوقف",
    "passed": "نجح",
    "FAILED with code {}": "فشل برمز {0}",
    "All checks passed.": "نجحت جميع الفحوص.",
    "Failed: {}": "فشل: {0}",
    "up to date": "محدّث",
    "done before": "أُنجز من قبل",
    "nothing is missing": "لا شيء ينقص",
    "running already": "يعمل أصلاً",
    "as locked": "كما هي مثبتة",
    "{} packages as locked": "{0} حزمة كما هي مثبتة",
    "making .venv": "إنشاء .venv",
    "Installing collected packages": "تثبيت الحزم",
    "unpacking {} packages": "فك {0} حزمة",
    "starting PostgreSQL": "تشغيل PostgreSQL",
    "stopping the database": "إيقاف قاعدة البيانات",
    "making the database cluster": "إنشاء قاعدة البيانات",
    "PostgreSQL {} on a socket under var/cluster": "PostgreSQL {0} على مقبس محلي في var/cluster",
    "waiting for {}": "في انتظار {0}",
    "waiting for another kharita that is installing": "في انتظار kharita آخر يقوم بالتثبيت",
    "waiting for another kharita that starts or stops the database": (
        "في انتظار kharita آخر يشغّل القاعدة أو يوقفها"
    ),
    "refreshing the list of packages": "تحديث قائمة الحزم",
    "installing {}": "تثبيت {0}",
    "installed {}": "ثُبّت {0}",
    "looking at {}": "فحص {0}",
    "{}, Kharita is there": "{0}، توجد فيها خريطة",
    "{}, empty": "{0}، فارغة",
    "skipped: this clone has no frontend/package.json": "تُجووز: لا يوجد frontend/package.json",
    "Kharita is up: {}": "خريطة تعمل: {0}",
    "Ctrl-C stops it. Logs: var/log/": "‏Ctrl-C يوقفها. السجلات: var/log/",
    "Kharita is already up at {} (process {}).": "خريطة تعمل أصلاً على {0} (العملية {1}).",
    "Kharita is already up.": "خريطة تعمل أصلاً.",
    "Open that address, or stop it there with Ctrl-C.": "افتح ذلك العنوان، أو أوقفها هناك بـ Ctrl-C.",
    "Ended {} processes that a killed `up` had left.": "أُنهيت {0} عمليات تركها `up` أُوقف عنوة.",
    "The database server had ended; it was started again.": "كان خادم قاعدة البيانات قد توقف؛ أُعيد تشغيله.",
    "(the demo accounts could not be listed: see var/log/demo_accounts.log)": (
        "(تعذّر عرض الحسابات التجريبية: انظر var/log/demo_accounts.log)"
    ),
    "Port {} is taken by another program.": "المنفذ {0} يستعمله برنامج آخر.",
    "Port {} is taken by {}.": "المنفذ {0} يستعمله {1}.",
    "Stop that program, or choose another port: `./kharita up --port {}`.": (
        "أوقف ذلك البرنامج، أو اختر منفذاً آخر: `./kharita up --port {0}`."
    ),
    "Stop that program, or set KHARITA_PORT.": "أوقف ذلك البرنامج، أو اضبط KHARITA_PORT.",
    "No port between {} and {} is free for the live process.": (
        "لا منفذ حراً بين {0} و{1} لخادم التحديث المباشر."
    ),
    "Name a free one with KHARITA_LIVE_PORT.": "سمِّ منفذاً حراً بـ KHARITA_LIVE_PORT.",
    "Port {} of KHARITA_LIVE_PORT is taken by {}.": "المنفذ {0} في KHARITA_LIVE_PORT يستعمله {1}.",
    "Stop that program, or leave KHARITA_LIVE_PORT out: then a free port is found.": (
        "أوقف ذلك البرنامج، أو احذف KHARITA_LIVE_PORT فيُعثر على منفذ حر."
    ),
    "another program": "برنامج آخر",
    "The {} ended.": "توقف {0}.",
    "The {} ended; it starts again in {} s ({}).": "توقف {0}؛ يعاد تشغيله بعد {1} ث ({2}).",
    "The lines above tell why; all of them are in {}.": "الأسطر أعلاه تبيّن السبب؛ وكلها في {0}.",
    "The {} does not answer on {} after {} s (no answer).": "{0} لا يجيب على {1} بعد {2} ث.",
    "The {} does not answer on {} after {} s (status {}).": "{0} يجيب على {1} بالحالة {3} بعد {2} ث.",
    "The lines above and {} tell why.": "الأسطر أعلاه و{0} تبيّن السبب.",
    "Read var/log/{}.log; `./kharita manage {}` repeats it.": (
        "اقرأ var/log/{0}.log؛ والأمر `./kharita manage {1}` يعيدها."
    ),
    "Read var/log/postgres.log.": "اقرأ var/log/postgres.log.",
    "Read var/log/python.log; `./kharita up` starts the environment anew.": (
        "اقرأ var/log/python.log؛ والأمر `./kharita up` يعيد إنشاء البيئة."
    ),
    "Read var/log/frontend.log; `{}` in frontend/ repeats what failed.": (
        "اقرأ var/log/frontend.log؛ والأمر `{}` في frontend/ يعيد ما فشل."
    ),
    "PostgreSQL did not start.": "لم يشتغل PostgreSQL.",
    "PostgreSQL is not ready after {} s.": "PostgreSQL غير جاهز بعد {0} ث.",
    "It may be recovering from a crash: see var/log/postgres.log, and try again.": (
        "ربما يتعافى من توقف مفاجئ: انظر var/log/postgres.log ثم أعد المحاولة."
    ),
    "The lines above tell why; all of them are in var/log/postgres.log.": (
        "الأسطر أعلاه تبيّن السبب؛ وكلها في var/log/postgres.log."
    ),
    "PostgreSQL never runs as root, and this machine has neither a user `postgres` nor `nobody`.": (
        "لا يعمل PostgreSQL بحساب root أبداً، وليس في هذا الجهاز مستخدم `postgres` ولا `nobody`."
    ),
    "Run Kharita as an ordinary user.": "شغّل خريطة بحساب مستخدم عادي.",
    "The database in {} is damaged: its PG_VERSION cannot be read.": (
        "قاعدة البيانات في {0} تالفة: لا يمكن قراءة PG_VERSION."
    ),
    "Restore it from a backup, or `./kharita reset` to begin anew. Nothing was changed.": (
        "استعدها من نسخة احتياطية، أو `./kharita reset` للبدء من جديد. لم يتغير شيء."
    ),
    "The database in {} was made by PostgreSQL {}, which this machine lacks.": (
        "قاعدة البيانات في {0} من صنع PostgreSQL {1} غير الموجود في هذا الجهاز."
    ),
    "Install {}; docs/operations.md tells how to move the data to a newer version.": (
        "ثبّت {0}؛ وdocs/operations.md يشرح نقل البيانات إلى إصدار أحدث."
    ),
    "This machine has no PostgreSQL with PostGIS and pgRouting.": (
        "ليس في هذا الجهاز PostgreSQL مع PostGIS وpgRouting."
    ),
    "`./kharita up` installs it, `./kharita doctor` shows what is missing.": (
        "الأمر `./kharita up` يثبته، و`./kharita doctor` يبيّن ما ينقص."
    ),
    "Processes of an earlier database server are still at work: {}.": (
        "ما تزال عمليات من خادم قاعدة سابق تعمل: {0}."
    ),
    "Wait until they have ended, or end them, then run the command again.": (
        "انتظر انتهاءها أو أنهها، ثم أعد الأمر."
    ),
    "User number {} has no name on this machine, and PostgreSQL needs one.": (
        "المستخدم رقم {0} لا اسم له في هذا الجهاز، وPostgreSQL يحتاج اسماً."
    ),
    "Run Kharita as a user that `getent passwd` lists.": "شغّل خريطة بمستخدم يعرضه `getent passwd`.",
    "`{}` cannot be started: {}.": "تعذّر تشغيل `{0}`: {1}.",
    "`{}` ended with code {}.": "انتهى `{0}` بالرمز {1}.",
    "`{}` was ended by signal {}.": "أُنهي `{0}` بالإشارة {1}.",
    "The disk that holds {} has {} MB free; Kharita needs {} MB there.": (
        "في القرص الذي يحوي {0} مساحة حرة {1} م.ب؛ وخريطة تحتاج {2} م.ب."
    ),
    "Free some space (`df -h {}`), or clone onto a larger disk.": (
        "حرّر مساحة (`df -h {0}`)، أو انسخ المشروع إلى قرص أكبر."
    ),
    "Free some space.": "حرّر مساحة.",
    "Check the disk and its rights.": "تحقق من القرص وصلاحياته.",
    "The disk is full: free some space (`df -h` shows where), then run the command again.": (
        "القرص ممتلئ: حرّر مساحة (`df -h` يبيّن أين)، ثم أعد الأمر."
    ),
    "An earlier installation was cut off: run `sudo dpkg --configure -a`, then run the command again.": (
        "انقطع تثبيت سابق: نفّذ `sudo dpkg --configure -a` ثم أعد الأمر."
    ),
    "Another program is installing packages: wait until it has finished, then run the command again.": (
        "برنامج آخر يثبّت حزماً: انتظر انتهاءه ثم أعد الأمر."
    ),
    "A package server could not be reached: check the network and the proxy, then run the command again.": (
        "تعذّر الوصول إلى خادم الحزم: تحقق من الشبكة والوكيل ثم أعد الأمر."
    ),
    "A downloaded file is not the one that was locked: try again, and distrust the server if it repeats.": (
        "ملف منزَّل ليس هو المثبّت: أعد المحاولة، ولا تثق بالخادم إن تكرر ذلك."
    ),
    "package.json and package-lock.json disagree: run `npm install` in frontend/ and commit the lock.": (
        "‏package.json وpackage-lock.json متعارضان: نفّذ `npm install` في frontend/ واحفظ القفل."
    ),
    "The machine ran out of memory: close other programs or add swap, then run the command again.": (
        "نفدت ذاكرة الجهاز: أغلق برامج أخرى أو أضف ذاكرة تبديل ثم أعد الأمر."
    ),
    "This machine lacks: {}.": "ينقص هذا الجهاز: {0}.",
    "Kharita installs packages on Debian and Ubuntu only: install these by your system's means.": (
        "خريطة تثبّت الحزم على Debian وUbuntu فقط: ثبّتها بوسائل نظامك."
    ),
    "This machine lacks {}, and this user may not install packages.": (
        "ينقص هذا الجهاز {0}، وهذا المستخدم لا يحق له التثبيت."
    ),
    "After the installation this machine still lacks: {}.": "بعد التثبيت ما يزال ينقص: {0}.",
    "Kharita needs Debian 12, Ubuntu 24.04 or newer: see docs/operations.md.": (
        "تحتاج خريطة Debian 12 أو Ubuntu 24.04 أو أحدث: انظر docs/operations.md."
    ),
    "Ask whoever may to run:\n      {}\n    then run the command again.": (
        "اطلب ممن يحق له تنفيذ:\n      {0}\n    ثم أعد الأمر."
    ),
    "Try `{}` by hand: it shows what stands in the way.": "جرّب `{0}` يدوياً: يبيّن ما يعترض.",
    "apt offers no PostgreSQL with PostGIS and pgRouting.": (
        "لا يعرض apt أي PostgreSQL مع PostGIS وpgRouting."
    ),
    "Run `sudo apt-get update`; if that does not help, add a source of packages that has them.": (
        "نفّذ `sudo apt-get update`؛ وإن لم ينفع فأضف مصدر حزم يحتويها."
    ),
    "psql is not installed.": "‏psql غير مثبّت.",
    "`./kharita up` installs it.": "الأمر `./kharita up` يثبته.",
    "`./kharita up` does it.": "الأمر `./kharita up` يقوم بذلك.",
    "Run Kharita as the user who started it first, or as that user `./kharita reset`.": (
        "شغّل خريطة بالمستخدم الذي شغّلها أولاً، أو نفّذ به `./kharita reset`."
    ),
    "{} was made by another user (number {}); this is user {}.": (
        "‏{0} أنشأه مستخدم آخر (رقم {1})؛ وهذا هو المستخدم {2}."
    ),
    "{} cannot be written: {}.": "لا يمكن الكتابة في {0}: {1}.",
    "Clone Kharita into a folder of your own, on a disk that has space.": (
        "انسخ خريطة إلى مجلد لك على قرص فيه مساحة."
    ),
    "{} is a link to another folder.": "‏{0} رابط إلى مجلد آخر.",
    "Remove the link: Kharita makes its own.": "احذف الرابط: خريطة تنشئ مجلدها.",
    "Install Python's venv module (on Debian: `sudo apt-get install python3-venv`).": (
        "ثبّت وحدة venv لبايثون (في Debian: `sudo apt-get install python3-venv`)."
    ),
    "Node.js {} is too old for the frontend, which needs {} or newer.": (
        "‏Node.js {0} قديم على الواجهة التي تحتاج {1} أو أحدث."
    ),
    "Install a newer Node.js and put it first in PATH, then run the command again.": (
        "ثبّت Node.js أحدث وضعه أولاً في PATH ثم أعد الأمر."
    ),
    "{} cannot be reached: {}": "تعذّر الوصول إلى {0}: {1}",
    "Check DATABASE_URL, the server and its access rules.": (
        "تحقق من DATABASE_URL والخادم وقواعد الدخول إليه."
    ),
    "Upgrade the server or use another.": "حدّث الخادم أو استعمل غيره.",
    "Give Kharita a database of its own: nothing was changed in this one.": (
        "أعط خريطة قاعدة خاصة بها: لم يتغير شيء في هذه."
    ),
    "Install PostGIS on the database server.": "ثبّت PostGIS على خادم قاعدة البيانات.",
    "Let the server's administrator run `CREATE EXTENSION postgis` in this database.": (
        "ليُنفّذ مدير الخادم `CREATE EXTENSION postgis` في هذه القاعدة."
    ),
    "Another `./kharita test` runs in this clone; both would use the same test database.": (
        "يعمل `./kharita test` آخر في هذه النسخة؛ وسيستعملان قاعدة الاختبار نفسها."
    ),
    "Wait until it has finished.": "انتظر حتى ينتهي.",
    "There is nothing to delete.": "لا شيء للحذف.",
    "This deletes, for good:": "سيُحذف نهائياً:",
    "A database behind DATABASE_URL and your own files are left alone.": (
        "لا تُمس قاعدة DATABASE_URL ولا ملفاتك الخاصة."
    ),
    "Nothing was deleted.": "لم يُحذف شيء.",
    "Deleted.": "حُذف.",
    "the private database with all that is in it": "قاعدة البيانات الخاصة بكل ما فيها",
    "uploaded files": "الملفات المرفوعة",
    "the secret key (everyone must log in again)": "المفتاح السري (على الجميع الدخول من جديد)",
    "logs and notes": "السجلات والملاحظات",
    "Python's packages": "حزم Python",
    "the frontend's packages": "حزم الواجهة",
    "the built frontend": "الواجهة المبنية",
    "Type {} to delete:": "اكتب {0} للحذف:",
    "Kharita is running in this clone.": "خريطة تعمل في هذه النسخة.",
    "Stop it first (Ctrl-C where `up` or `test` runs).": "أوقفها أولاً (Ctrl-C حيث يعمل `up` أو `test`).",
    "Nobody is there to be asked.": "لا أحد هنا ليُسأل.",
    "`./kharita reset --yes` deletes without asking.": "الأمر `./kharita reset --yes` يحذف دون سؤال.",
    "A command is using the database.": "أمر ما يستعمل قاعدة البيانات.",
    "Let it finish, then reset again.": "دعه ينتهي ثم أعد.",
    "A port is a number from 1 to 65535.": "المنفذ عدد من 1 إلى 65535.",
    "Line {} of .env is not a setting.": "السطر {0} من ‎.env ليس إعداداً.",
    "Write one NAME=value a line; lines that begin with # are comments.": (
        "اكتب NAME=value واحداً في كل سطر؛ والأسطر التي تبدأ بـ # تعليقات."
    ),
    "{} failed: {}": "فشل {0}: {1}",
    "Stopped.": "أُوقف.",
    "There is no `./kharita {}`.": "لا يوجد أمر `./kharita {0}`.",
    "all by default": "كلها افتراضية",
    "not made yet": "لم يُنشأ بعد",
    "built from these sources": "مبنية من هذه المصادر",
    "{} MB free, {} MB needed": "{0} م.ب حرة، {1} م.ب لازمة",
    "up at {}": "تعمل على {0}",
    "not running; port {} is free": "متوقفة؛ المنفذ {0} حر",
    "port {} is taken by {}": "المنفذ {0} يستعمله {1}",
    "tells changes at {}": "يعلن التغييرات على {0}",
    "does not answer at {}": "لا يجيب على {0}",
    "Tile cache": "ذاكرة المربعات",
    "Redis": "Redis",
    "{}, Redis {}": "‏{0}، ‏Redis {1}",
    "{}: cannot be reached: {}": "تعذّر الوصول إلى {0}: {1}",
    "{}: does not make room when it is full": "‏{0} لا يفسح مكاناً حين يمتلئ",
    "{}: not looked at before .venv is made": "‏{0}: لا يُفحص قبل إنشاء .venv",
    "Set maxmemory and `maxmemory-policy allkeys-lru` there.": (
        "اضبط فيه maxmemory و`maxmemory-policy allkeys-lru`."
    ),
    "Maps work without it, but each web process keeps its own tiles: "
    "check KHARITA_TILE_CACHE_URL and that server.": (
        "تعمل الخرائط بدونه لكن كل خادم ويب يحتفظ بمربعاته وحده: "
        "تحقق من KHARITA_TILE_CACHE_URL ومن ذلك الخادم."
    ),
    "Maps work without it, but do not follow changes; var/log/live.log tells why.": (
        "تعمل الخرائط بدونه لكنها لا تتبع التغييرات؛ وvar/log/live.log يبيّن السبب."
    ),
}
