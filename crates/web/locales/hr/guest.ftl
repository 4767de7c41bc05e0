### The guest page in Croatian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.
###
### Names are not declined: $maker always stands as the subject of its sentence or after a colon.

# What its speakers call it.
language-name = Hrvatski
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day }. { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day }. { $month } { $year }., { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = vrijeme: { $place ->
        [Athens] Atena
        [Belgrade] Beograd
        [Brussels] Bruxelles
        [Bucharest] Bukurešt
        [Budapest] Budimpešta
        [Copenhagen] Kopenhagen
        [Kiev] Kijev
        [Kyiv] Kijev
        [Lisbon] Lisabon
        [Luxembourg] Luksemburg
        [Moscow] Moskva
        [Paris] Pariz
        [Prague] Prag
        [Rome] Rim
        [Sofia] Sofija
        [Vienna] Beč
        [Warsaw] Varšava
        [Zurich] Zürich
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = pon
weekday-2 = uto
weekday-3 = sri
weekday-4 = čet
weekday-5 = pet
weekday-6 = sub
weekday-7 = ned

month-1 = sij
month-2 = velj
month-3 = ožu
month-4 = tra
month-5 = svi
month-6 = lip
month-7 = srp
month-8 = kol
month-9 = ruj
month-10 = lis
month-11 = stu
month-12 = pro

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Poveznica-ključ
preview-description = Otvorite je na telefonu kad budete pred vratima

## The head of the page

someone = osoba koja vam je poslala ovu poveznicu
invited = { $maker } vas poziva
invited-by-nobody = Vaša poveznica-ključ
until = do { $time }
uses-left =
    { $count ->
        [one] još { $count } otvaranje
        [few] još { $count } otvaranja
       *[other] još { $count } otvaranja
    }
language = Jezik

## A door

online = dostupna
offline = nedostupna
locked = zaključana
unlocked = otključana
open = otvorena
closed = zatvorena
note-offline = Vrata trenutačno nisu dostupna. Svejedno možete pokušati.
note-held-open = Ova su vrata trenutačno otključana: samo ih otvorite.

## The button

unlock = Otvori
hold = Držite za otvaranje
holding = Držite i dalje…
opening = Otvaranje…
press-again = Pritisnite ponovno za otvaranje
hint = Držite gumb dok se ne ispuni.
hint-keys = Držite gumb ili ga pritisnite dvaput.

## What came of a press

opened =
    .title = Otvoreno. Gurnite vrata.
    .message = { "" }
sent =
    .title = Poslano.
    .message = Ova vrata ne mogu odgovoriti; pokušajte ih sada otvoriti.
unknown =
    .title = Vrata nisu odgovorila.
    .message = Pokušajte otvoriti vrata, zatim pritisnite ponovno. Pomoći vam može i { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Provjera trenutačno nije moguća.
    .message = Ovaj put ništa nije poslano. Ako ste već pritisnuli, pokušajte otvoriti vrata. Inače pritisnite ponovno za koji trenutak. Pomoći vam može i { $maker }.
silent =
    .title = Vaš telefon nije dobio odgovor.
    .message = Pokušajte otvoriti vrata; zatim pritisnite ponovno.
phone-offline =
    .title = Vaš telefon nema veze.
    .message = Za otvaranje vrata potrebna je veza s mrežom. Ništa nije poslano.
back = Natrag na vrata

## Before its time

not-yet =
    .title = Još nije otvoreno
    .message = Možete otvoriti od: { $time }.
outside-hours =
    .title = Ne u ovo doba
    .message = Ponovno možete otvoriti od: { $time }.
outside-hours-ended =
    .title = Ne u ovo doba
    .message = Ova poveznica nema više termina. Pomoći vam može { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = za { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] za { $count } dan
        [few] za { $count } dana
       *[other] za { $count } dana
    }
wait-here = Gumb će se ovdje pojaviti sam.

## After its time

ended-expired =
    .title = Ova je poveznica istekla
    .message = Njezino je vrijeme prošlo. Ako još trebate ući, pomoći vam može { $maker }.
ended-revoked =
    .title = Ova je poveznica povučena
    .message = Više ništa ne otvara. Ako još trebate ući, pomoći vam može { $maker }.
ended-used-up =
    .title = Ova je poveznica potrošena
    .message = Otvorila je onoliko puta koliko je predviđeno. Ako još trebate ući, pomoći vam može { $maker }.
ended-withdrawn =
    .title = Ova poveznica sada ne otvara
    .message = Trenutačno ne radi. Ako trebate ući, pomoći vam može { $maker }.
ended-doors-removed =
    .title = Ova poveznica više nema vrata
    .message = Ono što je otvarala uklonjeno je. Ako trebate ući, pomoći vam može { $maker }.

## Without a link, or without the house

not-found =
    .title = Ne poznajemo ovu poveznicu
    .message = Provjerite je li kopirana u cijelosti, do posljednjeg znaka. Ako jest, novu vam može poslati { $maker }.
too-many-tries =
    .title = Previše pokušaja
    .message = Pričekajte minutu, zatim ponovno učitajte stranicu. Valjana poveznica i dalje radi.
trouble =
    .title = Nešto je pošlo po zlu
    .message = Stranica se nije mogla izraditi i ništa nije otvoreno. Učitajte je ponovno za koji trenutak. Pomoći vam može i { $maker }.
trouble-reference = Ako to prijavite, navedite { $reference }.
reload = Učitaj ponovno

## The number, for phones without scripts

number-title = Upišite ovaj broj
number-why = Pokazuje da je pred vratima čovjek. Vrijedi jednu minutu.
number-label = Broj
number-wrong = To nije bio taj broj. Evo novoga.
number-send = Otvori: { $door }

## Details

how-to-get-in = Kako ući
map = Karta
ask = Kontakt: { $maker }
logged = Otvaranja se bilježe u dnevnik zgrade.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Nije otvoreno
    .message = Ova poveznica ovdje nije poznata. Provjerite je li kopirana u cijelosti. Novu vam može poslati { $maker }.
refusal-no-gesture =
    .title = Nije otvoreno
    .message = Držite gumb dok se ne ispuni, kako bismo znali da je pred vratima čovjek.
refusal-link-revoked =
    .title = Nije otvoreno
    .message = Ova je poveznica povučena. Novu vam može poslati { $maker }.
refusal-link-not-yet-valid =
    .title = Nije otvoreno
    .message = Vaše vrijeme još nije počelo. Ako trebate ući sada, pomoći vam može { $maker }.
refusal-link-expired =
    .title = Nije otvoreno
    .message = Vrijeme ove poveznice je prošlo. Novu vam može poslati { $maker }.
refusal-link-used-up =
    .title = Nije otvoreno
    .message = Ova je poveznica otvorila onoliko puta koliko je predviđeno. Novu vam može poslati { $maker }.
refusal-link-outside-hours =
    .title = Nije otvoreno
    .message = Ova poveznica ne otvara u ovo doba. Vratite se u njezino vrijeme. Pomoći vam može { $maker }.
refusal-door-not-on-link =
    .title = Nije otvoreno
    .message = Ova poveznica više ne otvara ova vrata. Pomoći vam može { $maker }.
refusal-cloud-key-inactive =
    .title = Nije otvoreno
    .message = Ova poveznica ne radi. Novu vam može poslati { $maker }.
refusal-user-inactive =
    .title = Nije otvoreno
    .message = Ova poveznica ne radi. Novu zatražite u zgradi.
refusal-no-access =
    .title = Nije otvoreno
    .message = Ova poveznica više ne otvara ova vrata. Pomoći vam može { $maker }.
refusal-no-remote-unlock =
    .title = Nije otvoreno
    .message = Ova se vrata trenutačno ne otvaraju poveznicom. Pomoći vam može { $maker }.
refusal-access-outside-schedule =
    .title = Nije otvoreno
    .message = Ova se vrata u ovo doba ne otvaraju poveznicom. Vratite se poslije. Pomoći vam može { $maker }.
refusal-door-locked =
    .title = Nije otvoreno
    .message = Ova su vrata trenutačno zatvorena za sve. Pomoći vam može { $maker }.
refusal-door-onsite-only =
    .title = Nije otvoreno
    .message = Ova se vrata trenutačno otvaraju samo na licu mjesta, karticom, kodom ili ključem. Pomoći vam može { $maker }.
refusal-site-lockdown =
    .title = Nije otvoreno
    .message = Zgrada je zaključana i nijedna je poveznica ne otvara. Pomoći vam može { $maker }.
refusal-too-many-presses =
    .title = Nije otvoreno
    .message = Previše pritisaka u kratkom vremenu. Pričekajte minutu, zatim pritisnite ponovno.
refusal-door-not-wired =
    .title = Nije otvoreno
    .message = Ova vrata još nisu priključena. Pomoći vam može { $maker }.
refusal-door-offline =
    .title = Nije otvoreno
    .message = Vrata trenutačno nisu dostupna. Pritisnite ponovno za minutu. Pomoći vam može { $maker }.
refusal-door-jammed =
    .title = Nije otvoreno
    .message = Brava se nije pomaknula. Lagano gurnite vrata i pritisnite ponovno. Pomoći vam može { $maker }.
refusal-too-late =
    .title = Nije otvoreno
    .message = Pritisak je predugo putovao do vrata, pa ništa nije poslano. Pritisnite ponovno.
refusal-not-recorded =
    .title = Nije otvoreno
    .message = Vašu poveznicu nije bilo moguće provjeriti, pa ništa nije poslano. Pritisnite ponovno za koji trenutak. Pomoći vam može { $maker }.

## What a link asks for, and passing it on

passed-on = Dao vam ju je gost kojeg poziva { $maker }
pin-title = Upišite svoj PIN
pin-lead = Dobili ste ga drugim putem, ne ovom poveznicom. Ako niste, pomoći vam može { $maker }.
pin-send = Dalje
pin-wrong = To nije bio PIN. Pokušajte ponovno.
pin-wait = Previše pogrešaka. Pokušajte nakon { $time } ili vam pomaže { $maker }.
other-device =
    .title = Ova poveznica pripada drugom uređaju
    .message = Otvara samo na uređaju koji ju je prvi upotrijebio, u istom pregledniku. Upotrijebite njega; poveznicu može osloboditi { $maker }.
share-on = Proslijedi
share-lead = Napravite posebnu poveznicu za nekog drugog. Ne otvara više od vaše i završava s njom, a njezina se otvaranja broje i kod vaše. Ovdje je u svako doba možete povući.
share-name = Za koga?
share-doors = Koja vrata?
share-from = Od
share-until = Do
share-window-help = Po satu zgrade ({ $zone }). Prazno: kao kod vaše poveznice.
share-uses = Koliko puta?
share-uses-help = Prazno: koliko i vaša poveznica.
share-number = Ovdje upišite { $number }
share-number-why = Pokazuje da ovo šalje čovjek.
share-make = Napravi poveznicu
share-wrong-name = Upišite ime s najviše 120 znakova, u jednom retku.
share-wrong-doors = Odaberite barem jedna vrata.
share-wrong-window = Odaberite vremena koja slijede jedno za drugim i unutar su vremena vaše poveznice.
share-wrong-uses = Upišite broj ne veći od onoga što je vašoj poveznici preostalo.
share-full = Ovu ste poveznicu proslijedili koliko je god moguće. Najprije povucite jednu ili vam pomaže { $maker }.
share-given = Proslijeđeno
share-made =
    .title = Poveznica za: { $name } je spremna
    .message = Pošaljite je sada: neće se ponovno prikazati. Tko je ima, može otvoriti vrata.
share-address = Poveznica
share-withdraw = Povuci
share-withdraw-ask = Povući poveznicu za: { $name }?
share-withdrawn = povučena
call = Nazovi
mail = Napiši e-poštu
refusal-origin-withdrawn =
    .title = Nije otvoreno
    .message = Gost od kojeg imate ovu poveznicu više ne može ništa proslijediti. Pomoći vam može { $maker }.
refusal-pin-needed =
    .title = Nije otvoreno
    .message = Ova poveznica traži PIN. Ponovno učitajte stranicu i upišite ga ili vam pomaže { $maker }.
refusal-other-device =
    .title = Nije otvoreno
    .message = Ova poveznica otvara samo na uređaju koji ju je prvi upotrijebio. Upotrijebite njega; poveznicu može osloboditi { $maker }.
refusal-device-unknown =
    .title = Nije otvoreno
    .message = Ova poveznica mora prepoznati vaš uređaj, a preglednik ne čuva kolačiće. Dopustite ih i ponovno učitajte stranicu ili vam pomaže { $maker }.
