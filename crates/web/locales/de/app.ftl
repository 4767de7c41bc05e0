### The members' app in German.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Türen
app-links = Links
app-activity = Verlauf
app-me = Ich
app-skip = Zum Inhalt springen
app-main = Hauptmenü
app-offline = Sie sind offline. Türen öffnen sich nur mit einer Verbindung.
app-lockdown = Gesperrt: { $names }. Dort öffnet niemand etwas aus der Ferne.
app-whoever = die Verwaltung dieses Gebäudes
app-optional = freiwillig
app-save = Speichern
app-cancel = Abbrechen

## Doors, and what came of a press

app-doors-none = Sie haben noch keine Türen. Die Verwaltung dieses Gebäudes kann Ihnen Zugang geben.
app-share = Teilen
app-find-door = Tür suchen
app-find-none = Es gibt keine Tür mit diesem Namen.
app-not-wired = nicht angeschlossen
app-never-seen = nie gesehen
app-held-open = offen gehalten
app-onsite = nur vor Ort
app-locked-for-all = für alle gesperrt
app-state-until = { $state } bis { $time }
app-ask-building = Fragen Sie die Verwaltung dieses Gebäudes.
app-use-card = Nehmen Sie an der Tür Ihre Karte oder PIN.
app-too-often = Zu oft in kurzer Zeit. Versuchen Sie es in { $seconds } s wieder.
app-not-tried = Es wurde nichts gesendet. Warten Sie einen Moment und drücken Sie dann noch einmal.
app-nothing-waits = Es wird auch später nichts gesendet.
app-signed-out =
    .title = Sie sind abgemeldet.
    .message = Es wurde nichts geöffnet. Melden Sie sich an und drücken Sie dann noch einmal.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Der Link wurde zurückgezogen oder ist außer Betrieb.
app-why-not-yet = Die Zeit des Links hat noch nicht begonnen.
app-why-expired = Die Zeit des Links ist vorbei.
app-why-used-up = Der Link ist aufgebraucht.
app-why-hours = Um diese Zeit wird nicht geöffnet.
app-why-pin = Die PIN wurde nicht eingegeben.
app-why-device = Es war ein anderes Gerät.
app-why-not-on-link = Der Link öffnet diese Tür nicht.
app-why-no-access = Zu dieser Tür besteht kein Zugang.
app-why-no-remote = Diese Tür lässt sich nicht aus der Ferne öffnen.
app-why-locked = Die Tür ist gerade für alle gesperrt.
app-why-onsite = Die Tür öffnet sich gerade nur vor Ort.
app-why-lockdown = Das Gebäude ist gesperrt.
app-why-too-many = Zu oft gedrückt in kurzer Zeit.
app-why-not-wired = Diese Tür ist noch nicht angeschlossen.
app-why-offline = Die Tür ist nicht erreichbar.
app-why-jammed = Das Schloss hat sich nicht bewegt.
app-why-too-late = Der Druck kam zu spät an.
app-why-unchecked = Es ließ sich nicht prüfen.

## Sharing

app-share-title = Zugang per Link teilen
app-share-none = Es gibt keine Tür, die Sie teilen dürfen. Die Verwaltung dieses Gebäudes kann es Ihnen erlauben.
app-to-doors = Zu Ihren Türen
app-from-template = Aus einer Vorlage
app-no-template = Keine
app-template-choose = Links entstehen hier aus Vorlagen. Wählen Sie eine.
app-template-missing = Links entstehen hier aus Vorlagen, und für Sie gibt es noch keine. Bitten Sie eine Administratorin oder einen Administrator darum.
app-at-most = Höchstens { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } Öffnung
       *[other] { $count } Öffnungen
    }
