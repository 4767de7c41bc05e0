### The guest page in Italian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Italiano
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
zone-time = ora di { $place ->
        [Athens] Atene
        [Belgrade] Belgrado
        [Berlin] Berlino
        [Brussels] Bruxelles
        [Bucharest] Bucarest
        [Copenhagen] Copenaghen
        [Dublin] Dublino
        [Lisbon] Lisbona
        [Ljubljana] Lubiana
        [London] Londra
        [Luxembourg] Lussemburgo
        [Moscow] Mosca
        [Paris] Parigi
        [Prague] Praga
        [Rome] Roma
        [Stockholm] Stoccolma
        [Warsaw] Varsavia
        [Zagreb] Zagabria
        [Zurich] Zurigo
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = lun
weekday-2 = mar
weekday-3 = mer
weekday-4 = gio
weekday-5 = ven
weekday-6 = sab
weekday-7 = dom

month-1 = gen
month-2 = feb
month-3 = mar
month-4 = apr
month-5 = mag
month-6 = giu
month-7 = lug
month-8 = ago
month-9 = set
month-10 = ott
month-11 = nov
month-12 = dic

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Un link-chiave
preview-description = Lo apra sul telefono quando è davanti alla porta

## The head of the page

someone = la persona che Le ha inviato questo link
invited = Invito di { $maker }
invited-by-nobody = Il Suo link-chiave
until = fino a { $time }
uses-left =
    { $count ->
        [one] ancora { $count } apertura
       *[other] ancora { $count } aperture
    }
language = Lingua

## A door

online = in linea
offline = non in linea
locked = bloccata
unlocked = sbloccata
open = aperta
closed = chiusa
note-offline = Al momento la porta non è raggiungibile. Può provare lo stesso.
note-held-open = In questo momento la porta è sbloccata: basta aprirla.

## The button

unlock = Apri
hold = Tenere premuto per aprire
holding = Continui a premere…
opening = Apertura in corso…
press-again = Premere ancora per aprire
hint = Tenga premuto il pulsante finché non si riempie.
hint-keys = Tenga premuto il pulsante, oppure lo prema due volte.

## What came of a press

opened =
    .title = Aperta. Spinga la porta.
    .message = { "" }
sent =
    .title = Inviato.
    .message = Questa porta non può rispondere; provi ora ad aprirla.
unknown =
    .title = La porta non ha risposto.
    .message = Provi la porta, poi prema di nuovo oppure contatti { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Al momento non è possibile controllare.
    .message = Questa volta non è stato inviato nulla. Se aveva già premuto, provi la porta. Altrimenti prema di nuovo tra poco, oppure contatti { $maker }.
silent =
    .title = Nessuna risposta è arrivata al Suo telefono.
    .message = Provi la porta; poi prema di nuovo.
phone-offline =
    .title = Il Suo telefono non è in linea.
    .message = Per aprire la porta serve una connessione. Non è stato inviato nulla.
back = Torna alle porte

## Before its time

not-yet =
    .title = Non ancora attivo
    .message = Potrà aprire da { $time }.
outside-hours =
    .title = Non a quest’ora
    .message = Potrà aprire di nuovo da { $time }.
outside-hours-ended =
    .title = Non a quest’ora
    .message = Questo link non ha altri orari. Contatti { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = tra { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] tra { $count } giorno
       *[other] tra { $count } giorni
    }
wait-here = Il pulsante comparirà qui da solo.

## After its time

ended-expired =
    .title = Questo link è scaduto
    .message = Il suo periodo è finito. Se deve ancora entrare, contatti { $maker }.
ended-revoked =
    .title = Questo link è stato ritirato
    .message = Non apre più nulla. Se deve ancora entrare, contatti { $maker }.
ended-used-up =
    .title = Questo link è esaurito
    .message = Ha già aperto tutte le volte previste. Se deve ancora entrare, contatti { $maker }.
ended-withdrawn =
    .title = Questo link al momento non apre
    .message = È fuori servizio. Se deve entrare, contatti { $maker }.
ended-doors-removed =
    .title = Questo link non ha più nessuna porta
    .message = Ciò che apriva è stato rimosso. Se deve entrare, contatti { $maker }.

## Without a link, or without the house

not-found =
    .title = Non conosciamo questo link
    .message = Controlli che sia stato copiato per intero, fino all’ultimo carattere. Se è così, per averne uno nuovo contatti { $maker }.
too-many-tries =
    .title = Troppi tentativi
    .message = Aspetti un minuto, poi ricarichi la pagina. Un link valido continua a funzionare.
trouble =
    .title = Qualcosa non ha funzionato
    .message = Non è stato possibile creare la pagina e nulla è stato aperto. La ricarichi tra poco, oppure contatti { $maker }.
trouble-reference = Se lo segnala, indichi { $reference }.
reload = Ricarica

## The number, for phones without scripts

number-title = Scriva questo numero
number-why = Mostra che davanti alla porta c’è una persona. Vale un minuto.
number-label = Il numero
number-wrong = Non era il numero giusto. Eccone uno nuovo.
number-send = Apri { $door }

## Details

how-to-get-in = Come entrare
map = Mappa
ask = Contatta { $maker }
logged = Le aperture sono annotate nel registro dell’edificio.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Non aperta
    .message = Questo link qui non è conosciuto. Controlli che sia stato copiato per intero, oppure contatti { $maker } per averne uno nuovo.
refusal-no-gesture =
    .title = Non aperta
    .message = Tenga premuto il pulsante finché non si riempie: così sappiamo che alla porta c’è una persona.
refusal-link-revoked =
    .title = Non aperta
    .message = Questo link è stato ritirato. Per averne uno nuovo, contatti { $maker }.
refusal-link-not-yet-valid =
    .title = Non aperta
    .message = Il Suo periodo non è ancora iniziato. Contatti { $maker } se deve entrare adesso.
refusal-link-expired =
    .title = Non aperta
    .message = Il periodo di questo link è finito. Per averne uno nuovo, contatti { $maker }.
refusal-link-used-up =
    .title = Non aperta
    .message = Questo link ha già aperto tutte le volte previste. Per averne uno nuovo, contatti { $maker }.
refusal-link-outside-hours =
    .title = Non aperta
    .message = Questo link non apre a quest’ora. Torni nei suoi orari, oppure contatti { $maker }.
refusal-door-not-on-link =
    .title = Non aperta
    .message = Questo link non apre più questa porta. Contatti { $maker }.
refusal-cloud-key-inactive =
    .title = Non aperta
    .message = Questo link è fuori servizio. Per averne uno nuovo, contatti { $maker }.
refusal-user-inactive =
    .title = Non aperta
    .message = Questo link è fuori servizio. Ne chieda uno nuovo sul posto.
refusal-no-access =
    .title = Non aperta
    .message = Questo link non apre più questa porta. Contatti { $maker }.
refusal-no-remote-unlock =
    .title = Non aperta
    .message = Al momento questa porta non si apre con un link. Contatti { $maker }.
refusal-access-outside-schedule =
    .title = Non aperta
    .message = A quest’ora questa porta non si apre con un link. Torni più tardi, oppure contatti { $maker }.
refusal-door-locked =
    .title = Non aperta
    .message = Al momento questa porta è chiusa per tutti. Contatti { $maker }.
refusal-door-onsite-only =
    .title = Non aperta
    .message = Al momento questa porta si apre solo sul posto, con una tessera, un codice o una chiave. Contatti { $maker }.
refusal-site-lockdown =
    .title = Non aperta
    .message = L’edificio è bloccato e nessun link lo apre. Contatti { $maker }.
refusal-too-many-presses =
    .title = Non aperta
    .message = Il pulsante è stato premuto troppe volte in poco tempo. Aspetti un minuto, poi prema di nuovo.
refusal-door-not-wired =
    .title = Non aperta
    .message = Questa porta non è ancora collegata. Contatti { $maker }.
refusal-door-offline =
    .title = Non aperta
    .message = Al momento la porta non è raggiungibile. Prema di nuovo tra un minuto, oppure contatti { $maker }.
refusal-door-jammed =
    .title = Non aperta
    .message = La serratura non si è mossa. Spinga leggermente la porta e prema di nuovo, oppure contatti { $maker }.
refusal-too-late =
    .title = Non aperta
    .message = Il comando ha impiegato troppo tempo, perciò non è stato inviato nulla. Prema di nuovo.
refusal-not-recorded =
    .title = Non aperta
    .message = Non è stato possibile controllare il Suo link, perciò non è stato inviato nulla. Prema di nuovo tra poco, oppure contatti { $maker }.

## What a link asks for, and passing it on

passed-on = Passato da un ospite di { $maker }
pin-title = Inserisca il PIN
pin-lead = Lo ha ricevuto per una via diversa da questo link. Altrimenti contatti { $maker }.
pin-send = Avanti
pin-wrong = Non era il PIN giusto. Riprovi.
pin-wait = Troppi errori. Riprovi dopo { $time }, oppure contatti { $maker }.
other-device =
    .title = Questo link appartiene a un altro dispositivo
    .message = Apre solo sul dispositivo che lo ha usato per primo, nello stesso browser. Usi quello, oppure contatti { $maker } per liberarlo.
share-on = Passa ad altri
share-lead = Crei un link a parte per qualcun altro. Non apre più del Suo e finisce con il Suo, e le sue aperture contano anche per il Suo. Può ritirarlo qui in ogni momento.
share-name = Per chi?
share-doors = Quali porte?
share-from = Dal
share-until = Al
share-window-help = Con l’ora dell’edificio ({ $zone }). Se vuoto, come per il Suo link.
share-uses = Quante volte?
share-uses-help = Se vuoto, quante ne ha il Suo link.
share-number = Scriva qui { $number }
share-number-why = Mostra che è una persona a inviare questo modulo.
share-make = Crea il link
share-wrong-name = Scriva un nome di al massimo 120 caratteri, su una riga.
share-wrong-doors = Scelga almeno una porta.
share-wrong-window = Scelga orari in ordine ed entro quelli del Suo link.
share-wrong-uses = Indichi un numero non maggiore di quanto resta al Suo link.
share-full = Ha passato questo link quante volte è possibile. Ne ritiri prima uno, oppure contatti { $maker }.
share-given = Passati ad altri
share-made =
    .title = Il link per { $name } è pronto
    .message = Lo invii ora: non verrà mostrato di nuovo. Chi lo ha può aprire le porte.
share-address = Il link
share-withdraw = Ritira
share-withdraw-ask = Ritirare il link per { $name }?
share-withdrawn = ritirato
call = Chiama
mail = Scrivi una mail
refusal-origin-withdrawn =
    .title = Non aperta
    .message = L’ospite che Le ha passato questo link non può più passarne. Contatti { $maker }.
refusal-pin-needed =
    .title = Non aperta
    .message = Questo link chiede un PIN. Ricarichi la pagina e lo inserisca, oppure contatti { $maker }.
refusal-other-device =
    .title = Non aperta
    .message = Questo link apre solo sul dispositivo che lo ha usato per primo. Usi quello, oppure contatti { $maker } per liberarlo.
refusal-device-unknown =
    .title = Non aperta
    .message = Questo link deve riconoscere il Suo dispositivo, e il browser non conserva i cookie. Li consenta e ricarichi la pagina, oppure contatti { $maker }.
