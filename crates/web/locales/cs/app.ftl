### The members' app in Czech.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Dveře
app-links = Odkazy
app-activity = Aktivita
app-me = Já
app-skip = Přejít k obsahu
app-main = Hlavní nabídka
app-offline = Jste offline. Dveře se otevírají jen s připojením.
app-lockdown = Uzávěra: { $names }. Nikdo tam na dálku nic neotevře.
app-whoever = správce této budovy
app-optional = nepovinné
app-save = Uložit
app-cancel = Zrušit

## Doors, and what came of a press

app-doors-none = Zatím nemáte žádné dveře. Přístup vám může dát správce této budovy.
app-share = Sdílet
app-find-door = Najít dveře
app-find-none = Dveře s tímto názvem nejsou.
app-not-wired = nepřipojeno
app-never-seen = bez kontaktu
app-held-open = trvale otevřeno
app-onsite = jen na místě
app-locked-for-all = zamčeno pro všechny
app-state-until = { $state } do: { $time }
app-ask-building = Zeptejte se správce této budovy.
app-use-card = U dveří použijte kartu nebo PIN.
app-too-often = Příliš často v krátké době. Zkuste to znovu za { $seconds } s.
app-not-tried = Nic se neodeslalo. Chvíli počkejte a stiskněte znovu.
app-nothing-waits = Nic nečeká na pozdější odeslání.
app-signed-out =
    .title = Jste odhlášeni.
    .message = Nic se neotevřelo. Přihlaste se a stiskněte znovu.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Odkaz byl zrušen nebo je mimo provoz.
app-why-not-yet = Čas odkazu ještě nezačal.
app-why-expired = Čas odkazu skončil.
app-why-used-up = Odkaz je vyčerpán.
app-why-hours = V tuto hodinu se neotevírá.
app-why-pin = PIN nebyl zadán.
app-why-device = Bylo to jiné zařízení.
app-why-not-on-link = Odkaz tyto dveře neotevírá.
app-why-no-access = K těmto dveřím není přístup.
app-why-no-remote = Tyto dveře se na dálku neotevírají.
app-why-locked = Dveře jsou teď zamčené pro všechny.
app-why-onsite = Dveře se teď otevírají jen na místě.
app-why-lockdown = Budova je uzavřena.
app-why-too-many = Příliš mnoho stisknutí v krátké době.
app-why-not-wired = Tyto dveře ještě nejsou připojené.
app-why-offline = Dveře nejsou dostupné.
app-why-jammed = Zámek se nepohnul.
app-why-too-late = Stisknutí přišlo příliš pozdě.
app-why-unchecked = Nepodařilo se to ověřit.

## Sharing

app-share-title = Sdílet přístup odkazem
app-share-none = Nejsou žádné dveře, které smíte sdílet. Může vám to povolit správce této budovy.
app-to-doors = K vašim dveřím
app-from-template = Ze šablony
app-no-template = Žádná
app-template-choose = Odkazy se tu vytvářejí ze šablon. Vyberte jednu.
app-template-missing = Odkazy se tu vytvářejí ze šablon a pro vás zatím žádná není. Požádejte správce.
app-at-most = Nejvýše { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } použití
        [few] { $count } použití
       *[other] { $count } použití
    }
app-more-doors = Další dveře
app-cannot-share = už nelze sdílet
app-lost-door = Dveře, ke kterým už nemáte přístup
app-name = Krátký popis
app-name-help = Pro vás, například „Mia, víkend“. Hosté ho nevidí.
app-name-hint = Kdo a proč
app-when = Kdy
app-starts = Začátek
app-now = Teď
app-later = Později
app-starts-on = Začíná
app-at-once = hned, je-li prázdné
app-ends = Konec
app-tonight = Do půlnoci
app-sunday = Do neděle včetně
app-custom = Jiné
app-no-end = Bez konce
app-longest = { $length }, nejdéle
app-ends-on = Končí
app-ends-says = Konec: { $time }
app-ends-never = Skončí, až ho zrušíte.
app-clock = Časy jsou podle hodin budovy:
app-clock-first = Platí první vybrané dveře.
app-lasts-most = Odkaz trvá nejvýše { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
       *[other] { $count } minut
    }
