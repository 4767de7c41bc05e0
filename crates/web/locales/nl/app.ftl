### The members' app in Dutch.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Deuren
app-links = Links
app-activity = Activiteit
app-me = Ik
app-skip = Naar de inhoud
app-main = Hoofdmenu
app-offline = U bent offline. Deuren gaan alleen open met een verbinding.
app-lockdown = Afgesloten: { $names }. Daar opent niemand iets op afstand.
app-whoever = de beheerder van dit gebouw
app-optional = optioneel
app-save = Opslaan
app-cancel = Annuleren

## Doors, and what came of a press

app-doors-none = U hebt nog geen deuren. De beheerder van dit gebouw kan u toegang geven.
app-share = Delen
app-find-door = Zoek een deur
app-find-none = Er is geen deur met deze naam.
app-not-wired = niet aangesloten
app-never-seen = nooit gezien
app-held-open = blijft open
app-onsite = alleen ter plaatse
app-locked-for-all = voor iedereen op slot
app-state-until = { $state } tot { $time }
app-ask-building = Vraag het aan de beheerder van dit gebouw.
app-use-card = Gebruik uw kaart of pincode bij de deur.
app-too-often = Te vaak in korte tijd. Probeer het over { $seconds } s weer.
app-not-tried = Er is niets verzonden. Wacht even en druk dan nog eens.
app-nothing-waits = Er wacht niets om later te worden verzonden.
app-signed-out =
    .title = U bent afgemeld.
    .message = Er is niets geopend. Meld u aan en druk dan nog eens.

## Why a door stayed shut, in the list of what happened

app-why-revoked = De link is ingetrokken of buiten dienst.
app-why-not-yet = De tijd van de link is nog niet begonnen.
app-why-expired = De tijd van de link is voorbij.
app-why-used-up = De link is opgebruikt.
app-why-hours = Op dit uur gaat het niet open.
app-why-pin = De pincode is niet gegeven.
app-why-device = Het was een ander apparaat.
app-why-not-on-link = De link opent deze deur niet.
app-why-no-access = Er is geen toegang tot deze deur.
app-why-no-remote = Deze deur gaat niet op afstand open.
app-why-locked = De deur is nu voor iedereen op slot.
app-why-onsite = De deur gaat nu alleen ter plaatse open.
app-why-lockdown = Het gebouw is afgesloten.
app-why-too-many = Te vaak gedrukt in korte tijd.
app-why-not-wired = Deze deur is nog niet aangesloten.
app-why-offline = De deur is niet bereikbaar.
app-why-jammed = Het slot bewoog niet.
app-why-too-late = De druk kwam te laat aan.
app-why-unchecked = Het kon niet worden gecontroleerd.

## Sharing

app-share-title = Toegang delen met een link
app-share-none = Er is geen deur die u mag delen. De beheerder van dit gebouw kan dat toestaan.
app-to-doors = Naar uw deuren
app-from-template = Uit een sjabloon
app-no-template = Geen
app-template-choose = Links worden hier uit sjablonen gemaakt. Kies er een.
app-template-missing = Links worden hier uit sjablonen gemaakt, en voor u is er nog geen. Vraag een beheerder erom.
app-at-most = Hoogstens { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } keer
       *[other] { $count } keer
    }
app-more-doors = Meer deuren
app-cannot-share = kan niet meer worden gedeeld
app-lost-door = Een deur waartoe u geen toegang meer hebt
app-name = Korte beschrijving
app-name-help = Voor u, zoals “Mia, weekend”. Gasten zien die niet.
app-name-hint = Wie, en waarvoor
app-when = Wanneer
app-starts = Begin
app-now = Nu
app-later = Later
app-starts-on = Begint op
app-at-once = meteen, als het leeg is
app-ends = Einde
app-tonight = Vannacht
app-sunday = Tot en met zondag
app-custom = Anders
app-no-end = Geen einde
app-longest = { $length }, het langste
app-ends-on = Eindigt op
app-ends-says = Einde: { $time }
app-ends-never = Hij eindigt als u hem intrekt.
app-clock = De tijden zijn op de klok van het gebouw:
app-clock-first = De eerste deur die u kiest telt.
app-lasts-most = Een link duurt hoogstens { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuut
       *[other] { $count } minuten
    }
app-hours =
    { $count ->
        [one] { $count } uur
       *[other] { $count } uur
    }
app-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
app-weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weken
    }
app-share-do = Toegang delen

## What else a link may carry

