### The members' app in Croatian.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Vrata
app-links = Poveznice
app-activity = Aktivnost
app-me = Ja
app-skip = Na sadržaj
app-main = Glavni izbornik
app-offline = Niste povezani. Vrata se otvaraju samo s vezom.
app-lockdown = Zatvoreno u nuždi: { $names }. Nitko ondje ne otvara ništa na daljinu.
app-whoever = upravitelj ove zgrade
app-optional = neobavezno
app-save = Spremi
app-cancel = Odustani

## Doors, and what came of a press

app-doors-none = Još nemate vrata. Pristup vam može dati upravitelj ove zgrade.
app-share = Podijeli
app-find-door = Pronađi vrata
app-find-none = Nema vrata s tim imenom.
app-not-wired = nije priključeno
app-never-seen = još bez javljanja
app-held-open = stalno otvoreno
app-onsite = samo na licu mjesta
app-locked-for-all = zaključano za sve
app-state-until = { $state } do { $time }
app-ask-building = Pitajte upravitelja ove zgrade.
app-use-card = Na vratima upotrijebite karticu ili PIN.
app-too-often = Prečesto u kratkom vremenu. Pokušajte ponovno za { $seconds } s.
app-not-tried = Ništa nije poslano. Pričekajte trenutak, zatim pritisnite ponovno.
app-nothing-waits = Ništa ne čeka da bude poslano kasnije.
app-signed-out =
    .title = Odjavljeni ste.
    .message = Ništa nije otvoreno. Prijavite se, zatim pritisnite ponovno.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Poveznica je povučena ili ne vrijedi.
app-why-not-yet = Vrijeme poveznice još nije počelo.
app-why-expired = Vrijeme poveznice je isteklo.
app-why-used-up = Poveznica je potrošena.
app-why-hours = U ovo doba ne otvara.
app-why-pin = PIN nije upisan.
app-why-device = Bio je to drugi uređaj.
app-why-not-on-link = Poveznica ne otvara ova vrata.
app-why-no-access = Nema pristupa ovim vratima.
app-why-no-remote = Ova se vrata ne otvaraju na daljinu.
app-why-locked = Vrata su trenutačno zaključana za sve.
app-why-onsite = Vrata se trenutačno otvaraju samo na licu mjesta.
app-why-lockdown = Zgrada je zatvorena u nuždi.
app-why-too-many = Previše pritisaka u kratkom vremenu.
app-why-not-wired = Ova vrata još nisu priključena.
app-why-offline = Vrata nisu dostupna.
app-why-jammed = Brava se nije pomaknula.
app-why-too-late = Pritisak je stigao prekasno.
app-why-unchecked = Nije se moglo provjeriti.

## Sharing

app-share-title = Podijeli pristup poveznicom
app-share-none = Nema vrata koja smijete dijeliti. To vam može dopustiti upravitelj ove zgrade.
app-to-doors = Na vaša vrata
app-from-template = Iz predloška
app-no-template = Bez
app-template-choose = Poveznice se ovdje rade iz predložaka. Odaberite jedan.
app-template-missing = Poveznice se ovdje rade iz predložaka, a za vas ga još nema. Zamolite administratora.
app-at-most = Najviše { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } uporaba
        [few] { $count } uporabe
       *[other] { $count } uporaba
    }
app-more-doors = Više vrata
app-cannot-share = više se ne može dijeliti
app-lost-door = Vrata kojima više nemate pristup
app-name = Kratak opis
app-name-help = Za vas, primjerice „Mia, vikend”. Gosti ga ne vide.
app-name-hint = Tko i za što
app-when = Kada
app-starts = Početak
app-now = Sada
app-later = Kasnije
app-starts-on = Počinje
app-at-once = odmah, ako je prazno
app-ends = Kraj
app-tonight = Do ponoći
app-sunday = Do uključivo nedjelje
app-custom = Drugo
app-no-end = Bez kraja
app-longest = { $length }, najdulje
app-ends-on = Završava
app-ends-says = Kraj: { $time }
app-ends-never = Završava kad je povučete.
app-clock = Vremena su po satu zgrade:
app-clock-first = Vrijede prva odabrana vrata.
app-lasts-most = Poveznica traje najviše { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minute
       *[other] { $count } minuta
    }