app-hours =
    { $count ->
        [one] { $count } hodina
        [few] { $count } hodiny
       *[other] { $count } hodin
    }
app-days =
    { $count ->
        [one] { $count } den
        [few] { $count } dny
       *[other] { $count } dní
    }
app-weeks =
    { $count ->
        [one] { $count } týden
        [few] { $count } týdny
       *[other] { $count } týdnů
    }
app-share-do = Sdílet přístup

## What else a link may carry

app-more = Více
app-more-hint = PIN, počet použití, předání, příchod
app-max-uses = Počet použití
app-uses-any = Prázdné znamená libovolně často.
app-pin-help = Host ho zadá jednou na každém zařízení. Sdělte mu ho jinou cestou než odkazem. Znovu se nezobrazí.
app-pin-digits = 4 až 8 číslic
app-pin-set = nastaven; jiný změníte zadáním
app-pin-none = Už se na PIN neptat
app-share-on = Host ho smí předat dál
app-share-on-help = Může z něj udělat vlastní odkazy: méně dveří, kratší čas. Skončí spolu s tímto odkazem.
app-one-device = Jen první zařízení
app-one-device-help = První telefon, který jím otevře dveře, zůstane jediný. Můžete povolit jiný.
app-page-language = Jazyk stránky hosta
app-guest-own = Jazyk hosta
app-contact = Kontakt na stránce hosta
app-contact-nobody = Jen vaše jméno
app-contact-maker = Váš kontakt
app-contact-site = Kontakt budovy
app-arrivals = Dát mi vědět o příchodu
app-first-use = První použití
app-every-use = Každé použití
app-never = Nikdy
app-notification = Oznámení
app-push-where = Na zařízeních, kde jste je zapnuli
app-push-nowhere = Nejdřív je zapněte v části „Já“
app-mail = E-mail
app-mail-own = Na vaši vlastní adresu

## Handing a link out

app-ready = Odkaz je hotový.
app-again = Sdílejte tento odkaz znovu.
app-how = Vyberte, jak ho poslat
app-sheet = Sdílet aplikacemi tohoto telefonu
app-sms = Textová zpráva
app-copy = Kopírovat odkaz
app-copied = Zkopírováno
app-paste = Teď ho vložte do Slacku
app-keys = Stiskněte Ctrl C
app-qr = QR kód
app-qr-help = Host ho naskenuje fotoaparátem.
app-address = Odkaz pro hosta
app-what = Co se posílá
app-to-link = K odkazu
app-subject = Váš klíč: { $organization }
app-invite = { $name } vám posílá klíč: { $organization }.
app-invite-until = Platí do: { $time }.
app-invite-open = U dveří otevřete tuto stránku a podržte tlačítko: { $url }
app-send-title = Ať to pošle Keylink
app-send-to = Komu
app-send-to-help = E-mailová adresa; telefonní číslo s předvolbou země, například +420 601 234 567; ve Slacku kanál nebo člen.
app-send = Odeslat
app-sent = Co Keylink odeslal
app-delivery-queued = na cestě
app-delivery-sent = odesláno
app-delivery-failed = neodesláno
app-delivery-unknown = nikdo neví, zda to odešlo
app-fail-address = Adresa nebyla přijata. Zkontrolujte ji a odešlete znovu.
app-fail-refused = Zpráva nebyla přijata.
app-fail-settings = Odesílání zde není správně nastaveno. Řekněte to správci tohoto serveru.
app-fail-gave-up = Zkoušelo se to hodiny bez úspěchu.
app-fail-link = Odkaz skončil nebo se změnil dřív, než byl odeslán.

## One’s links

