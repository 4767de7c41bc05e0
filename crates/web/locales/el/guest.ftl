### The guest page in Greek. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.
###
### Names are not declined: $maker always stands as the subject of its sentence or after a colon.

# What its speakers call it.
language-name = Ελληνικά
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday } { $day } { $month }, { $hour12 }:{ $minute } { $half ->
        [am] π.μ.
       *[pm] μ.μ.
    }
date-time-year = { $weekday } { $day } { $month } { $year }, { $hour12 }:{ $minute } { $half ->
        [am] π.μ.
       *[pm] μ.μ.
    }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Σύνδεσμος-κλειδί
preview-description = Ανοίξτε τον στο κινητό σας όταν βρίσκεστε στην πόρτα

## The head of the page

someone = το άτομο που σας έστειλε αυτόν τον σύνδεσμο
invited = Πρόσκληση: { $maker }
invited-by-nobody = Ο σύνδεσμος-κλειδί σας
until = έως { $time }
uses-left =
    { $count ->
        [one] απομένει { $count } άνοιγμα
       *[other] απομένουν { $count } ανοίγματα
    }
language = Γλώσσα

## A door

online = σε σύνδεση
offline = εκτός σύνδεσης
locked = κλειδωμένη
unlocked = ξεκλείδωτη
open = ανοιχτή
closed = κλειστή
note-offline = Δεν υπάρχει αυτή τη στιγμή επικοινωνία με την πόρτα. Μπορείτε παρ’ όλα αυτά να δοκιμάσετε.
note-held-open = Αυτή η πόρτα είναι τώρα ξεκλείδωτη: απλώς ανοίξτε την.

## The button

unlock = Άνοιγμα
hold = Κρατήστε πατημένο για άνοιγμα
holding = Συνεχίστε να πατάτε…
opening = Ανοίγει…
press-again = Πατήστε ξανά για άνοιγμα
hint = Κρατήστε πατημένο το κουμπί μέχρι να γεμίσει.
hint-keys = Κρατήστε πατημένο το κουμπί ή πατήστε το δύο φορές.

## What came of a press

opened =
    .title = Άνοιξε. Σπρώξτε την πόρτα.
    .message = { "" }
sent =
    .title = Στάλθηκε.
    .message = Αυτή η πόρτα δεν μπορεί να απαντήσει· δοκιμάστε την τώρα.