app-hours =
    { $count ->
        [one] { $count } sat
        [few] { $count } sata
       *[other] { $count } sati
    }
app-days =
    { $count ->
        [one] { $count } dan
        [few] { $count } dana
       *[other] { $count } dana
    }
app-weeks =
    { $count ->
        [one] { $count } tjedan
        [few] { $count } tjedna
       *[other] { $count } tjedana
    }
app-share-do = Podijeli pristup

## What else a link may carry

app-more = Više
app-more-hint = PIN, broj uporaba, prosljeđivanje, dolazak
app-max-uses = Broj uporaba
app-uses-any = Prazno znači koliko god puta.
app-pin-help = Gost ga upisuje jednom na svakom uređaju. Recite mu ga drugim putem, ne poveznicom. Više se ne prikazuje.
app-pin-digits = 4 do 8 znamenki
app-pin-set = postavljen; za promjenu upišite drugi
app-pin-none = Više ne traži PIN
app-share-on = Gost je smije proslijediti
app-share-on-help = Iz nje može napraviti svoje poveznice: manje vrata, kraće vrijeme. Završavaju s ovom poveznicom.
app-one-device = Samo prvi uređaj
app-one-device-help = Prvi telefon koji njome otvori vrata ostaje jedini. Možete dopustiti drugi.
app-page-language = Jezik gostove stranice
app-guest-own = Gostov jezik
app-contact = Kontakt na gostovoj stranici
app-contact-nobody = Samo vaše ime
app-contact-maker = Vaš kontakt
app-contact-site = Kontakt zgrade
app-arrivals = Javi mi dolazak
app-first-use = Prva uporaba
app-every-use = Svaka uporaba
app-never = Nikad
app-notification = Obavijest
app-push-where = Na uređajima na kojima ste ih uključili
app-push-nowhere = Prvo ih uključite pod „Ja”
app-mail = E-pošta
app-mail-own = Na vašu adresu

## Handing a link out

app-ready = Poveznica je spremna.
app-again = Podijelite ovu poveznicu ponovno.
app-how = Odaberite kako je poslati
app-sheet = Podijeli aplikacijama ovog telefona
app-sms = SMS poruka
app-copy = Kopiraj poveznicu
app-copied = Kopirano
app-paste = Sada je zalijepite u Slack
app-keys = Pritisnite Ctrl C
app-qr = QR kôd
app-qr-help = Gost ga očitava kamerom.
app-address = Poveznica za gosta
app-what = Što se šalje
app-to-link = Na poveznicu
app-subject = Vaš ključ: { $organization }
app-invite = { $name } vam šalje ključ: { $organization }.
app-invite-until = Vrijedi do { $time }.
app-invite-open = Kod vrata otvorite ovu stranicu i držite gumb: { $url }
app-send-title = Neka pošalje Keylink
app-send-to = Za
app-send-to-help = Adresa e-pošte; telefonski broj s pozivnim brojem zemlje, na primer +385 91 234 5678; u Slacku kanal ili član.
app-send = Pošalji
app-sent = Što je Keylink poslao
app-delivery-queued = na putu
app-delivery-sent = poslano
app-delivery-failed = nije poslano
app-delivery-unknown = nitko ne zna je li otišlo
app-fail-address = Adresa nije prihvaćena. Provjerite je i pošaljite ponovno.
app-fail-refused = Poruka nije prihvaćena.
app-fail-settings = Slanje ovdje nije ispravno postavljeno. Recite onome tko vodi ovaj poslužitelj.
app-fail-gave-up = Pokušavalo se satima bez uspjeha.
app-fail-link = Poveznica je završila ili se promijenila prije slanja.

## One’s links