app-window-from = od: { $time }
app-as-origin = jako odkaz, ze kterého pochází
app-uses = Použití
app-uses-of = { $uses } z { $max }
app-active = aktivní
app-upcoming = nadcházející
app-outside-hours = mimo své hodiny
app-expired = vypršel
app-used-up = vyčerpán
app-opens-nothing = nic neotevírá
app-revoked = zrušen
app-over = skončené
app-is-revoked = Tento odkaz byl zrušen a nic už neotevírá.
app-hollow-key = Teď nic neotevře: vaše oprávnění sdílet neplatí. Zeptejte se správce této budovy.
app-hollow-access = Nic neotevře: jeho dveře už nesmíte sdílet.
app-hollow-doors = Nic neotevře: jeho dveře byly odebrány.
app-hollow-origin = Nic neotevře: odkaz, ze kterého pochází, skončil.
app-typed = Co jste napsali
app-share-again = Kopírovat nebo znovu sdílet
app-more-time = Více času
app-longer = { $length } navíc
app-change = Změnit tento odkaz
app-also = Dále
app-device-since = Otevírá jen na jednom zařízení, od: { $time }.
app-device-free = Povolit jiné zařízení
app-branch-of = Předáno z: { $name }
app-revoke = Zrušit tento odkaz
app-revoke-ask = Zrušit „{ $name }“?
app-revoke-lead = Od té chvíle už nikdy nic neotevře. Nelze to vzít zpět.
app-unused = Nikdy nebyl použit.
app-used =
    { $count ->
        [one] Byl použit jednou.
        [few] Byl použit { $count }krát.
       *[other] Byl použit { $count }krát.
    }
app-revoke-do = Zrušit odkaz
app-history = Co se stalo
app-share-door = Sdílet dveře
app-links-none = Zatím žádné odkazy. Odkaz otevírá hostovi dveře z webové stránky: bez aplikace, bez účtu.
app-older = Zobrazit starší
app-no-older = Nic staršího není.
app-activity-none = Zatím se nic nestalo. Co otevřete vy a vaše odkazy, bude zde.

## What happened, in a few words

app-event-opened = Otevřeno
app-event-sent = Příkaz odeslán
app-event-refused = Odmítnuto
app-event-failed = Neotevřelo se
app-event-unknown = Bez odpovědi; možná otevřeno
app-event-late = Pozdní odpověď
app-event-made = Odkaz vytvořen
app-event-changed = Odkaz změněn
app-event-revoked = Odkaz zrušen
app-event-rotated = Odkaz má novou adresu
app-event-copied = Adresa znovu zobrazena
app-event-passed-on = Odkaz předán dál
app-event-pin = Špatný PIN
app-event-bound = Odkaz vázán na jedno zařízení
app-event-freed = Odkaz přijme jiné zařízení
app-event-delivered = Odkaz odeslán
app-event-handed = Odkaz předán aplikaci
app-event-handed-sheet = Předáno nabídce sdílení zařízení
app-event-handed-mail = Předáno poštovnímu programu
app-event-handed-sms = Předáno aplikaci pro zprávy SMS
app-event-handed-whatsapp = Předáno do WhatsAppu
app-event-handed-slack = Odkaz zkopírován pro Slack
app-event-handed-copy = Odkaz zkopírován k odeslání
app-event-undelivered = Odkaz neodeslán
app-event-notice = Oznámení nedoručeno
app-event-webhook = URL webhooku změněna
app-event-signed-in = Přihlášení
app-event-not-signed-in = Přihlášení se nezdařilo
app-event-account = Účet změněn
app-event-access = Přístup změněn
app-event-settings = Nastavení změněno

## Oneself, and the device