app-more-doors = Weitere Türen
app-cannot-share = kann nicht mehr geteilt werden
app-lost-door = Eine Tür, zu der Sie keinen Zugang mehr haben
app-name = Kurze Beschreibung
app-name-help = Für Sie, etwa „Mia, Wochenende“. Gäste sehen sie nicht.
app-name-hint = Wer, und wofür
app-when = Wann
app-starts = Beginn
app-now = Jetzt
app-later = Später
app-starts-on = Beginnt am
app-at-once = sofort, wenn leer
app-ends = Ende
app-tonight = Heute Nacht
app-sunday = Bis Sonntag
app-custom = Eigenes
app-no-end = Kein Ende
app-longest = { $length }, das Längste
app-ends-on = Endet am
app-ends-says = Ende: { $time }
app-ends-never = Er endet, wenn Sie ihn zurückziehen.
app-clock = Die Zeiten gelten nach der Uhr des Gebäudes:
app-clock-first = Es zählt die erste Tür, die Sie wählen.
app-lasts-most = Ein Link gilt höchstens { $length }.
app-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
app-hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
app-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
app-weeks =
    { $count ->
        [one] { $count } Woche
       *[other] { $count } Wochen
    }
app-share-do = Zugang teilen

## What else a link may carry

app-more = Mehr
app-more-hint = PIN, Anzahl, Weitergeben, Ankunft
app-max-uses = Anzahl der Öffnungen
app-uses-any = Leer heißt: so oft wie gewünscht.
app-pin-help = Der Gast tippt sie auf jedem Gerät einmal ein. Sagen Sie sie auf anderem Weg als den Link. Sie wird nicht noch einmal gezeigt.
app-pin-digits = 4 bis 8 Ziffern
app-pin-set = gesetzt; zum Ändern eine andere eintippen
app-pin-none = Keine PIN mehr verlangen
app-share-on = Der Gast darf ihn weitergeben
app-share-on-help = Er kann daraus eigene Links machen: weniger Türen, kürzere Zeit. Sie enden mit diesem Link.
app-one-device = Nur das erste Gerät
app-one-device-help = Nur das Handy, das damit zuerst eine Tür öffnet, öffnet auch danach. Sie können ein anderes zulassen.
app-page-language = Sprache der Seite für den Gast
app-guest-own = Die des Gastes
app-contact = Kontakt auf der Seite des Gastes
app-contact-nobody = Nur Ihr Name
app-contact-maker = Ihr Kontakt
app-contact-site = Der Kontakt des Gebäudes
app-arrivals = Mir sagen, wenn jemand ankommt
app-first-use = Erstes Mal
app-every-use = Jedes Mal
app-never = Nie
app-notification = Mitteilung
app-push-where = Auf den Geräten, auf denen Sie sie eingeschaltet haben
app-push-nowhere = Schalten Sie sie zuerst unter „Ich“ ein
app-mail = E-Mail
app-mail-own = An Ihre eigene Adresse

## Handing a link out

app-ready = Der Link ist fertig.
app-again = Diesen Link noch einmal teilen.
app-how = Wie soll er verschickt werden?
app-sheet = Mit den Apps dieses Handys teilen
app-sms = SMS
app-copy = Link kopieren
app-copied = Kopiert
app-paste = Jetzt in Slack einfügen
app-keys = Strg C drücken
app-qr = QR-Code
app-qr-help = Der Gast scannt ihn mit der Kamera.
app-address = Link für den Gast
app-what = Was verschickt wird
app-to-link = Zum Link
app-subject = Ihr Schlüssel für { $organization }
app-invite = { $name } schickt Ihnen einen Schlüssel für { $organization }.
app-invite-until = Er gilt bis { $time }.
app-invite-open = Öffnen Sie diese Seite an der Tür und halten Sie die Taste: { $url }
app-send-title = Keylink senden lassen
app-send-to = An
app-send-to-help = Eine E-Mail-Adresse; eine Telefonnummer mit Landesvorwahl, etwa +49 151 23456789; in Slack ein Kanal oder ein Mitglied.
app-send = Senden
app-sent = Was Keylink gesendet hat
app-delivery-queued = unterwegs
app-delivery-sent = gesendet
app-delivery-failed = nicht gesendet
app-delivery-unknown = niemand weiß, ob es ankam
app-fail-address = Die Adresse wurde nicht angenommen. Prüfen Sie sie und senden Sie noch einmal.
app-fail-refused = Die Nachricht wurde nicht angenommen.
app-fail-settings = Das Senden ist hier nicht richtig eingerichtet. Sagen Sie es dem, der diesen Server betreibt.
app-fail-gave-up = Es wurde stundenlang ohne Erfolg versucht.
app-fail-link = Der Link war zu Ende oder geändert, bevor er gesendet wurde.

## One’s links

