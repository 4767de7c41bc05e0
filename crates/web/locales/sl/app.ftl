### The members' app in Slovenian.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Vrata
app-links = Povezave
app-activity = Dejavnost
app-me = Jaz
app-skip = Na vsebino
app-main = Glavni meni
app-offline = Niste povezani. Vrata se odpirajo samo s povezavo z omrežjem.
app-lockdown = Zapora: { $names }. Nihče tam ne odpre ničesar na daljavo.
app-whoever = upravljavec te stavbe
app-optional = neobvezno
app-save = Shrani
app-cancel = Prekliči

## Doors, and what came of a press

app-doors-none = Vrat še nimate. Dostop vam lahko da upravljavec te stavbe.
app-share = Deli
app-find-door = Poišči vrata
app-find-none = Vrat s tem imenom ni.
app-not-wired = ni priključeno
app-never-seen = še brez stika
app-held-open = stalno odprto
app-onsite = samo na kraju samem
app-locked-for-all = zaklenjeno za vse
app-state-until = { $state } do { $time }
app-ask-building = Vprašajte upravljavca te stavbe.
app-use-card = Pri vratih uporabite kartico ali PIN.
app-too-often = Prepogosto v kratkem času. Poskusite znova čez { $seconds } s.
app-not-tried = Nič ni bilo poslano. Počakajte trenutek, nato pritisnite še enkrat.
app-nothing-waits = Nič ne čaka, da bi bilo poslano pozneje.
app-signed-out =
    .title = Odjavljeni ste.
    .message = Nič ni bilo odprto. Prijavite se, nato pritisnite še enkrat.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Povezava je bila umaknjena ali ne velja.
app-why-not-yet = Čas povezave se še ni začel.
app-why-expired = Čas povezave je potekel.
app-why-used-up = Povezava je porabljena.
app-why-hours = Ob tej uri se ne odpira.
app-why-pin = PIN ni bil vpisan.
app-why-device = Bila je druga naprava.
app-why-not-on-link = Povezava teh vrat ne odpira.
app-why-no-access = Do teh vrat ni dostopa.
app-why-no-remote = Ta vrata se ne odpirajo na daljavo.
app-why-locked = Vrata so trenutno zaklenjena za vse.
app-why-onsite = Vrata se trenutno odpirajo samo na kraju samem.
app-why-lockdown = Stavba je zaprta zaradi zapore.
app-why-too-many = Preveč pritiskov v kratkem času.
app-why-not-wired = Ta vrata še niso priključena.
app-why-offline = Vrata niso dosegljiva.
app-why-jammed = Ključavnica se ni premaknila.
app-why-too-late = Pritisk je prišel prepozno.
app-why-unchecked = Ni bilo mogoče preveriti.

## Sharing

app-share-title = Deli dostop s povezavo
app-share-none = Ni vrat, ki bi jih smeli deliti. To vam lahko dovoli upravljavec te stavbe.
app-to-doors = Na vaša vrata
app-from-template = Iz predloge
app-no-template = Brez
app-template-choose = Povezave tu nastajajo iz predlog. Izberite eno.
app-template-missing = Povezave tu nastajajo iz predlog, za vas pa je še ni. Prosite skrbnika.
app-at-most = Največ { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } uporaba
        [two] { $count } uporabi
        [few] { $count } uporabe
       *[other] { $count } uporab
    }
app-more-doors = Več vrat
app-cannot-share = ni več mogoče deliti
app-lost-door = Vrata, do katerih nimate več dostopa
app-name = Kratek opis
app-name-help = Za vas, na primer »Mia, vikend«. Gostje ga ne vidijo.
app-name-hint = Kdo in za kaj
app-when = Kdaj
app-starts = Začetek
app-now = Zdaj
app-later = Pozneje
app-starts-on = Začne se
app-at-once = takoj, če je prazno
app-ends = Konec
app-tonight = Do polnoči
app-sunday = Do vključno nedelje
app-custom = Drugo
app-no-end = Brez konca
app-longest = { $length }, najdlje
app-ends-on = Konča se
app-ends-says = Konec: { $time }
app-ends-never = Konča se, ko jo umaknete.
app-clock = Časi so po uri stavbe:
app-clock-first = Veljajo prva izbrana vrata.
app-lasts-most = Povezava velja največ { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuta
        [two] { $count } minuti
        [few] { $count } minute
       *[other] { $count } minut
    }