unknown =
    .title = Η πόρτα δεν απάντησε.
    .message = Δοκιμάστε την πόρτα και μετά πατήστε ξανά. Μπορεί να σας βοηθήσει και { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Ο έλεγχος δεν είναι δυνατός τώρα.
    .message = Αυτή τη φορά δεν στάλθηκε τίποτα. Αν είχατε ήδη πατήσει, δοκιμάστε την πόρτα. Αλλιώς πατήστε ξανά σε λίγο. Μπορεί να σας βοηθήσει και { $maker }.
silent =
    .title = Δεν έφτασε απάντηση στο κινητό σας.
    .message = Δοκιμάστε την πόρτα· μετά πατήστε ξανά.
phone-offline =
    .title = Το κινητό σας είναι εκτός σύνδεσης.
    .message = Για να ανοίξει η πόρτα χρειάζεται σύνδεση. Δεν στάλθηκε τίποτα.
back = Πίσω στις πόρτες

## Before its time

not-yet =
    .title = Δεν ανοίγει ακόμη
    .message = Μπορείτε να ανοίξετε από: { $time }.
outside-hours =
    .title = Όχι αυτή την ώρα
    .message = Μπορείτε να ανοίξετε ξανά από: { $time }.
outside-hours-ended =
    .title = Όχι αυτή την ώρα
    .message = Αυτός ο σύνδεσμος δεν έχει άλλες ώρες. Μπορεί να σας βοηθήσει { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = σε { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] σε { $count } ημέρα
       *[other] σε { $count } ημέρες
    }
wait-here = Το κουμπί θα εμφανιστεί εδώ μόνο του.

## After its time

ended-expired =
    .title = Αυτός ο σύνδεσμος έληξε
    .message = Ο χρόνος του πέρασε. Αν χρειάζεται ακόμη να μπείτε, μπορεί να σας βοηθήσει { $maker }.
ended-revoked =
    .title = Αυτός ο σύνδεσμος αποσύρθηκε
    .message = Δεν ανοίγει πια τίποτα. Αν χρειάζεται ακόμη να μπείτε, μπορεί να σας βοηθήσει { $maker }.
ended-used-up =
    .title = Αυτός ο σύνδεσμος εξαντλήθηκε
    .message = Άνοιξε όσες φορές προβλεπόταν. Αν χρειάζεται ακόμη να μπείτε, μπορεί να σας βοηθήσει { $maker }.
ended-withdrawn =
    .title = Αυτός ο σύνδεσμος δεν ανοίγει τώρα
    .message = Είναι εκτός λειτουργίας. Αν χρειάζεται να μπείτε, μπορεί να σας βοηθήσει { $maker }.
ended-doors-removed =
    .title = Αυτός ο σύνδεσμος δεν έχει πια καμία πόρτα
    .message = Ό,τι άνοιγε, αφαιρέθηκε. Αν χρειάζεται να μπείτε, μπορεί να σας βοηθήσει { $maker }.

## Without a link, or without the house

not-found =
    .title = Δεν γνωρίζουμε αυτόν τον σύνδεσμο
    .message = Ελέγξτε ότι αντιγράφηκε ολόκληρος, μέχρι τον τελευταίο χαρακτήρα. Αν ναι, καινούργιο μπορεί να σας δώσει { $maker }.
too-many-tries =
    .title = Πάρα πολλές προσπάθειες
    .message = Περιμένετε ένα λεπτό και μετά φορτώστε ξανά τη σελίδα. Ένας έγκυρος σύνδεσμος συνεχίζει να λειτουργεί.
trouble =
    .title = Κάτι πήγε στραβά
    .message = Η σελίδα δεν μπόρεσε να δημιουργηθεί και δεν άνοιξε τίποτα. Φορτώστε την ξανά σε λίγο. Μπορεί να σας βοηθήσει και { $maker }.
trouble-reference = Αν το αναφέρετε, δώστε τον κωδικό { $reference }.
reload = Φόρτωση ξανά

## The number, for phones without scripts

number-title = Γράψτε αυτόν τον αριθμό
number-why = Δείχνει ότι στην πόρτα βρίσκεται άνθρωπος. Ισχύει για ένα λεπτό.
number-label = Ο αριθμός
number-wrong = Δεν ήταν αυτός ο αριθμός. Ορίστε ένας νέος.
number-send = Άνοιγμα: { $door }

## Details

how-to-get-in = Πώς να μπείτε
map = Χάρτης
ask = Επικοινωνία: { $maker }
logged = Τα ανοίγματα καταγράφονται στο αρχείο του κτιρίου.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος δεν είναι γνωστός εδώ. Ελέγξτε ότι αντιγράφηκε ολόκληρος. Καινούργιο μπορεί να σας δώσει { $maker }.
refusal-no-gesture =
    .title = Δεν άνοιξε
    .message = Κρατήστε πατημένο το κουμπί μέχρι να γεμίσει, για να ξέρουμε ότι στην πόρτα βρίσκεται άνθρωπος.
refusal-link-revoked =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος αποσύρθηκε. Καινούργιο μπορεί να σας δώσει { $maker }.
refusal-link-not-yet-valid =
    .title = Δεν άνοιξε
    .message = Ο χρόνος σας δεν έχει αρχίσει ακόμη. Αν χρειάζεται να μπείτε τώρα, μπορεί να σας βοηθήσει { $maker }.
refusal-link-expired =
    .title = Δεν άνοιξε
    .message = Ο χρόνος αυτού του συνδέσμου πέρασε. Καινούργιο μπορεί να σας δώσει { $maker }.
refusal-link-used-up =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος άνοιξε όσες φορές προβλεπόταν. Καινούργιο μπορεί να σας δώσει { $maker }.
refusal-link-outside-hours =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος δεν ανοίγει αυτή την ώρα. Ελάτε ξανά στις ώρες του. Μπορεί να σας βοηθήσει { $maker }.
refusal-door-not-on-link =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος δεν ανοίγει πια αυτή την πόρτα. Μπορεί να σας βοηθήσει { $maker }.
refusal-cloud-key-inactive =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος είναι εκτός λειτουργίας. Καινούργιο μπορεί να σας δώσει { $maker }.
refusal-user-inactive =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος είναι εκτός λειτουργίας. Ζητήστε καινούργιο στο κτίριο.
refusal-no-access =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος δεν ανοίγει πια αυτή την πόρτα. Μπορεί να σας βοηθήσει { $maker }.
refusal-no-remote-unlock =
    .title = Δεν άνοιξε
    .message = Αυτή η πόρτα δεν ανοίγει τώρα με σύνδεσμο. Μπορεί να σας βοηθήσει { $maker }.
refusal-access-outside-schedule =
    .title = Δεν άνοιξε
    .message = Αυτή η πόρτα δεν ανοίγει με σύνδεσμο αυτή την ώρα. Ελάτε αργότερα. Μπορεί να σας βοηθήσει { $maker }.
refusal-door-locked =
    .title = Δεν άνοιξε
    .message = Αυτή η πόρτα είναι τώρα κλειστή για όλους. Μπορεί να σας βοηθήσει { $maker }.
refusal-door-onsite-only =
    .title = Δεν άνοιξε
    .message = Αυτή η πόρτα ανοίγει τώρα μόνο επί τόπου, με κάρτα, κωδικό ή κλειδί. Μπορεί να σας βοηθήσει { $maker }.
refusal-site-lockdown =
    .title = Δεν άνοιξε
    .message = Το κτίριο έχει αποκλειστεί και κανένας σύνδεσμος δεν το ανοίγει. Μπορεί να σας βοηθήσει { $maker }.
refusal-too-many-presses =
    .title = Δεν άνοιξε
    .message = Πολλά πατήματα σε λίγο χρόνο. Περιμένετε ένα λεπτό και μετά πατήστε ξανά.
refusal-door-not-wired =
    .title = Δεν άνοιξε
    .message = Αυτή η πόρτα δεν έχει συνδεθεί ακόμη. Μπορεί να σας βοηθήσει { $maker }.
refusal-door-offline =
    .title = Δεν άνοιξε
    .message = Δεν υπάρχει αυτή τη στιγμή επικοινωνία με την πόρτα. Πατήστε ξανά σε ένα λεπτό. Μπορεί να σας βοηθήσει { $maker }.
refusal-door-jammed =
    .title = Δεν άνοιξε
    .message = Η κλειδαριά δεν κινήθηκε. Σπρώξτε ελαφρά την πόρτα και πατήστε ξανά. Μπορεί να σας βοηθήσει { $maker }.
refusal-too-late =
    .title = Δεν άνοιξε
    .message = Το πάτημα άργησε πολύ να φτάσει στην πόρτα, γι’ αυτό δεν στάλθηκε τίποτα. Πατήστε ξανά.
refusal-not-recorded =
    .title = Δεν άνοιξε
    .message = Ο σύνδεσμός σας δεν μπόρεσε να ελεγχθεί, γι’ αυτό δεν στάλθηκε τίποτα. Πατήστε ξανά σε λίγο. Μπορεί να σας βοηθήσει { $maker }.

## What a link asks for, and passing it on

passed-on = Σας το έδωσε καλεσμένος. Η πρόσκληση είναι από: { $maker }
pin-title = Γράψτε το PIN σας
pin-lead = Σας το είπαν με άλλον τρόπο από αυτόν τον σύνδεσμο. Αν όχι, μπορεί να σας βοηθήσει { $maker }.
pin-send = Συνέχεια
pin-wrong = Δεν ήταν αυτό το PIN. Δοκιμάστε ξανά.
pin-wait = Πάρα πολλά λάθη. Δοκιμάστε μετά από: { $time }. Μπορεί να σας βοηθήσει και { $maker }.
other-device =
    .title = Αυτός ο σύνδεσμος ανήκει σε άλλη συσκευή
    .message = Ανοίγει μόνο στη συσκευή που τον χρησιμοποίησε πρώτη, στο ίδιο πρόγραμμα περιήγησης. Χρησιμοποιήστε εκείνη· μπορεί να τον αποδεσμεύσει { $maker }.
share-on = Δώστε το και σε άλλον
share-lead = Φτιάξτε έναν ξεχωριστό σύνδεσμο για κάποιον άλλον. Δεν ανοίγει περισσότερα από τον δικό σας και τελειώνει μαζί του, και τα ανοίγματά του μετρούν και στον δικό σας. Μπορείτε να τον αποσύρετε εδώ όποτε θέλετε.
share-name = Για ποιον;
share-doors = Ποιες πόρτες;
share-from = Από
share-until = Έως
share-window-help = Με την ώρα του κτιρίου ({ $zone }). Κενό: όπως στον σύνδεσμό σας.
share-uses = Πόσες φορές;
share-uses-help = Κενό: όσες και ο σύνδεσμός σας.
share-number = Γράψτε εδώ { $number }
share-number-why = Δείχνει ότι το στέλνει άνθρωπος.
share-make = Δημιουργία συνδέσμου
share-wrong-name = Γράψτε ένα όνομα έως 120 χαρακτήρες, σε μία γραμμή.
share-wrong-doors = Επιλέξτε τουλάχιστον μία πόρτα.
share-wrong-window = Επιλέξτε ώρες στη σειρά και μέσα σε αυτές του συνδέσμου σας.
share-wrong-uses = Δώστε αριθμό όχι μεγαλύτερο από όσα απομένουν στον σύνδεσμό σας.
share-full = Έχετε δώσει αυτόν τον σύνδεσμο όσες φορές γίνεται. Αποσύρετε πρώτα έναν· μπορεί να σας βοηθήσει και { $maker }.
share-given = Δόθηκε σε
share-made =
    .title = Ο σύνδεσμος για: { $name } είναι έτοιμος
    .message = Στείλτε τον τώρα: δεν θα εμφανιστεί ξανά. Όποιος τον έχει μπορεί να ανοίξει τις πόρτες.
share-address = Ο σύνδεσμος
share-withdraw = Απόσυρση
share-withdraw-ask = Απόσυρση του συνδέσμου για: { $name };
share-withdrawn = αποσύρθηκε
call = Κλήση
mail = Αποστολή μηνύματος
refusal-origin-withdrawn =
    .title = Δεν άνοιξε
    .message = Ο καλεσμένος που σας έδωσε τον σύνδεσμο δεν μπορεί πια να δώσει κανέναν. Μπορεί να σας βοηθήσει { $maker }.
refusal-pin-needed =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος ζητά PIN. Φορτώστε ξανά τη σελίδα και γράψτε το· μπορεί να σας βοηθήσει και { $maker }.
refusal-other-device =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος ανοίγει μόνο στη συσκευή που τον χρησιμοποίησε πρώτη. Χρησιμοποιήστε εκείνη· μπορεί να τον αποδεσμεύσει { $maker }.
refusal-device-unknown =
    .title = Δεν άνοιξε
    .message = Αυτός ο σύνδεσμος πρέπει να αναγνωρίζει τη συσκευή σας και το πρόγραμμα περιήγησης δεν κρατά cookies. Επιτρέψτε τα και φορτώστε ξανά τη σελίδα· μπορεί να σας βοηθήσει και { $maker }.