app-window-from = ab { $time }
app-as-origin = wie der Link, von dem er stammt
app-uses = Öffnungen
app-uses-of = { $uses } von { $max }
app-active = aktiv
app-upcoming = kommend
app-outside-hours = außerhalb seiner Zeiten
app-expired = abgelaufen
app-used-up = aufgebraucht
app-opens-nothing = öffnet nichts
app-revoked = zurückgezogen
app-over = vorbei
app-is-revoked = Dieser Link wurde zurückgezogen und öffnet nichts mehr.
app-hollow-key = Er öffnet zurzeit nichts: Ihre Berechtigung zum Teilen gilt nicht. Fragen Sie, wer dieses Gebäude betreut.
app-hollow-access = Er öffnet nichts: Sie dürfen seine Türen nicht mehr teilen.
app-hollow-doors = Er öffnet nichts: Seine Türen wurden entfernt.
app-hollow-origin = Er öffnet nichts: Der Link, von dem er stammt, ist zu Ende.
app-typed = Was Sie geschrieben haben
app-share-again = Kopieren oder noch einmal teilen
app-more-time = Mehr Zeit
app-longer = { $length } mehr
app-change = Diesen Link ändern
app-also = Außerdem
app-device-since = Er öffnet nur auf einem Gerät, seit { $time }.
app-device-free = Ein anderes Gerät zulassen
app-branch-of = Weitergegeben von: { $name }
app-revoke = Diesen Link zurückziehen
app-revoke-ask = „{ $name }“ zurückziehen?
app-revoke-lead = Von da an öffnet er nichts mehr, endgültig. Das lässt sich nicht rückgängig machen.
app-unused = Er wurde nie benutzt.
app-used =
    { $count ->
        [one] Er wurde einmal benutzt.
       *[other] Er wurde { $count }-mal benutzt.
    }
app-revoke-do = Link zurückziehen
app-history = Was geschehen ist
app-share-door = Tür teilen
app-links-none = Noch keine Links. Ein Link öffnet einem Gast Türen von einer Webseite aus: ohne App, ohne Konto.
app-older = Ältere zeigen
app-no-older = Es gibt nichts Älteres.
app-activity-none = Noch ist nichts geschehen. Was Sie öffnen und was Ihre Links öffnen, steht dann hier.

## What happened, in a few words

app-event-opened = Geöffnet
app-event-sent = Befehl gesendet
app-event-refused = Abgelehnt
app-event-failed = Nicht geöffnet
app-event-unknown = Keine Antwort; vielleicht offen
app-event-late = Späte Antwort
app-event-made = Link erstellt
app-event-changed = Link geändert
app-event-revoked = Link zurückgezogen
app-event-rotated = Link hat eine neue Adresse
app-event-copied = Adresse noch einmal gezeigt
app-event-passed-on = Link weitergegeben
app-event-pin = Falsche PIN
app-event-bound = Link an ein Gerät gebunden
app-event-freed = Link für ein anderes Gerät frei
app-event-delivered = Link verschickt
app-event-handed = Link an eine App übergeben
app-event-handed-sheet = An das Teilen-Menü des Geräts übergeben
app-event-handed-mail = An das Mailprogramm übergeben
app-event-handed-sms = An die SMS-App übergeben
app-event-handed-whatsapp = An WhatsApp übergeben
app-event-handed-slack = Link für Slack kopiert
app-event-handed-copy = Link zum Weitergeben kopiert
app-event-undelivered = Link nicht verschickt
app-event-notice = Mitteilung nicht zugestellt
app-event-webhook = Webhook-URL geändert
app-event-signed-in = Angemeldet
app-event-not-signed-in = Anmeldung gescheitert
app-event-account = Konto geändert
app-event-access = Zugang geändert
app-event-settings = Einstellungen geändert

## Oneself, and the device

