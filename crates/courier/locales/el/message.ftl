### What is written to guests, in Greek. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday } { $day } { $month } { $year }, { $hour12 }:{ $minute } { $half ->
        [am] π.μ.
       *[pm] μ.μ.
    }
date-time-twice = { $time } ({ $offset })
zone-time = ώρα: { $place ->
        [Amsterdam] Άμστερνταμ
        [Athens] Αθήνα
        [Belgrade] Βελιγράδι
        [Berlin] Βερολίνο
        [Brussels] Βρυξέλλες
        [Bucharest] Βουκουρέστι
        [Budapest] Βουδαπέστη
        [Copenhagen] Κοπεγχάγη
        [Dublin] Δουβλίνο
        [Helsinki] Ελσίνκι
        [Istanbul] Κωνσταντινούπολη
        [Kiev] Κίεβο
        [Kyiv] Κίεβο
        [Lisbon] Λισαβόνα
        [Ljubljana] Λιουμπλιάνα
        [London] Λονδίνο
        [Madrid] Μαδρίτη
        [Nicosia] Λευκωσία
        [Oslo] Όσλο
        [Paris] Παρίσι
        [Prague] Πράγα
        [Rome] Ρώμη
        [Sofia] Σόφια
        [Stockholm] Στοκχόλμη
        [Vienna] Βιέννη
        [Warsaw] Βαρσοβία
        [Zagreb] Ζάγκρεμπ
        [Zurich] Ζυρίχη
       *[other] { $city }
    }

weekday-1 = Δευ
weekday-2 = Τρί
weekday-3 = Τετ
weekday-4 = Πέμ
weekday-5 = Παρ
weekday-6 = Σάβ
weekday-7 = Κυρ

month-1 = Ιανουαρίου
month-2 = Φεβρουαρίου
month-3 = Μαρτίου
month-4 = Απριλίου
month-5 = Μαΐου
month-6 = Ιουνίου
month-7 = Ιουλίου
month-8 = Αυγούστου
month-9 = Σεπτεμβρίου
month-10 = Οκτωβρίου
month-11 = Νοεμβρίου
month-12 = Δεκεμβρίου

## The mail

subject = Ένα κλειδί για εσάς: { $organization }
hello = Γεια σας,
invited = Σας στέλνει ένα κλειδί: { $sender }. Για: { $organization }.
invited-by-nobody = Αυτό είναι το κλειδί σας. Για: { $organization }.
how-to = Όταν βρίσκεστε στην πόρτα, ανοίξτε αυτόν τον σύνδεσμο στο κινητό σας. Η σελίδα έχει ένα κουμπί: κρατήστε το πατημένο.
open-key = Άνοιγμα κλειδιού
scan = Το διαβάζετε σε υπολογιστή; Σαρώστε αυτόν τον κωδικό με το κινητό σας.
qr-alt = Ο σύνδεσμος ως κωδικός QR
from-until = Ισχύει από { $from } έως { $until } ({ $zone }).
only-from = Ισχύει από { $from } ({ $zone }).
only-until = Ισχύει έως { $until } ({ $zone }).
always = Ισχύει μέχρι να ανακληθεί.
# What stands for the end of a key that has none: "until further notice".
no-end = νεωτέρας
in-hours = Μόνο αυτές τις ώρες: { $hours }.
max-uses =
    { $count ->
        [one] Ανοίγει { $count } φορά.
       *[other] Ανοίγει { $count } φορές.
    }
after-first-use = Λήγει λίγο καιρό μετά την πρώτη χρήση· η σελίδα δείχνει πότε.
care = Όποιος έχει αυτόν τον σύνδεσμο μπορεί να ανοίξει την πόρτα· παρακαλούμε μην τον προωθήσετε.
ask = Αν κάτι δεν λειτουργεί, απευθυνθείτε εδώ: { $sender }.
calendar-attached = Οι ώρες επισυνάπτονται για το ημερολόγιό σας.

## The calendar file

calendar-summary = Κλειδί: { $organization }
calendar-note = Ο σύνδεσμος ήρθε με e-mail· δεν γράφεται εδώ, γιατί τα ημερολόγια συχνά κοινοποιούνται.

## The text message

sms = Κλειδί από: { $sender }, για: { $organization }. { $window } { $url }
sms-by-nobody = Το κλειδί σας: { $organization }. { $window } { $url }

arrival-subject = { $link }: άνοιξε – { $door }
arrival = Ο σύνδεσμος επισκέπτη «{ $link }» άνοιξε: { $door }, { $when } ({ $zone }).
arrival-page = Τι άλλο έγινε φαίνεται στη σελίδα του συνδέσμου:
arrival-open = Προβολή συνδέσμου
arrival-care = Λαμβάνετε αυτό το μήνυμα επειδή το ζητήσατε στη σελίδα του συνδέσμου· εκεί μπορείτε και να το απενεργοποιήσετε.
arrival-push = άνοιξε: { $door }, { $time }