app-organization = Organizace
app-zone = Časové pásmo
app-sign-in = Vaše přihlášení
app-sign-in-help = Přístupové klíče, heslo, jednorázové kódy
app-control = Řídicí centrum
app-control-help = Stejný účet, ke stolu
app-language = Jazyk této aplikace
app-language-auto = Jak žádá prohlížeč
app-notifications = Oznámení
app-push-on = Zapnuto: toto zařízení ukazuje příchod hostů s vašimi odkazy, jak je u odkazu nastaveno.
app-push-off = Vypnuto: toto zařízení příchod hostů neukazuje.
app-push-turn-on = Zapnout na tomto zařízení
app-push-turn-off = Vypnout na tomto zařízení
app-push-scripts = Oznámení potřebují v tomto prohlížeči skripty.
app-push-unable = Tento prohlížeč oznámení nezobrazuje. Na iPhonu nejdřív přidejte aplikaci na plochu.
app-push-denied = Tento prohlížeč nemá oznámení tohoto webu zobrazovat. Povolte je v jeho nastavení a vraťte se.
app-push-failed = Teď se to nezdařilo. Zkontrolujte připojení a zkuste to znovu.
app-push-something = U vašich dveří se něco stalo.
app-install = Na vaší ploše
app-install-help = Po instalaci se Keylink otevírá jako každá jiná aplikace. Na iPhonu: Sdílet, pak „Přidat na plochu“. Na Androidu: nabídka prohlížeče, pak „Nainstalovat aplikaci“ nebo „Přidat na plochu“.
app-install-now = Nainstalovat
app-sign-out = Odhlásit se
app-description = Vaše dveře: otevírejte je a sdílejte odkazem.
app-offline-lead = Nebo server neodpovídá. Nic tu nečeká na pozdější otevření. Karta, PIN nebo klíč je přesto mohou otevřít.
app-try-again = Zkusit znovu

## What was done, and what is wrong

app-done-saved = Uloženo.
app-done-nothing = Nic se nezměnilo.
app-done-link-extended = Odkaz má více času.
app-done-link-revoked = Odkaz byl zrušen. Nic už neotevírá.
app-done-link-queued = Je to na cestě. Co se s tím stane, najdete pod „Co Keylink odeslal“.
app-done-device-freed = Odkaz přijme jiné zařízení.
app-trouble-not-found =
    .title = Nic tu není
    .message = Možná to bylo odstraněno, nebo adresa není úplná.
app-trouble-forbidden =
    .title = To není dovoleno
    .message = Nic se nezměnilo. Zeptejte se správce své organizace.
app-trouble-unfit =
    .title = To už nesedí
    .message = Nic se nezměnilo. Načtěte stránku znovu a podívejte se, jak to teď je.
app-trouble-too-often =
    .title = Příliš často v krátké době
    .message = Počkejte minutu a zkuste to znovu.
app-trouble-not-now =
    .title = Teď se to nezdařilo
    .message = Nic se nezměnilo. Zkuste to za chvíli znovu.
app-trouble-in-doubt =
    .title = Zatím to nikdo neví
    .message = Včas to nebylo potvrzeno. Než to zkusíte znovu, podívejte se, zda se to stalo.
app-wrong-name = Napište popis nejvýše o 120 znacích, na jeden řádek.
app-wrong-doors = Vyberte aspoň jedny dveře, které smíte sdílet.
app-wrong-start = Vyberte začátek, který je před koncem.
app-wrong-start-new = Vyberte začátek, který teprve přijde a je před koncem, nebo začněte hned.
app-wrong-end = Vyberte konec, který teprve přijde, po začátku a v mezích limitu.
app-wrong-uses = Zadejte celé číslo, 1 nebo víc, v mezích limitu.
app-wrong-pin = Zadejte 4 až 8 číslic.
app-wrong-arrivals = Vyberte, jak se to chcete dozvědět, nebo „Nikdy“.
app-wrong-template = Tuto šablonu už nelze použít. Vyberte jinou.
app-wrong-channel = Vyberte, jak to odeslat.
app-wrong-address = Zkontrolujte adresu nebo číslo: chybí, nebo nemůže být správné. Nic nebylo odesláno.
app-wrong-other = Nezdařilo se to. Podívejte se, jak to teď je, a zkuste to znovu.