app-organization = Organisation
app-zone = Zeitzone
app-sign-in = Ihre Anmeldung
app-sign-in-help = Passkeys, Passwort, Einmalcodes
app-control = Verwaltung
app-control-help = Dasselbe Konto, für den Schreibtisch
app-language = Sprache dieser App
app-language-auto = Wie der Browser es wünscht
app-notifications = Mitteilungen
app-push-on = An: Dieses Gerät zeigt, wenn Gäste mit Ihren Links ankommen, wie es beim Link eingestellt ist.
app-push-off = Aus: Dieses Gerät zeigt nichts, wenn Gäste ankommen.
app-push-turn-on = Auf diesem Gerät einschalten
app-push-turn-off = Auf diesem Gerät ausschalten
app-push-scripts = Mitteilungen brauchen Skripte in diesem Browser.
app-push-unable = Dieser Browser zeigt keine Mitteilungen. Legen Sie die App auf einem iPhone zuerst auf den Home-Bildschirm.
app-push-denied = Dieser Browser soll keine Mitteilungen dieser Seite zeigen. Erlauben Sie sie in seinen Einstellungen und kommen Sie dann zurück.
app-push-failed = Das hat gerade nicht geklappt. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.
app-push-something = An Ihren Türen ist etwas geschehen.
app-install = Auf Ihrem Startbildschirm
app-install-help = Installiert öffnet sich Keylink wie jede andere App. Auf einem iPhone: Teilen, dann „Zum Home-Bildschirm“. Auf Android: das Menü des Browsers, dann „App installieren“ oder „Zum Startbildschirm hinzufügen“.
app-install-now = Jetzt installieren
app-sign-out = Abmelden
app-description = Ihre Türen: öffnen und per Link teilen.
app-offline-lead = Oder der Server antwortet nicht. Hier wartet nichts, das später geöffnet würde. Mit Karte, PIN oder Schlüssel geht es vielleicht trotzdem.
app-try-again = Noch einmal versuchen

## What was done, and what is wrong

app-done-saved = Gespeichert.
app-done-nothing = Es wurde nichts geändert.
app-done-link-extended = Der Link hat mehr Zeit.
app-done-link-revoked = Der Link wurde zurückgezogen. Er öffnet nichts mehr.
app-done-link-queued = Es ist unterwegs. Was daraus wird, steht unter „Was Keylink gesendet hat“.
app-done-device-freed = Der Link nimmt ein anderes Gerät an.
app-trouble-not-found =
    .title = Hier ist nichts
    .message = Es wurde vielleicht entfernt, oder die Adresse ist nicht vollständig.
app-trouble-forbidden =
    .title = Das ist nicht erlaubt
    .message = Es wurde nichts geändert. Fragen Sie die Administration Ihrer Organisation.
app-trouble-unfit =
    .title = Das passt nicht mehr
    .message = Es wurde nichts geändert. Laden Sie die Seite neu und sehen Sie nach, wie es jetzt steht.
app-trouble-too-often =
    .title = Zu oft in kurzer Zeit
    .message = Warten Sie eine Minute und versuchen Sie es dann noch einmal.
app-trouble-not-now =
    .title = Das hat gerade nicht geklappt
    .message = Es wurde nichts geändert. Versuchen Sie es gleich noch einmal.
app-trouble-in-doubt =
    .title = Das weiß noch niemand
    .message = Es wurde nicht rechtzeitig bestätigt. Sehen Sie nach, ob es geschehen ist, bevor Sie es noch einmal versuchen.
app-wrong-name = Schreiben Sie eine Beschreibung von höchstens 120 Zeichen, in einer Zeile.
app-wrong-doors = Wählen Sie mindestens eine Tür, die Sie teilen dürfen.
app-wrong-start = Wählen Sie einen Beginn, der vor dem Ende liegt.
app-wrong-start-new = Wählen Sie einen Beginn, der noch kommt und vor dem Ende liegt, oder beginnen Sie sofort.
app-wrong-end = Wählen Sie ein Ende, das noch kommt, nach dem Beginn und innerhalb der Grenze.
app-wrong-uses = Geben Sie eine ganze Zahl an, mindestens 1 und innerhalb der Grenze.
app-wrong-pin = Tippen Sie 4 bis 8 Ziffern ein.
app-wrong-arrivals = Wählen Sie, wie Sie es erfahren möchten, oder „Nie“.
app-wrong-template = Diese Vorlage geht nicht mehr. Wählen Sie eine andere.
app-wrong-channel = Wählen Sie, wie gesendet werden soll.
app-wrong-address = Prüfen Sie Adresse oder Nummer: Sie fehlt oder kann nicht stimmen. Es wurde nichts gesendet.
app-wrong-other = Das ging nicht. Sehen Sie nach, wie es jetzt steht, und versuchen Sie es dann noch einmal.