app-hours =
    { $count ->
        [one] { $count } ura
        [two] { $count } uri
        [few] { $count } ure
       *[other] { $count } ur
    }
app-days =
    { $count ->
        [one] { $count } dan
        [two] { $count } dneva
        [few] { $count } dnevi
       *[other] { $count } dni
    }
app-weeks =
    { $count ->
        [one] { $count } teden
        [two] { $count } tedna
        [few] { $count } tedni
       *[other] { $count } tednov
    }
app-share-do = Deli dostop

## What else a link may carry

app-more = Več
app-more-hint = PIN, število uporab, predaja, prihod
app-max-uses = Število uporab
app-uses-any = Prazno pomeni poljubno pogosto.
app-pin-help = Gost ga vpiše enkrat na vsaki napravi. Povejte mu ga po drugi poti kot povezavo. Ne bo več prikazan.
app-pin-digits = od 4 do 8 števk
app-pin-set = nastavljen; za spremembo vpišite drugega
app-pin-none = Ne sprašuj več po PIN
app-share-on = Gost jo sme predati naprej
app-share-on-help = Iz nje lahko naredi svoje povezave: manj vrat, krajši čas. Končajo se s to povezavo.
app-one-device = Samo prva naprava
app-one-device-help = Prvi telefon, ki z njo odpre vrata, ostane edini. Lahko dovolite drugega.
app-page-language = Jezik gostove strani
app-guest-own = Gostov jezik
app-contact = Stik na gostovi strani
app-contact-nobody = Samo vaše ime
app-contact-maker = Vaš stik
app-contact-site = Stik stavbe
app-arrivals = Sporoči mi prihod
app-first-use = Prva uporaba
app-every-use = Vsaka uporaba
app-never = Nikoli
app-notification = Obvestilo
app-push-where = Na napravah, na katerih ste jih vklopili
app-push-nowhere = Najprej jih vklopite pod »Jaz«
app-mail = E-pošta
app-mail-own = Na vaš naslov

## Handing a link out

app-ready = Povezava je pripravljena.
app-again = Delite to povezavo še enkrat.
app-how = Izberite, kako jo poslati
app-sheet = Deli z aplikacijami tega telefona
app-sms = Sporočilo SMS
app-copy = Kopiraj povezavo
app-copied = Kopirano
app-paste = Zdaj jo prilepite v Slack
app-keys = Pritisnite Ctrl C
app-qr = Koda QR
app-qr-help = Gost jo prebere s kamero.
app-address = Povezava za gosta
app-what = Kaj se pošlje
app-to-link = Na povezavo
app-subject = Vaš ključ: { $organization }
app-invite = { $name } vam pošilja ključ: { $organization }.
app-invite-until = Velja do { $time }.
app-invite-open = Pri vratih odprite to stran in pridržite gumb: { $url }
app-send-title = Naj pošlje Keylink
app-send-to = Za
app-send-to-help = E-poštni naslov; telefonska številka s kodo države, na primer +386 40 123 456; v Slacku kanal ali član.
app-send = Pošlji
app-sent = Kaj je poslal Keylink
app-delivery-queued = na poti
app-delivery-sent = poslano
app-delivery-failed = ni poslano
app-delivery-unknown = nihče ne ve, ali je odšlo
app-fail-address = Naslov ni bil sprejet. Preverite ga in pošljite znova.
app-fail-refused = Sporočilo ni bilo sprejeto.
app-fail-settings = Pošiljanje tu ni pravilno nastavljeno. Povejte tistemu, ki vodi ta strežnik.
app-fail-gave-up = Poskušalo se je več ur brez uspeha.
app-fail-link = Povezava se je končala ali spremenila, preden je bila poslana.

## One’s links