app-window-from = od { $time }
app-as-origin = kao poveznica iz koje potječe
app-uses = Uporabe
app-uses-of = { $uses } od { $max }
app-active = aktivna
app-upcoming = nadolazeća
app-outside-hours = izvan svojih sati
app-expired = istekla
app-used-up = potrošena
app-opens-nothing = ne otvara ništa
app-revoked = povučena
app-over = završene
app-is-revoked = Ova je poveznica povučena i više ne otvara ništa.
app-hollow-key = Sada ne otvara ništa: vaše pravo dijeljenja ne vrijedi. Pitajte onoga tko vodi ovu zgradu.
app-hollow-access = Ne otvara ništa: više ne smijete dijeliti njezina vrata.
app-hollow-doors = Ne otvara ništa: njezina su vrata uklonjena.
app-hollow-origin = Ne otvara ništa: poveznica iz koje potječe je završila.
app-typed = Što ste upisali
app-share-again = Kopiraj ili podijeli ponovno
app-more-time = Više vremena
app-longer = { $length } više
app-change = Promijeni ovu poveznicu
app-also = Uz to
app-device-since = Otvara samo na jednom uređaju, od { $time }.
app-device-free = Dopusti drugi uređaj
app-branch-of = Proslijeđeno iz: { $name }
app-revoke = Povuci ovu poveznicu
app-revoke-ask = Povući „{ $name }”?
app-revoke-lead = Od tada zauvijek ne otvara ništa. To se ne može poništiti.
app-unused = Nikad nije upotrijebljena.
app-used =
    { $count ->
        [one] Upotrijebljena je { $count } put.
        [few] Upotrijebljena je { $count } puta.
       *[other] Upotrijebljena je { $count } puta.
    }
app-revoke-do = Povuci poveznicu
app-history = Što se dogodilo
app-share-door = Podijeli vrata
app-links-none = Još nema poveznica. Poveznica gostu otvara vrata s web-stranice: bez aplikacije, bez računa.
app-older = Prikaži starije
app-no-older = Nema ničega starijeg.
app-activity-none = Još se ništa nije dogodilo. Ovdje će biti što otvorite vi i vaše poveznice.

## What happened, in a few words

app-event-opened = Otvoreno
app-event-sent = Naredba poslana
app-event-refused = Odbijeno
app-event-failed = Nije se otvorilo
app-event-unknown = Bez odgovora; možda otvoreno
app-event-late = Kasni odgovor
app-event-made = Poveznica napravljena
app-event-changed = Poveznica promijenjena
app-event-revoked = Poveznica povučena
app-event-rotated = Poveznica ima novu adresu
app-event-copied = Adresa ponovno prikazana
app-event-passed-on = Poveznica proslijeđena
app-event-pin = Pogrešan PIN
app-event-bound = Poveznica vezana uz jedan uređaj
app-event-freed = Poveznica prima drugi uređaj
app-event-delivered = Poveznica poslana
app-event-handed = Poveznica predana aplikaciji
app-event-handed-sheet = Predana izborniku za dijeljenje na uređaju
app-event-handed-mail = Predana programu za e-poštu
app-event-handed-sms = Predana aplikaciji za SMS poruke
app-event-handed-whatsapp = Predana aplikaciji WhatsApp
app-event-handed-slack = Poveznica kopirana za Slack
app-event-handed-copy = Poveznica kopirana za slanje
app-event-undelivered = Poveznica nije poslana
app-event-notice = Obavijest nije dostavljena
app-event-webhook = URL webhooka promijenjen
app-event-signed-in = Prijava
app-event-not-signed-in = Prijava nije uspjela
app-event-account = Račun promijenjen
app-event-access = Pristup promijenjen
app-event-settings = Postavke promijenjene

## Oneself, and the device

