### The guest page in Czech. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.
###
### Names are not declined: $maker always stands as the subject of its sentence or after a colon.

# What its speakers call it.
language-name = Čeština
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday } { $day }. { $month } { $hour }:{ $minute }
date-time-year = { $weekday } { $day }. { $month } { $year } { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = čas: { $place ->
        [Athens] Athény
        [Belgrade] Bělehrad
        [Berlin] Berlín
        [Brussels] Brusel
        [Bucharest] Bukurešť
        [Budapest] Budapešť
        [Copenhagen] Kodaň
        [Kiev] Kyjev
        [Kyiv] Kyjev
        [Lisbon] Lisabon
        [Ljubljana] Lublaň
        [London] Londýn
        [Luxembourg] Lucemburk
        [Moscow] Moskva
        [Paris] Paříž
        [Prague] Praha
        [Rome] Řím
        [Sofia] Sofie
        [Vienna] Vídeň
        [Warsaw] Varšava
        [Zagreb] Záhřeb
        [Zurich] Curych
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = po
weekday-2 = út
weekday-3 = st
weekday-4 = čt
weekday-5 = pá
weekday-6 = so
weekday-7 = ne

month-1 = ledna
month-2 = února
month-3 = března
month-4 = dubna
month-5 = května
month-6 = června
month-7 = července
month-8 = srpna
month-9 = září
month-10 = října
month-11 = listopadu
month-12 = prosince

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Odkaz-klíč
preview-description = Otevřete ho v telefonu, až budete u dveří

## The head of the page

someone = osoba, která vám tento odkaz poslala
invited = { $maker } vás zve
invited-by-nobody = Váš odkaz-klíč
until = do: { $time }
uses-left =
    { $count ->
        [one] zbývá { $count } otevření
        [few] zbývají { $count } otevření
        [many] zbývá { $count } otevření
       *[other] zbývá { $count } otevření
    }
language = Jazyk

## A door

online = online
offline = offline
locked = zamčeno
unlocked = odemčeno
open = otevřeno
closed = zavřeno
note-offline = Dveře teď nejsou dostupné. Přesto to můžete zkusit.
note-held-open = Tyto dveře jsou teď odemčené: stačí je otevřít.

## The button

unlock = Otevřít
hold = Podržte pro otevření
holding = Držte dál…
opening = Otevírá se…
press-again = Pro otevření stiskněte znovu
hint = Držte tlačítko, dokud se nevyplní.
hint-keys = Držte tlačítko, nebo ho stiskněte dvakrát.

## What came of a press

opened =
    .title = Otevřeno. Zatlačte do dveří.
    .message = { "" }
sent =
    .title = Odesláno.
    .message = Tyto dveře neumějí odpovědět; zkuste je teď otevřít.
unknown =
    .title = Dveře neodpověděly.
    .message = Zkuste dveře otevřít, pak stiskněte znovu. Pomůže vám také { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Teď to nelze ověřit.
    .message = Tentokrát se nic neodeslalo. Pokud jste už tiskli předtím, zkuste dveře otevřít. Jinak za chvíli stiskněte znovu. Pomůže vám také { $maker }.
silent =
    .title = Do telefonu nedorazila odpověď.
    .message = Zkuste dveře otevřít; pak stiskněte znovu.
phone-offline =
    .title = Váš telefon je offline.
    .message = K otevření dveří je potřeba připojení. Nic se neodeslalo.
back = Zpět ke dveřím

## Before its time

not-yet =
    .title = Zatím nelze otevřít
    .message = Otevřít můžete od: { $time }.
outside-hours =
    .title = Ne v tuto dobu
    .message = Znovu můžete otevřít od: { $time }.
outside-hours-ended =
    .title = Ne v tuto dobu
    .message = Tento odkaz už nemá žádné další hodiny. Pomůže vám { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = za { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] za { $count } den
        [few] za { $count } dny
        [many] za { $count } dne
       *[other] za { $count } dní
    }
wait-here = Tlačítko se tu objeví samo.

## After its time

ended-expired =
    .title = Platnost odkazu skončila
    .message = Jeho čas uplynul. Pokud ještě potřebujete dovnitř, pomůže vám { $maker }.
ended-revoked =
    .title = Tento odkaz byl zrušen
    .message = Už nic neotevírá. Pokud ještě potřebujete dovnitř, pomůže vám { $maker }.
ended-used-up =
    .title = Tento odkaz je vyčerpaný
    .message = Otevřel už tolikrát, kolikrát měl. Pokud ještě potřebujete dovnitř, pomůže vám { $maker }.
ended-withdrawn =
    .title = Tento odkaz teď neotevírá
    .message = Je mimo provoz. Pokud potřebujete dovnitř, pomůže vám { $maker }.
ended-doors-removed =
    .title = Tento odkaz už nemá žádné dveře
    .message = To, co otevíral, bylo odstraněno. Pokud potřebujete dovnitř, pomůže vám { $maker }.

## Without a link, or without the house

not-found =
    .title = Tento odkaz neznáme
    .message = Zkontrolujte, zda je zkopírovaný celý, až do posledního znaku. Pokud ano, nový vám může poslat { $maker }.
too-many-tries =
    .title = Příliš mnoho pokusů
    .message = Počkejte minutu a pak načtěte stránku znovu. Platný odkaz funguje dál.
trouble =
    .title = Něco se nepovedlo
    .message = Stránku se nepodařilo vytvořit a nic se neotevřelo. Za chvíli ji načtěte znovu. Pomůže vám také { $maker }.
trouble-reference = Pokud to nahlásíte, uveďte { $reference }.
reload = Načíst znovu

## The number, for phones without scripts

number-title = Napište toto číslo
number-why = Ukazuje, že u dveří stojí člověk. Platí jednu minutu.
number-label = Číslo
number-wrong = To nebylo to číslo. Tady je nové.
number-send = Otevřít: { $door }

## Details

how-to-get-in = Jak se dostat dovnitř
map = Mapa
ask = Kontakt: { $maker }
logged = Otevření se zapisují do záznamů budovy.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Neotevřeno
    .message = Tento odkaz tu není známý. Zkontrolujte, zda je zkopírovaný celý. Nový vám může poslat { $maker }.
refusal-no-gesture =
    .title = Neotevřeno
    .message = Držte tlačítko, dokud se nevyplní, ať víme, že u dveří stojí člověk.
refusal-link-revoked =
    .title = Neotevřeno
    .message = Tento odkaz byl zrušen. Nový vám může poslat { $maker }.
refusal-link-not-yet-valid =
    .title = Neotevřeno
    .message = Váš čas ještě nezačal. Pokud potřebujete dovnitř teď, pomůže vám { $maker }.
refusal-link-expired =
    .title = Neotevřeno
    .message = Čas tohoto odkazu uplynul. Nový vám může poslat { $maker }.
refusal-link-used-up =
    .title = Neotevřeno
    .message = Tento odkaz otevřel už tolikrát, kolikrát měl. Nový vám může poslat { $maker }.
refusal-link-outside-hours =
    .title = Neotevřeno
    .message = Tento odkaz v tuto dobu neotevírá. Vraťte se v jeho hodinách. Pomůže vám { $maker }.
refusal-door-not-on-link =
    .title = Neotevřeno
    .message = Tento odkaz už tyto dveře neotevírá. Pomůže vám { $maker }.
refusal-cloud-key-inactive =
    .title = Neotevřeno
    .message = Tento odkaz je mimo provoz. Nový vám může poslat { $maker }.
refusal-user-inactive =
    .title = Neotevřeno
    .message = Tento odkaz je mimo provoz. O nový požádejte v budově.
refusal-no-access =
    .title = Neotevřeno
    .message = Tento odkaz už tyto dveře neotevírá. Pomůže vám { $maker }.
refusal-no-remote-unlock =
    .title = Neotevřeno
    .message = Tyto dveře teď odkazem otevřít nelze. Pomůže vám { $maker }.
refusal-access-outside-schedule =
    .title = Neotevřeno
    .message = Tyto dveře v tuto dobu odkazem otevřít nelze. Vraťte se později. Pomůže vám { $maker }.
refusal-door-locked =
    .title = Neotevřeno
    .message = Tyto dveře jsou teď zavřené pro všechny. Pomůže vám { $maker }.
refusal-door-onsite-only =
    .title = Neotevřeno
    .message = Tyto dveře se teď otevírají jen na místě: kartou, kódem nebo klíčem. Pomůže vám { $maker }.
refusal-site-lockdown =
    .title = Neotevřeno
    .message = Budova je uzavřená a žádný odkaz ji neotevře. Pomůže vám { $maker }.
refusal-too-many-presses =
    .title = Neotevřeno
    .message = Příliš mnoho stisků v krátké době. Počkejte minutu a stiskněte znovu.
refusal-door-not-wired =
    .title = Neotevřeno
    .message = Tyto dveře ještě nejsou připojené. Pomůže vám { $maker }.
refusal-door-offline =
    .title = Neotevřeno
    .message = Dveře teď nejsou dostupné. Za minutu stiskněte znovu. Pomůže vám { $maker }.
refusal-door-jammed =
    .title = Neotevřeno
    .message = Zámek se nepohnul. Lehce zatlačte do dveří a stiskněte znovu. Pomůže vám { $maker }.
refusal-too-late =
    .title = Neotevřeno
    .message = Povel šel ke dveřím příliš dlouho, proto se nic neodeslalo. Stiskněte znovu.
refusal-not-recorded =
    .title = Neotevřeno
    .message = Váš odkaz se nepodařilo ověřit, proto se nic neodeslalo. Za chvíli stiskněte znovu. Pomůže vám { $maker }.

## What a link asks for, and passing it on

passed-on = Předal vám ho host, kterého zve { $maker }
pin-title = Zadejte svůj PIN
pin-lead = Dostali jste ho jinou cestou než tento odkaz. Pokud ne, pomůže vám { $maker }.
pin-send = Pokračovat
pin-wrong = To nebyl PIN. Zkuste to znovu.
pin-wait = Příliš mnoho chyb. Zkuste to po { $time }, nebo vám pomůže { $maker }.
other-device =
    .title = Tento odkaz patří jinému zařízení
    .message = Otevírá jen na zařízení, které ho použilo první, ve stejném prohlížeči. Použijte to; uvolnit odkaz může { $maker }.
share-on = Předat dál
share-lead = Vytvořte samostatný odkaz pro někoho jiného. Neotevírá víc než váš a končí s ním a jeho otevření se počítají i u vašeho. Kdykoli ho tu můžete zrušit.
share-name = Pro koho?
share-doors = Které dveře?
share-from = Od
share-until = Do
share-window-help = Podle hodin budovy ({ $zone }). Prázdné: jako u vašeho odkazu.
share-uses = Kolikrát?
share-uses-help = Prázdné: tolikrát jako váš odkaz.
share-number = Napište sem { $number }
share-number-why = Ukazuje, že to odesílá člověk.
share-make = Vytvořit odkaz
share-wrong-name = Napište jméno o nejvýše 120 znacích, na jeden řádek.
share-wrong-doors = Vyberte aspoň jedny dveře.
share-wrong-window = Vyberte časy jdoucí po sobě a v mezích vašeho odkazu.
share-wrong-uses = Zadejte číslo, ne větší než kolik vašemu odkazu zbývá.
share-full = Tento odkaz jste předali tolikrát, kolikrát to jde. Nejdřív jeden zrušte, nebo vám pomůže { $maker }.
share-given = Předáno
share-made =
    .title = Odkaz pro: { $name } je připraven
    .message = Pošlete ho teď: znovu se neukáže. Kdo ho má, může dveře otevřít.
share-address = Odkaz
share-withdraw = Zrušit
share-withdraw-ask = Zrušit odkaz pro: { $name }?
share-withdrawn = zrušen
call = Zavolat
mail = Napsat e-mail
refusal-origin-withdrawn =
    .title = Neotevřeno
    .message = Host, od kterého tento odkaz máte, už nemůže nic předat. Pomůže vám { $maker }.
refusal-pin-needed =
    .title = Neotevřeno
    .message = Tento odkaz vyžaduje PIN. Načtěte stránku znovu a zadejte ho, nebo vám pomůže { $maker }.
refusal-other-device =
    .title = Neotevřeno
    .message = Tento odkaz otevírá jen na zařízení, které ho použilo první. Použijte to; uvolnit odkaz může { $maker }.
refusal-device-unknown =
    .title = Neotevřeno
    .message = Tento odkaz musí vaše zařízení poznat a prohlížeč neukládá cookies. Povolte je a načtěte stránku znovu, nebo vám pomůže { $maker }.