app-window-from = od { $time }
app-as-origin = kot povezava, iz katere izhaja
app-uses = Uporabe
app-uses-of = { $uses } od { $max }
app-active = veljavna
app-upcoming = prihodnja
app-outside-hours = zunaj svojih ur
app-expired = potekla
app-used-up = porabljena
app-opens-nothing = ne odpira ničesar
app-revoked = umaknjena
app-over = končane
app-is-revoked = Ta povezava je bila umaknjena in ne odpira ničesar več.
app-hollow-key = Zdaj ne odpira ničesar: vaša pravica do deljenja ne velja. Vprašajte tistega, ki skrbi za to stavbo.
app-hollow-access = Ne odpira ničesar: njenih vrat ne smete več deliti.
app-hollow-doors = Ne odpira ničesar: njena vrata so bila odstranjena.
app-hollow-origin = Ne odpira ničesar: povezava, iz katere izhaja, se je končala.
app-typed = Kar ste vpisali
app-share-again = Kopiraj ali deli še enkrat
app-more-time = Več časa
app-longer = { $length } več
app-change = Spremeni to povezavo
app-also = Poleg tega
app-device-since = Odpira samo na eni napravi, od { $time }.
app-device-free = Dovoli drugo napravo
app-branch-of = Predano iz: { $name }
app-revoke = Umakni to povezavo
app-revoke-ask = Umaknem »{ $name }«?
app-revoke-lead = Od takrat ne odpira ničesar več, dokončno. Tega ni mogoče razveljaviti.
app-unused = Nikoli ni bila uporabljena.
app-used =
    { $count ->
        [one] Uporabljena je bila { $count }-krat.
        [two] Uporabljena je bila { $count }-krat.
        [few] Uporabljena je bila { $count }-krat.
       *[other] Uporabljena je bila { $count }-krat.
    }
app-revoke-do = Umakni povezavo
app-history = Kaj se je zgodilo
app-share-door = Deli vrata
app-links-none = Povezav še ni. Povezava gostu odpira vrata s spletne strani: brez aplikacije, brez računa.
app-older = Pokaži starejše
app-no-older = Starejšega ni.
app-activity-none = Nič se še ni zgodilo. Kar odprete vi in vaše povezave, bo tukaj.

## What happened, in a few words

app-event-opened = Odprto
app-event-sent = Ukaz poslan
app-event-refused = Zavrnjeno
app-event-failed = Ni se odprlo
app-event-unknown = Brez odgovora; morda odprto
app-event-late = Pozen odgovor
app-event-made = Povezava ustvarjena
app-event-changed = Povezava spremenjena
app-event-revoked = Povezava umaknjena
app-event-rotated = Povezava ima nov naslov
app-event-copied = Naslov znova prikazan
app-event-passed-on = Povezava predana naprej
app-event-pin = Napačen PIN
app-event-bound = Povezava vezana na eno napravo
app-event-freed = Povezava sprejme drugo napravo
app-event-delivered = Povezava poslana
app-event-handed = Povezava predana aplikaciji
app-event-handed-sheet = Predana meniju za deljenje v napravi
app-event-handed-mail = Predana poštnemu programu
app-event-handed-sms = Predana aplikaciji za sporočila SMS
app-event-handed-whatsapp = Predana aplikaciji WhatsApp
app-event-handed-slack = Povezava kopirana za Slack
app-event-handed-copy = Povezava kopirana za pošiljanje
app-event-undelivered = Povezava ni poslana
app-event-notice = Obvestilo ni dostavljeno
app-event-webhook = URL webhooka spremenjen
app-event-signed-in = Prijava
app-event-not-signed-in = Prijava ni uspela
app-event-account = Račun spremenjen
app-event-access = Dostop spremenjen
app-event-settings = Nastavitve spremenjene

## Oneself, and the device