app-more = Meer
app-more-hint = Pincode, aantal, doorgeven, aankomst
app-max-uses = Aantal keren
app-uses-any = Leeg betekent zo vaak als gewenst.
app-pin-help = De gast typt hem één keer op elk apparaat. Geef hem langs een andere weg dan de link. Hij wordt niet nog eens getoond.
app-pin-digits = 4 tot 8 cijfers
app-pin-set = ingesteld; typ een andere om hem te wijzigen
app-pin-none = Geen pincode meer vragen
app-share-on = De gast mag hem doorgeven
app-share-on-help = Die kan er eigen links van maken: minder deuren, kortere tijd. Ze eindigen met deze link.
app-one-device = Alleen het eerste apparaat
app-one-device-help = De eerste telefoon die er een deur mee opent is daarna de enige. U kunt een andere toelaten.
app-page-language = Taal van de pagina van de gast
app-guest-own = Die van de gast
app-contact = Contact op de pagina van de gast
app-contact-nobody = Alleen uw naam
app-contact-maker = Uw contact
app-contact-site = Het contact van het gebouw
app-arrivals = Mij vertellen als iemand aankomt
app-first-use = Eerste keer
app-every-use = Elke keer
app-never = Nooit
app-notification = Melding
app-push-where = Op de apparaten waar u ze hebt aangezet
app-push-nowhere = Zet ze eerst aan, onder “Ik”
app-mail = E-mail
app-mail-own = Naar uw eigen adres

## Handing a link out

app-ready = De link is klaar.
app-again = Deel deze link nog eens.
app-how = Kies hoe u hem verstuurt
app-sheet = Delen met de apps van deze telefoon
app-sms = Sms
app-copy = Link kopiëren
app-copied = Gekopieerd
app-paste = Plak hem nu in Slack
app-keys = Druk op Ctrl C
app-qr = QR-code
app-qr-help = De gast scant hem met de camera.
app-address = Link voor de gast
app-what = Wat wordt verstuurd
app-to-link = Naar de link
app-subject = Uw sleutel voor { $organization }
app-invite = { $name } stuurt u een sleutel voor { $organization }.
app-invite-until = Hij werkt tot { $time }.
app-invite-open = Open deze pagina bij de deur en houd de knop ingedrukt: { $url }
app-send-title = Laat Keylink het versturen
app-send-to = Aan
app-send-to-help = Een e-mailadres; een telefoonnummer met landnummer, zoals +31 6 12345678; in Slack een kanaal of een lid.
app-send = Versturen
app-sent = Wat Keylink heeft verstuurd
app-delivery-queued = onderweg
app-delivery-sent = verstuurd
app-delivery-failed = niet verstuurd
app-delivery-unknown = niemand weet of het is vertrokken
app-fail-address = Het adres is niet aangenomen. Controleer het en verstuur opnieuw.
app-fail-refused = Het bericht is niet aangenomen.
app-fail-settings = Versturen is hier niet goed ingesteld. Zeg het aan wie deze server beheert.
app-fail-gave-up = Er is uren zonder succes geprobeerd.
app-fail-link = De link was afgelopen of veranderd voordat hij werd verstuurd.

## One’s links

app-window-from = vanaf { $time }
app-as-origin = zoals de link waar hij vandaan komt
app-uses = Keren gebruikt
app-uses-of = { $uses } van { $max }
app-active = actief
app-upcoming = komend
app-outside-hours = buiten zijn uren
app-expired = verlopen
app-used-up = opgebruikt
app-opens-nothing = opent niets
app-revoked = ingetrokken
app-over = voorbij
app-is-revoked = Deze link is ingetrokken en opent niets meer.
app-hollow-key = Hij opent nu niets: uw recht om te delen geldt niet. Vraag het aan wie dit gebouw beheert.
app-hollow-access = Hij opent niets: u mag zijn deuren niet meer delen.
app-hollow-doors = Hij opent niets: zijn deuren zijn verwijderd.
app-hollow-origin = Hij opent niets: de link waar hij van komt is afgelopen.
app-typed = Wat u typte
app-share-again = Kopiëren of nog eens delen
app-more-time = Meer tijd
app-longer = { $length } langer
app-change = Deze link wijzigen
app-also = Verder
app-device-since = Hij opent alleen op één apparaat, sinds { $time }.
app-device-free = Een ander apparaat toelaten
app-branch-of = Doorgegeven van: { $name }
app-revoke = Deze link intrekken
app-revoke-ask = “{ $name }” intrekken?
app-revoke-lead = Vanaf dan opent hij niets meer, voorgoed. Dit kan niet ongedaan worden gemaakt.
app-unused = Hij is nooit gebruikt.
app-used =
    { $count ->
        [one] Hij is één keer gebruikt.
       *[other] Hij is { $count } keer gebruikt.
    }
app-revoke-do = De link intrekken
app-history = Wat er gebeurde
app-share-door = Een deur delen
app-links-none = Nog geen links. Een link opent deuren voor een gast vanaf een webpagina: geen app, geen account.
app-older = Toon oudere
app-no-older = Er is niets ouders.
app-activity-none = Er is nog niets gebeurd. Wat u opent en wat uw links openen, komt hier te staan.

## What happened, in a few words