app-organization = Organizacija
app-zone = Vremenska zona
app-sign-in = Vaša prijava
app-sign-in-help = Pristupni ključevi, lozinka, jednokratni kodovi
app-control = Upravljački centar
app-control-help = Isti račun, za stolom
app-language = Jezik ove aplikacije
app-language-auto = Kako traži preglednik
app-notifications = Obavijesti
app-push-on = Uključeno: ovaj uređaj javlja dolazak gostiju s vašim poveznicama, kako poveznica određuje.
app-push-off = Isključeno: ovaj uređaj ne javlja dolazak gostiju.
app-push-turn-on = Uključi na ovom uređaju
app-push-turn-off = Isključi na ovom uređaju
app-push-scripts = Obavijesti u ovom pregledniku trebaju skripte.
app-push-unable = Ovaj preglednik ne prikazuje obavijesti. Na iPhoneu prvo stavite aplikaciju na početni zaslon.
app-push-denied = Ovom je pregledniku rečeno da ne prikazuje obavijesti ove stranice. Dopustite ih u postavkama i vratite se.
app-push-failed = Sada nije uspjelo. Provjerite vezu i pokušajte ponovno.
app-push-something = Nešto se dogodilo na vašim vratima.
app-install = Na početnom zaslonu
app-install-help = Instaliran, Keylink se otvara kao svaka druga aplikacija. Na iPhoneu: Dijeli, zatim „Dodaj na početni zaslon”. Na Androidu: izbornik preglednika, zatim „Instaliraj aplikaciju” ili „Dodaj na početni zaslon”.
app-install-now = Instaliraj sada
app-sign-out = Odjava
app-description = Vaša vrata: otvarajte ih i dijelite poveznicom.
app-offline-lead = Ili poslužitelj ne odgovara. Ovdje ništa ne čeka da se otvori kasnije. Kartica, PIN ili ključ možda ih ipak otvaraju.
app-try-again = Pokušaj ponovno

## What was done, and what is wrong

app-done-saved = Spremljeno.
app-done-nothing = Ništa nije promijenjeno.
app-done-link-extended = Poveznica ima više vremena.
app-done-link-revoked = Poveznica je povučena. Više ne otvara ništa.
app-done-link-queued = Na putu je. Što će biti s tim piše pod „Što je Keylink poslao“.
app-done-device-freed = Poveznica prima drugi uređaj.
app-trouble-not-found =
    .title = Ovdje nema ničega
    .message = Možda je uklonjeno ili adresa nije potpuna.
app-trouble-forbidden =
    .title = To nije dopušteno
    .message = Ništa nije promijenjeno. Pitajte administratora svoje organizacije.
app-trouble-unfit =
    .title = To više ne odgovara
    .message = Ništa nije promijenjeno. Učitajte stranicu ponovno i pogledajte kako je sada.
app-trouble-too-often =
    .title = Prečesto u kratkom vremenu
    .message = Pričekajte minutu, zatim pokušajte ponovno.
app-trouble-not-now =
    .title = Sada nije uspjelo
    .message = Ništa nije promijenjeno. Pokušajte ponovno za trenutak.
app-trouble-in-doubt =
    .title = To još nitko ne zna
    .message = To nije potvrđeno na vrijeme. Prije novog pokušaja pogledajte je li učinjeno.
app-wrong-name = Napišite opis od najviše 120 znakova, u jednom retku.
app-wrong-doors = Odaberite barem jedna vrata koja smijete dijeliti.
app-wrong-start = Odaberite početak koji je prije kraja.
app-wrong-start-new = Odaberite početak koji tek dolazi i prije je kraja, ili počnite odmah.
app-wrong-end = Odaberite kraj koji tek dolazi, nakon početka i unutar ograničenja.
app-wrong-uses = Upišite cijeli broj, 1 ili više, unutar ograničenja.
app-wrong-pin = Upišite 4 do 8 znamenki.
app-wrong-arrivals = Odaberite kako želite saznati ili „Nikad”.
app-wrong-template = Ovaj se predložak više ne može upotrijebiti. Odaberite drugi.
app-wrong-channel = Odaberite kako da se pošalje.
app-wrong-address = Provjerite adresu ili broj: nedostaje ili ne može biti točan. Ništa nije poslano.
app-wrong-other = Nije uspjelo. Pogledajte kako je sada, zatim pokušajte ponovno.
