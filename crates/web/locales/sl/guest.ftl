### The guest page in Slovenian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.
###
### Names are not declined: $maker always stands as the subject of its sentence or after a colon.

# What its speakers call it.
language-name = Slovenščina
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day }. { $month }, { $hour }.{ $minute }
date-time-year = { $weekday }, { $day }. { $month } { $year }, { $hour }.{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = čas: { $place ->
        [Athens] Atene
        [Belgrade] Beograd
        [Brussels] Bruselj
        [Bucharest] Bukarešta
        [Budapest] Budimpešta
        [Copenhagen] København
        [Istanbul] Carigrad
        [Kiev] Kijev
        [Kyiv] Kijev
        [Lisbon] Lizbona
        [Luxembourg] Luksemburg
        [Moscow] Moskva
        [Paris] Pariz
        [Prague] Praga
        [Rome] Rim
        [Sofia] Sofija
        [Vienna] Dunaj
        [Warsaw] Varšava
        [Zurich] Zürich
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = pon.
weekday-2 = tor.
weekday-3 = sre.
weekday-4 = čet.
weekday-5 = pet.
weekday-6 = sob.
weekday-7 = ned.

month-1 = jan.
month-2 = feb.
month-3 = mar.
month-4 = apr.
month-5 = maj
month-6 = jun.
month-7 = jul.
month-8 = avg.
month-9 = sep.
month-10 = okt.
month-11 = nov.
month-12 = dec.

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Povezava ključ
preview-description = Odprite jo na telefonu, ko boste pri vratih

## The head of the page

someone = oseba, ki vam je poslala to povezavo
invited = { $maker } vas vabi
invited-by-nobody = Vaša povezava ključ
until = do { $time }
uses-left =
    { $count ->
        [one] še { $count } odpiranje
        [two] še { $count } odpiranji
        [few] še { $count } odpiranja
       *[other] še { $count } odpiranj
    }
language = Jezik

## A door

online = dosegljiva
offline = nedosegljiva
locked = zaklenjena
unlocked = odklenjena
open = odprta
closed = zaprta
note-offline = Vrata trenutno niso dosegljiva. Vseeno lahko poskusite.
note-held-open = Ta vrata so trenutno odklenjena: kar odprite jih.

## The button

unlock = Odpri
hold = Pridržite za odpiranje
holding = Držite še naprej …
opening = Odpiranje …
press-again = Za odpiranje pritisnite še enkrat
hint = Držite gumb, dokler se ne napolni.
hint-keys = Držite gumb ali ga pritisnite dvakrat.

## What came of a press

opened =
    .title = Odprto. Potisnite vrata.
    .message = { "" }
sent =
    .title = Poslano.
    .message = Ta vrata ne morejo odgovoriti; poskusite jih odpreti zdaj.
unknown =
    .title = Vrata niso odgovorila.
    .message = Poskusite odpreti vrata, nato pritisnite še enkrat. Pomaga vam lahko tudi { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Trenutno ni mogoče preveriti.
    .message = Tokrat ni bilo nič poslano. Če ste že pritisnili, poskusite odpreti vrata. Sicer čez trenutek pritisnite še enkrat. Pomaga vam lahko tudi { $maker }.
silent =
    .title = Vaš telefon ni prejel odgovora.
    .message = Poskusite odpreti vrata; nato pritisnite še enkrat.
phone-offline =
    .title = Vaš telefon nima povezave.
    .message = Za odpiranje vrat je potrebna povezava z omrežjem. Nič ni bilo poslano.
back = Nazaj k vratom

## Before its time

not-yet =
    .title = Še ni odprto
    .message = Odprete lahko od: { $time }.
outside-hours =
    .title = Ne ob tej uri
    .message = Spet lahko odprete od: { $time }.
outside-hours-ended =
    .title = Ne ob tej uri
    .message = Ta povezava nima več prihodnjih terminov. Pomaga vam lahko { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = čez { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] čez { $count } dan
        [two] čez { $count } dneva
        [few] čez { $count } dni
       *[other] čez { $count } dni
    }
wait-here = Gumb se bo tu pojavil sam.

## After its time

ended-expired =
    .title = Ta povezava je potekla
    .message = Njen čas je minil. Če morate še vstopiti, vam lahko pomaga { $maker }.
ended-revoked =
    .title = Ta povezava je bila umaknjena
    .message = Ne odpira več ničesar. Če morate še vstopiti, vam lahko pomaga { $maker }.
ended-used-up =
    .title = Ta povezava je porabljena
    .message = Odprla je tolikokrat, kot je bilo predvideno. Če morate še vstopiti, vam lahko pomaga { $maker }.
ended-withdrawn =
    .title = Ta povezava zdaj ne odpira
    .message = Trenutno ne deluje. Če morate vstopiti, vam lahko pomaga { $maker }.
ended-doors-removed =
    .title = Ta povezava nima več nobenih vrat
    .message = Kar je odpirala, je odstranjeno. Če morate vstopiti, vam lahko pomaga { $maker }.

## Without a link, or without the house

not-found =
    .title = Te povezave ne poznamo
    .message = Preverite, ali je kopirana v celoti, do zadnjega znaka. Če je, vam lahko novo pošlje { $maker }.
too-many-tries =
    .title = Preveč poskusov
    .message = Počakajte minuto in nato znova naložite stran. Veljavna povezava deluje še naprej.
trouble =
    .title = Nekaj je šlo narobe
    .message = Strani ni bilo mogoče pripraviti in nič se ni odprlo. Čez trenutek jo naložite znova. Pomaga vam lahko tudi { $maker }.
trouble-reference = Če to sporočite, navedite { $reference }.
reload = Naloži znova

## The number, for phones without scripts

number-title = Vpišite to število
number-why = Pokaže, da je pri vratih človek. Velja eno minuto.
number-label = Število
number-wrong = To ni bilo pravo število. Tu je novo.
number-send = Odpri: { $door }

## Details

how-to-get-in = Kako vstopiti
map = Zemljevid
ask = Kontakt: { $maker }
logged = Odpiranja se zapisujejo v dnevnik stavbe.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Ni odprto
    .message = Te povezave tu ne poznamo. Preverite, ali je kopirana v celoti. Novo vam lahko pošlje { $maker }.
refusal-no-gesture =
    .title = Ni odprto
    .message = Držite gumb, dokler se ne napolni, da vemo, da je pri vratih človek.
refusal-link-revoked =
    .title = Ni odprto
    .message = Ta povezava je bila umaknjena. Novo vam lahko pošlje { $maker }.
refusal-link-not-yet-valid =
    .title = Ni odprto
    .message = Vaš čas se še ni začel. Če morate vstopiti zdaj, vam lahko pomaga { $maker }.
refusal-link-expired =
    .title = Ni odprto
    .message = Čas te povezave je minil. Novo vam lahko pošlje { $maker }.
refusal-link-used-up =
    .title = Ni odprto
    .message = Ta povezava je odprla tolikokrat, kot je bilo predvideno. Novo vam lahko pošlje { $maker }.
refusal-link-outside-hours =
    .title = Ni odprto
    .message = Ta povezava ob tej uri ne odpira. Vrnite se v njenem času. Pomaga vam lahko { $maker }.
refusal-door-not-on-link =
    .title = Ni odprto
    .message = Ta povezava teh vrat ne odpira več. Pomaga vam lahko { $maker }.
refusal-cloud-key-inactive =
    .title = Ni odprto
    .message = Ta povezava ne deluje. Novo vam lahko pošlje { $maker }.
refusal-user-inactive =
    .title = Ni odprto
    .message = Ta povezava ne deluje. Za novo vprašajte v stavbi.
refusal-no-access =
    .title = Ni odprto
    .message = Ta povezava teh vrat ne odpira več. Pomaga vam lahko { $maker }.
refusal-no-remote-unlock =
    .title = Ni odprto
    .message = Teh vrat trenutno ni mogoče odpreti s povezavo. Pomaga vam lahko { $maker }.
refusal-access-outside-schedule =
    .title = Ni odprto
    .message = Teh vrat ob tej uri ni mogoče odpreti s povezavo. Vrnite se pozneje. Pomaga vam lahko { $maker }.
refusal-door-locked =
    .title = Ni odprto
    .message = Ta vrata so trenutno zaprta za vse. Pomaga vam lahko { $maker }.
refusal-door-onsite-only =
    .title = Ni odprto
    .message = Ta vrata se trenutno odpirajo samo na kraju samem, s kartico, kodo ali ključem. Pomaga vam lahko { $maker }.
refusal-site-lockdown =
    .title = Ni odprto
    .message = Stavba je zaklenjena in nobena povezava je ne odpre. Pomaga vam lahko { $maker }.
refusal-too-many-presses =
    .title = Ni odprto
    .message = Preveč pritiskov v kratkem času. Počakajte minuto in pritisnite še enkrat.
refusal-door-not-wired =
    .title = Ni odprto
    .message = Ta vrata še niso priključena. Pomaga vam lahko { $maker }.
refusal-door-offline =
    .title = Ni odprto
    .message = Vrata trenutno niso dosegljiva. Čez minuto pritisnite še enkrat. Pomaga vam lahko { $maker }.
refusal-door-jammed =
    .title = Ni odprto
    .message = Ključavnica se ni premaknila. Rahlo potisnite vrata in pritisnite še enkrat. Pomaga vam lahko { $maker }.
refusal-too-late =
    .title = Ni odprto
    .message = Pritisk je do vrat potoval predolgo, zato ni bilo nič poslano. Pritisnite še enkrat.
refusal-not-recorded =
    .title = Ni odprto
    .message = Vaše povezave ni bilo mogoče preveriti, zato ni bilo nič poslano. Čez trenutek pritisnite še enkrat. Pomaga vam lahko { $maker }.

## What a link asks for, and passing it on

passed-on = Dal vam jo je gost, ki ga vabi { $maker }
pin-title = Vpišite svoj PIN
pin-lead = Dobili ste ga po drugi poti kot to povezavo. Če ne, vam lahko pomaga { $maker }.
pin-send = Naprej
pin-wrong = To ni bil PIN. Poskusite znova.
pin-wait = Preveč napak. Poskusite po { $time } ali pa vam pomaga { $maker }.
other-device =
    .title = Ta povezava pripada drugi napravi
    .message = Odpira samo na napravi, ki jo je uporabila prva, v istem brskalniku. Uporabite tisto; povezavo lahko sprosti { $maker }.
share-on = Predaj naprej
share-lead = Naredite posebno povezavo za nekoga drugega. Ne odpira več kot vaša in se konča z njo, njena odpiranja pa štejejo tudi pri vaši. Tu jo lahko kadar koli umaknete.
share-name = Za koga?
share-doors = Katera vrata?
share-from = Od
share-until = Do
share-window-help = Po uri stavbe ({ $zone }). Prazno: kot pri vaši povezavi.
share-uses = Kolikokrat?
share-uses-help = Prazno: tolikokrat kot vaša povezava.
share-number = Sem vpišite { $number }
share-number-why = Pokaže, da to pošilja človek.
share-make = Naredi povezavo
share-wrong-name = Vpišite ime z največ 120 znaki, v eni vrstici.
share-wrong-doors = Izberite vsaj ena vrata.
share-wrong-window = Izberite čase, ki si sledijo in so znotraj časov vaše povezave.
share-wrong-uses = Vpišite število, ki ni večje od preostanka vaše povezave.
share-full = To povezavo ste predali tolikokrat, kolikor je mogoče. Najprej eno umaknite ali pa vam pomaga { $maker }.
share-given = Predano
share-made =
    .title = Povezava za: { $name } je pripravljena
    .message = Pošljite jo zdaj: ne bo več prikazana. Kdor jo ima, lahko odpre vrata.
share-address = Povezava
share-withdraw = Umakni
share-withdraw-ask = Umaknem povezavo za: { $name }?
share-withdrawn = umaknjena
call = Pokliči
mail = Napiši e-pošto
refusal-origin-withdrawn =
    .title = Ni odprto
    .message = Gost, od katerega imate to povezavo, ne more več ničesar predati. Pomaga vam lahko { $maker }.
refusal-pin-needed =
    .title = Ni odprto
    .message = Ta povezava zahteva PIN. Znova naložite stran in ga vpišite ali pa vam pomaga { $maker }.
refusal-other-device =
    .title = Ni odprto
    .message = Ta povezava odpira samo na napravi, ki jo je uporabila prva. Uporabite tisto; povezavo lahko sprosti { $maker }.
refusal-device-unknown =
    .title = Ni odprto
    .message = Ta povezava mora prepoznati vašo napravo, brskalnik pa ne hrani piškotkov. Dovolite jih in znova naložite stran ali pa vam pomaga { $maker }.