app-event-opened = Geopend
app-event-sent = Opdracht verzonden
app-event-refused = Geweigerd
app-event-failed = Niet opengegaan
app-event-unknown = Geen antwoord; misschien open
app-event-late = Laat antwoord
app-event-made = Link gemaakt
app-event-changed = Link gewijzigd
app-event-revoked = Link ingetrokken
app-event-rotated = Link heeft een nieuw adres
app-event-copied = Adres nog eens getoond
app-event-passed-on = Link doorgegeven
app-event-pin = Verkeerde pincode
app-event-bound = Link gebonden aan één apparaat
app-event-freed = Link neemt een ander apparaat aan
app-event-delivered = Link verstuurd
app-event-handed = Link aan een app gegeven
app-event-handed-sheet = Aan het deelmenu van het apparaat gegeven
app-event-handed-mail = Aan het mailprogramma gegeven
app-event-handed-sms = Aan de berichtenapp gegeven
app-event-handed-whatsapp = Aan WhatsApp gegeven
app-event-handed-slack = Link gekopieerd voor Slack
app-event-handed-copy = Link gekopieerd om door te sturen
app-event-undelivered = Link niet verstuurd
app-event-notice = Melding niet bezorgd
app-event-webhook = Webhook-URL gewijzigd
app-event-signed-in = Aangemeld
app-event-not-signed-in = Aanmelden mislukt
app-event-account = Account gewijzigd
app-event-access = Toegang gewijzigd
app-event-settings = Instellingen gewijzigd

## Oneself, and the device

app-organization = Organisatie
app-zone = Tijdzone
app-sign-in = Uw aanmelding
app-sign-in-help = Passkeys, wachtwoord, eenmalige codes
app-control = Beheercentrum
app-control-help = Hetzelfde account, voor aan het bureau
app-language = Taal van deze app
app-language-auto = Zoals de browser vraagt
app-notifications = Meldingen
app-push-on = Aan: dit apparaat laat zien wanneer gasten met uw links aankomen, zoals elke link zegt.
app-push-off = Uit: dit apparaat laat niets zien wanneer gasten aankomen.
app-push-turn-on = Aanzetten op dit apparaat
app-push-turn-off = Uitzetten op dit apparaat
app-push-scripts = Meldingen hebben scripts in deze browser nodig.
app-push-unable = Deze browser toont geen meldingen. Zet de app op een iPhone eerst op het beginscherm.
app-push-denied = Deze browser mag geen meldingen van deze site tonen. Sta ze toe in de instellingen en kom dan terug.
app-push-failed = Het lukte nu niet. Controleer de verbinding en probeer het nog eens.
app-push-something = Er is iets gebeurd bij uw deuren.
app-install = Op uw beginscherm
app-install-help = Geïnstalleerd opent Keylink als elke andere app. Op een iPhone: Deel, dan “Zet op beginscherm”. Op Android: het menu van de browser, dan “App installeren” of “Toevoegen aan startscherm”.
app-install-now = Nu installeren
app-sign-out = Afmelden
app-description = Uw deuren: open ze, en deel ze met een link.
app-offline-lead = Of de server antwoordt niet. Hier wacht niets om later te worden geopend. Met een kaart, pincode of sleutel lukt het misschien toch.
app-try-again = Nog eens proberen

## What was done, and what is wrong

app-done-saved = Opgeslagen.
app-done-nothing = Er is niets gewijzigd.
app-done-link-extended = De link heeft meer tijd.
app-done-link-revoked = De link is ingetrokken. Hij opent niets meer.
app-done-link-queued = Het is onderweg. Wat ervan wordt, staat onder ‘Wat Keylink heeft verstuurd’.
app-done-device-freed = De link neemt een ander apparaat aan.
app-trouble-not-found =
    .title = Hier is niets
    .message = Misschien is het verwijderd, of het adres is niet volledig.
app-trouble-forbidden =
    .title = Dit is niet toegestaan
    .message = Er is niets gewijzigd. Vraag het een beheerder van uw organisatie.
app-trouble-unfit =
    .title = Dit past niet meer
    .message = Er is niets gewijzigd. Laad de pagina opnieuw en kijk hoe het nu staat.
app-trouble-too-often =
    .title = Te vaak in korte tijd
    .message = Wacht een minuut en probeer het dan nog eens.
app-trouble-not-now =
    .title = Dit lukte nu niet
    .message = Er is niets gewijzigd. Probeer het zo nog eens.
app-trouble-in-doubt =
    .title = Niemand weet het nog
    .message = Dit is niet op tijd bevestigd. Kijk of het gedaan is voordat u het nog eens probeert.
app-wrong-name = Schrijf een beschrijving van hoogstens 120 tekens, op één regel.
app-wrong-doors = Kies ten minste één deur die u mag delen.
app-wrong-start = Kies een begin dat voor het einde ligt.
app-wrong-start-new = Kies een begin dat nog komt en voor het einde ligt, of begin nu.
app-wrong-end = Kies een einde dat nog komt, na het begin en binnen de grens.
app-wrong-uses = Geef een heel getal, 1 of meer, binnen de grens.
app-wrong-pin = Typ 4 tot 8 cijfers.
app-wrong-arrivals = Kies hoe u het wilt horen, of “Nooit”.
app-wrong-template = Dit sjabloon kan niet meer worden gebruikt. Kies een ander.
app-wrong-channel = Kies hoe het verstuurd wordt.
app-wrong-address = Kijk naar het adres of nummer: het ontbreekt of kan niet kloppen. Er is niets verstuurd.
app-wrong-other = Dit lukte niet. Kijk hoe het nu staat en probeer het dan nog eens.