app-organization = Organizacija
app-zone = Časovni pas
app-sign-in = Vaša prijava
app-sign-in-help = Ključi za dostop, geslo, enkratne kode
app-control = Nadzorno središče
app-control-help = Isti račun, za mizo
app-language = Jezik te aplikacije
app-language-auto = Kot želi brskalnik
app-notifications = Obvestila
app-push-on = Vklopljeno: ta naprava pokaže prihod gostov z vašimi povezavami, kot določa povezava.
app-push-off = Izklopljeno: ta naprava prihoda gostov ne pokaže.
app-push-turn-on = Vklopi na tej napravi
app-push-turn-off = Izklopi na tej napravi
app-push-scripts = Obvestila v tem brskalniku potrebujejo skripte.
app-push-unable = Ta brskalnik ne prikazuje obvestil. Na iPhonu dajte aplikacijo najprej na začetni zaslon.
app-push-denied = Temu brskalniku je rečeno, naj obvestil te strani ne prikazuje. Dovolite jih v nastavitvah in se vrnite.
app-push-failed = Zdaj ni uspelo. Preverite povezavo z omrežjem in poskusite znova.
app-push-something = Pri vaših vratih se je nekaj zgodilo.
app-install = Na začetnem zaslonu
app-install-help = Nameščen se Keylink odpre kot vsaka druga aplikacija. Na iPhonu: Deli, nato »Dodaj na začetni zaslon«. Na Androidu: meni brskalnika, nato »Namesti aplikacijo« ali »Dodaj na začetni zaslon«.
app-install-now = Namesti zdaj
app-sign-out = Odjava
app-description = Vaša vrata: odpirajte jih in jih delite s povezavo.
app-offline-lead = Ali pa se strežnik ne odziva. Tu nič ne čaka, da bi bilo odprto pozneje. Kartica, PIN ali ključ jih morda vseeno odprejo.
app-try-again = Poskusi znova

## What was done, and what is wrong

app-done-saved = Shranjeno.
app-done-nothing = Nič ni bilo spremenjeno.
app-done-link-extended = Povezava ima več časa.
app-done-link-revoked = Povezava je bila umaknjena. Ne odpira ničesar več.
app-done-link-queued = Na poti je. Kaj se zgodi, piše pod »Kaj je poslal Keylink«.
app-done-device-freed = Povezava sprejme drugo napravo.
app-trouble-not-found =
    .title = Tu ni ničesar
    .message = Morda je bilo odstranjeno ali pa naslov ni popoln.
app-trouble-forbidden =
    .title = To ni dovoljeno
    .message = Nič ni bilo spremenjeno. Vprašajte skrbnika svoje organizacije.
app-trouble-unfit =
    .title = To se ne ujema več
    .message = Nič ni bilo spremenjeno. Znova naložite stran in poglejte, kako je zdaj.
app-trouble-too-often =
    .title = Prepogosto v kratkem času
    .message = Počakajte minuto, nato poskusite znova.
app-trouble-not-now =
    .title = Zdaj ni uspelo
    .message = Nič ni bilo spremenjeno. Poskusite znova čez trenutek.
app-trouble-in-doubt =
    .title = Tega še nihče ne ve
    .message = To ni bilo potrjeno pravočasno. Preden poskusite znova, poglejte, ali je bilo narejeno.
app-wrong-name = Napišite opis z največ 120 znaki, v eni vrstici.
app-wrong-doors = Izberite vsaj ena vrata, ki jih smete deliti.
app-wrong-start = Izberite začetek, ki je pred koncem.
app-wrong-start-new = Izberite začetek, ki šele pride in je pred koncem, ali začnite takoj.
app-wrong-end = Izberite konec, ki šele pride, po začetku in v okviru omejitve.
app-wrong-uses = Vpišite celo število, 1 ali več, v okviru omejitve.
app-wrong-pin = Vpišite od 4 do 8 števk.
app-wrong-arrivals = Izberite, kako želite izvedeti, ali »Nikoli«.
app-wrong-template = Te predloge ni več mogoče uporabiti. Izberite drugo.
app-wrong-channel = Izberite, kako naj se pošlje.
app-wrong-address = Preverite naslov ali številko: manjka ali ne more biti pravi. Nič ni bilo poslano.
app-wrong-other = Ni uspelo. Poglejte, kako je zdaj, nato poskusite znova.
