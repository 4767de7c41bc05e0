### The guest page in Dutch. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Nederlands
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday } { $day } { $month }, { $hour }:{ $minute }
date-time-year = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = tijd in { $place ->
        [Athens] Athene
        [Berlin] Berlijn
        [Brussels] Brussel
        [Bucharest] Boekarest
        [Budapest] Boedapest
        [Copenhagen] Kopenhagen
        [Kiev] Kyiv
        [Lisbon] Lissabon
        [London] Londen
        [Luxembourg] Luxemburg
        [Moscow] Moskou
        [Paris] Parijs
        [Prague] Praag
        [Vienna] Wenen
        [Warsaw] Warschau
        [Zurich] Zürich
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = ma
weekday-2 = di
weekday-3 = wo
weekday-4 = do
weekday-5 = vr
weekday-6 = za
weekday-7 = zo

month-1 = jan
month-2 = feb
month-3 = mrt
month-4 = apr
month-5 = mei
month-6 = jun
month-7 = jul
month-8 = aug
month-9 = sep
month-10 = okt
month-11 = nov
month-12 = dec

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Een sleutellink
preview-description = Open hem op uw telefoon als u bij de deur staat

## The head of the page

someone = de persoon die u deze link stuurde
invited = { $maker } heeft u uitgenodigd
invited-by-nobody = Uw sleutellink
until = tot { $time }
uses-left =
    { $count ->
        [one] nog één keer te openen
       *[other] nog { $count } keer te openen
    }
language = Taal

## A door

online = verbonden
offline = niet verbonden
locked = op slot
unlocked = van het slot
open = open
closed = dicht
note-offline = De deur is nu niet bereikbaar. U kunt het toch proberen.
note-held-open = Deze deur is nu van het slot: u kunt hem gewoon openen.

## The button

unlock = Openen
hold = Ingedrukt houden om te openen
holding = Blijf drukken…
opening = Wordt geopend…
press-again = Druk nog eens om te openen
hint = Houd de knop ingedrukt tot hij vol is.
hint-keys = Houd de knop ingedrukt, of druk er twee keer op.

## What came of a press

opened =
    .title = Open. Duw tegen de deur.
    .message = { "" }
sent =
    .title = Verzonden.
    .message = Deze deur kan niets terugmelden; probeer hem nu.
unknown =
    .title = De deur gaf geen antwoord.
    .message = Probeer de deur en druk dan nog eens, of vraag het aan { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Controleren lukt nu niet.
    .message = Deze keer is er niets verzonden. Had u al eerder gedrukt, probeer dan de deur. Druk anders zo dadelijk nog eens, of vraag het aan { $maker }.
silent =
    .title = Uw telefoon kreeg geen antwoord.
    .message = Probeer de deur; druk dan nog eens.
phone-offline =
    .title = Uw telefoon is niet verbonden.
    .message = Om de deur te openen is een verbinding nodig. Er is niets verzonden.
back = Terug naar de deuren

## Before its time

not-yet =
    .title = Nog niet open
    .message = U kunt openen vanaf { $time }.
outside-hours =
    .title = Niet op dit uur
    .message = U kunt weer openen vanaf { $time }.
outside-hours-ended =
    .title = Niet op dit uur
    .message = Deze link heeft geen verdere tijden. Vraag het aan { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = over { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] over één dag
       *[other] over { $count } dagen
    }
wait-here = De knop verschijnt hier vanzelf.

## After its time

ended-expired =
    .title = Deze link is verlopen
    .message = Zijn tijd is voorbij. Moet u nog naar binnen, vraag het dan aan { $maker }.
ended-revoked =
    .title = Deze link is ingetrokken
    .message = Hij opent niets meer. Moet u nog naar binnen, vraag het dan aan { $maker }.
ended-used-up =
    .title = Deze link is opgebruikt
    .message = Hij heeft zo vaak geopend als de bedoeling was. Moet u nog naar binnen, vraag het dan aan { $maker }.
ended-withdrawn =
    .title = Deze link opent nu niet
    .message = Hij is buiten werking. Moet u naar binnen, vraag het dan aan { $maker }.
ended-doors-removed =
    .title = Deze link heeft geen deur meer
    .message = Wat hij opende, is verwijderd. Moet u naar binnen, vraag het dan aan { $maker }.

## Without a link, or without the house

not-found =
    .title = Wij kennen deze link niet
    .message = Kijk of hij helemaal gekopieerd is, tot het laatste teken. Is dat zo, vraag dan { $maker } om een nieuwe.
too-many-tries =
    .title = Te veel pogingen
    .message = Wacht een minuut en laad deze pagina dan opnieuw. Een geldige link blijft werken.
trouble =
    .title = Er ging iets mis
    .message = De pagina kon niet worden gemaakt, en er is niets geopend. Laad haar zo dadelijk opnieuw, of vraag het aan { $maker }.
trouble-reference = Als u het meldt, noem dan { $reference }.
reload = Opnieuw laden

## The number, for phones without scripts

number-title = Typ dit getal
number-why = Het laat zien dat er iemand bij de deur staat. Het geldt een minuut.
number-label = Het getal
number-wrong = Dat was het getal niet. Hier is een nieuw.
number-send = { $door } openen

## Details

how-to-get-in = Zo komt u binnen
map = Kaart
ask = Vraag { $maker }
logged = Openingen worden genoteerd in het logboek van het gebouw.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Niet geopend
    .message = Deze link is hier niet bekend. Kijk of hij helemaal gekopieerd is, of vraag { $maker } om een nieuwe.
refusal-no-gesture =
    .title = Niet geopend
    .message = Houd de knop ingedrukt tot hij vol is, zodat wij weten dat er iemand bij de deur staat.
refusal-link-revoked =
    .title = Niet geopend
    .message = Deze link is ingetrokken. Vraag { $maker } om een nieuwe.
refusal-link-not-yet-valid =
    .title = Niet geopend
    .message = Uw tijd is nog niet begonnen. Vraag het aan { $maker } als u nu naar binnen moet.
refusal-link-expired =
    .title = Niet geopend
    .message = De tijd van deze link is voorbij. Vraag { $maker } om een nieuwe.
refusal-link-used-up =
    .title = Niet geopend
    .message = Deze link heeft zo vaak geopend als de bedoeling was. Vraag { $maker } om een nieuwe.
refusal-link-outside-hours =
    .title = Niet geopend
    .message = Deze link opent niet op dit uur. Kom terug op zijn tijden, of vraag het aan { $maker }.
refusal-door-not-on-link =
    .title = Niet geopend
    .message = Deze link opent deze deur niet meer. Vraag het aan { $maker }.
refusal-cloud-key-inactive =
    .title = Niet geopend
    .message = Deze link is buiten werking. Vraag { $maker } om een nieuwe.
refusal-user-inactive =
    .title = Niet geopend
    .message = Deze link is buiten werking. Vraag in het gebouw om een nieuwe.
refusal-no-access =
    .title = Niet geopend
    .message = Deze link opent deze deur niet meer. Vraag het aan { $maker }.
refusal-no-remote-unlock =
    .title = Niet geopend
    .message = Deze deur gaat nu niet met een link open. Vraag het aan { $maker }.
refusal-access-outside-schedule =
    .title = Niet geopend
    .message = Deze deur gaat op dit uur niet met een link open. Kom later terug, of vraag het aan { $maker }.
refusal-door-locked =
    .title = Niet geopend
    .message = Deze deur is nu voor iedereen gesloten. Vraag het aan { $maker }.
refusal-door-onsite-only =
    .title = Niet geopend
    .message = Deze deur gaat nu alleen ter plaatse open, met een pas, een code of een sleutel. Vraag het aan { $maker }.
refusal-site-lockdown =
    .title = Niet geopend
    .message = Het gebouw is afgesloten, en geen enkele link opent het. Vraag het aan { $maker }.
refusal-too-many-presses =
    .title = Niet geopend
    .message = Er is te vaak gedrukt in korte tijd. Wacht een minuut en druk dan nog eens.
refusal-door-not-wired =
    .title = Niet geopend
    .message = Deze deur is nog niet aangesloten. Vraag het aan { $maker }.
refusal-door-offline =
    .title = Niet geopend
    .message = De deur is nu niet bereikbaar. Druk over een minuut nog eens, of vraag het aan { $maker }.
refusal-door-jammed =
    .title = Niet geopend
    .message = Het slot bewoog niet. Duw licht tegen de deur en druk nog eens, of vraag het aan { $maker }.
refusal-too-late =
    .title = Niet geopend
    .message = Uw druk op de knop kwam te laat bij de deur aan; er is niets verzonden. Druk nog eens.
refusal-not-recorded =
    .title = Niet geopend
    .message = Uw link kon niet worden gecontroleerd; er is niets verzonden. Druk zo dadelijk nog eens, of vraag het aan { $maker }.

## What a link asks for, and passing it on

passed-on = Doorgegeven door een gast van { $maker }
pin-title = Typ uw pincode
pin-lead = U hebt die op een andere manier gekregen dan deze link. Zo niet, vraag het dan aan { $maker }.
pin-send = Verder
pin-wrong = Dat was niet de pincode. Probeer het opnieuw.
pin-wait = Dat was te vaak fout. Probeer het na { $time } opnieuw, of vraag het aan { $maker }.
other-device =
    .title = Deze link hoort bij een ander apparaat
    .message = Hij opent alleen op het apparaat dat hem het eerst gebruikte, in dezelfde browser. Gebruik dat, of vraag { $maker } om hem vrij te geven.
share-on = Doorgeven
share-lead = Maak een eigen link voor iemand anders. Hij opent niet meer dan de uwe en eindigt ermee, en elke opening telt ook bij de uwe. U kunt hem hier altijd intrekken.
share-name = Voor wie?
share-doors = Welke deuren?
share-from = Van
share-until = Tot
share-window-help = Op de klok van het gebouw ({ $zone }). Leeg: zoals bij uw link.
share-uses = Hoe vaak?
share-uses-help = Leeg: zo vaak als uw link.
share-number = Typ hier { $number }
share-number-why = Het laat zien dat een mens dit verstuurt.
share-make = Link maken
share-wrong-name = Schrijf een naam van hoogstens 120 tekens, op één regel.
share-wrong-doors = Kies minstens één deur.
share-wrong-window = Kies tijden die op elkaar volgen en binnen die van uw link liggen.
share-wrong-uses = Geef een getal, en niet meer dan uw link nog over heeft.
share-full = U hebt deze link zo vaak doorgegeven als mogelijk is. Trek er eerst een in, of vraag het aan { $maker }.
share-given = Doorgegeven
share-made =
    .title = De link voor { $name } is klaar
    .message = Verstuur hem nu: hij wordt niet nog eens getoond. Wie hem heeft, kan de deuren openen.
share-address = De link
share-withdraw = Intrekken
share-withdraw-ask = De link voor { $name } intrekken?
share-withdrawn = ingetrokken
call = Bellen
mail = Mail sturen
refusal-origin-withdrawn =
    .title = Niet geopend
    .message = De gast van wie u deze link hebt, kan niets meer doorgeven. Vraag het aan { $maker }.
refusal-pin-needed =
    .title = Niet geopend
    .message = Deze link vraagt om een pincode. Laad de pagina opnieuw en typ die, of vraag het aan { $maker }.
refusal-other-device =
    .title = Niet geopend
    .message = Deze link opent alleen op het apparaat dat hem het eerst gebruikte. Gebruik dat, of vraag { $maker } om hem vrij te geven.
refusal-device-unknown =
    .title = Niet geopend
    .message = Deze link moet uw apparaat herkennen, en uw browser bewaart geen cookies. Sta die toe en laad de pagina opnieuw, of vraag het aan { $maker }.
