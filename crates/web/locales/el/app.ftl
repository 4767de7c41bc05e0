### The members' app in Greek.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Πόρτες
app-links = Σύνδεσμοι
app-activity = Δραστηριότητα
app-me = Εγώ
app-skip = Στο περιεχόμενο
app-main = Κύριο μενού
app-offline = Είστε εκτός σύνδεσης. Οι πόρτες ανοίγουν μόνο με σύνδεση.
app-lockdown = Αποκλεισμός: { $names }. Κανείς δεν ανοίγει τίποτα εκεί από απόσταση.
app-whoever = ο διαχειριστής του κτιρίου
app-optional = προαιρετικό
app-save = Αποθήκευση
app-cancel = Άκυρο

## Doors, and what came of a press

app-doors-none = Δεν έχετε ακόμη πόρτες. Ο διαχειριστής του κτιρίου μπορεί να σας δώσει πρόσβαση.
app-share = Κοινοποίηση
app-find-door = Βρείτε μια πόρτα
app-find-none = Δεν υπάρχει πόρτα με αυτό το όνομα.
app-not-wired = δεν έχει συνδεθεί
app-never-seen = δεν έχει φανεί ποτέ
app-held-open = μένει ανοιχτή
app-onsite = μόνο επί τόπου
app-locked-for-all = κλειδωμένη για όλους
app-state-until = { $state } έως { $time }
app-ask-building = Ρωτήστε τον διαχειριστή του κτιρίου.
app-use-card = Χρησιμοποιήστε στην πόρτα την κάρτα ή το PIN σας.
app-too-often = Πολλές φορές σε λίγο χρόνο. Δοκιμάστε ξανά σε { $seconds } δευτ.
app-not-tried = Δεν στάλθηκε τίποτα. Περιμένετε λίγο και πατήστε ξανά.
app-nothing-waits = Τίποτα δεν περιμένει να σταλεί αργότερα.
app-signed-out =
    .title = Έχετε αποσυνδεθεί.
    .message = Δεν άνοιξε τίποτα. Συνδεθείτε και πατήστε ξανά.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Ο σύνδεσμος ανακλήθηκε ή δεν ισχύει.
app-why-not-yet = Ο χρόνος του συνδέσμου δεν έχει αρχίσει.
app-why-expired = Ο χρόνος του συνδέσμου τελείωσε.
app-why-used-up = Ο σύνδεσμος εξαντλήθηκε.
app-why-hours = Δεν ανοίγει αυτή την ώρα.
app-why-pin = Δεν δόθηκε το PIN.
app-why-device = Ήταν άλλη συσκευή.
app-why-not-on-link = Ο σύνδεσμος δεν ανοίγει αυτή την πόρτα.
app-why-no-access = Δεν υπάρχει πρόσβαση σε αυτή την πόρτα.
app-why-no-remote = Αυτή η πόρτα δεν ανοίγει από απόσταση.
app-why-locked = Η πόρτα είναι τώρα κλειδωμένη για όλους.
app-why-onsite = Η πόρτα ανοίγει τώρα μόνο επί τόπου.
app-why-lockdown = Το κτίριο είναι σε αποκλεισμό.
app-why-too-many = Πολλά πατήματα σε λίγο χρόνο.
app-why-not-wired = Αυτή η πόρτα δεν έχει συνδεθεί ακόμη.
app-why-offline = Η πόρτα δεν είναι προσβάσιμη.
app-why-jammed = Η κλειδαριά δεν κινήθηκε.
app-why-too-late = Το πάτημα έφτασε πολύ αργά.
app-why-unchecked = Δεν ήταν δυνατός ο έλεγχος.

## Sharing

app-share-title = Κοινοποίηση πρόσβασης με σύνδεσμο
app-share-none = Δεν υπάρχει πόρτα που μπορείτε να μοιραστείτε. Ο διαχειριστής του κτιρίου μπορεί να το επιτρέψει.
app-to-doors = Στις πόρτες σας
app-from-template = Από πρότυπο
app-no-template = Κανένα
app-template-choose = Οι σύνδεσμοι φτιάχνονται εδώ από πρότυπα. Επιλέξτε ένα.
app-template-missing = Οι σύνδεσμοι φτιάχνονται εδώ από πρότυπα και για εσάς δεν υπάρχει ακόμη. Ζητήστε ένα από διαχειριστή.
app-at-most = Το πολύ { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } χρήση
       *[other] { $count } χρήσεις
    }
app-more-doors = Άλλες πόρτες
app-cannot-share = δεν μπορεί πια να κοινοποιηθεί
app-lost-door = Μια πόρτα στην οποία δεν έχετε πια πρόσβαση
app-name = Σύντομη περιγραφή
app-name-help = Για εσάς, όπως «Μία, σαββατοκύριακο». Οι επισκέπτες δεν τη βλέπουν.
app-name-hint = Ποιος και για ποιο λόγο
app-when = Πότε
app-starts = Αρχή
app-now = Τώρα
app-later = Αργότερα
app-starts-on = Αρχίζει στις
app-at-once = αμέσως, αν μείνει κενό
app-ends = Τέλος
app-tonight = Απόψε
app-sunday = Έως Κυριακή
app-custom = Άλλο
app-no-end = Χωρίς τέλος
app-longest = { $length }, το μέγιστο
app-ends-on = Τελειώνει στις
app-ends-says = Τέλος: { $time }
app-ends-never = Τελειώνει όταν τον ανακαλέσετε.
app-clock = Οι ώρες είναι του κτιρίου:
app-clock-first = Μετράει η πρώτη πόρτα που επιλέγετε.
app-lasts-most = Ένας σύνδεσμος διαρκεί το πολύ { $length }.
app-minutes =
    { $count ->
        [one] { $count } λεπτό
       *[other] { $count } λεπτά
    }
app-hours =
    { $count ->
        [one] { $count } ώρα
       *[other] { $count } ώρες
    }
app-days =
    { $count ->
        [one] { $count } ημέρα
       *[other] { $count } ημέρες
    }
app-weeks =
    { $count ->
        [one] { $count } εβδομάδα
       *[other] { $count } εβδομάδες
    }
app-share-do = Κοινοποίηση πρόσβασης

## What else a link may carry

app-more = Περισσότερα
app-more-hint = PIN, χρήσεις, μεταβίβαση, άφιξη
app-max-uses = Αριθμός χρήσεων
app-uses-any = Κενό σημαίνει όσες φορές θέλει κανείς.
app-pin-help = Ο επισκέπτης το γράφει μία φορά σε κάθε συσκευή. Πείτε το με άλλον τρόπο και όχι με τον σύνδεσμο. Δεν εμφανίζεται ξανά.
app-pin-digits = 4 έως 8 ψηφία
app-pin-set = ορίστηκε· γράψτε άλλο για αλλαγή
app-pin-none = Να μη ζητείται πια PIN
app-share-on = Ο επισκέπτης μπορεί να τον δώσει και σε άλλους
app-share-on-help = Μπορεί να φτιάξει δικούς του συνδέσμους: λιγότερες πόρτες, λιγότερος χρόνος. Τελειώνουν μαζί με αυτόν.
app-one-device = Μόνο η πρώτη συσκευή
app-one-device-help = Το πρώτο κινητό που ανοίγει πόρτα με αυτόν μένει το μοναδικό. Μπορείτε να επιτρέψετε άλλο.
app-page-language = Γλώσσα της σελίδας του επισκέπτη
app-guest-own = Του επισκέπτη
app-contact = Επικοινωνία στη σελίδα του επισκέπτη
app-contact-nobody = Μόνο το όνομά σας
app-contact-maker = Η επικοινωνία σας
app-contact-site = Η επικοινωνία του κτιρίου
app-arrivals = Να ειδοποιούμαι όταν φτάνουν
app-first-use = Πρώτη χρήση
app-every-use = Κάθε χρήση
app-never = Ποτέ
app-notification = Ειδοποίηση
app-push-where = Στις συσκευές όπου τις ενεργοποιήσατε
app-push-nowhere = Ενεργοποιήστε τις πρώτα, στο «Εγώ»
app-mail = Ηλεκτρονικό μήνυμα
app-mail-own = Στη δική σας διεύθυνση

## Handing a link out

app-ready = Ο σύνδεσμος είναι έτοιμος.
app-again = Στείλτε ξανά αυτόν τον σύνδεσμο.
app-how = Επιλέξτε πώς θα σταλεί
app-sheet = Κοινοποίηση με τις εφαρμογές του κινητού
app-sms = Μήνυμα SMS
app-copy = Αντιγραφή συνδέσμου
app-copied = Αντιγράφηκε
app-paste = Τώρα επικολλήστε τον στο Slack
app-keys = Πατήστε Ctrl C
app-qr = Κωδικός QR
app-qr-help = Ο επισκέπτης τον σαρώνει με την κάμερα.
app-address = Σύνδεσμος επισκέπτη
app-what = Τι στέλνεται
app-to-link = Στον σύνδεσμο
app-subject = Το κλειδί σας: { $organization }
app-invite = Αποστολέας: { $name }. Ένα κλειδί για εσάς: { $organization }.
app-invite-until = Ισχύει έως { $time }.
app-invite-open = Ανοίξτε αυτή τη σελίδα στην πόρτα και κρατήστε πατημένο το κουμπί: { $url }
app-send-title = Να το στείλει το Keylink
app-send-to = Προς
app-send-to-help = Διεύθυνση e-mail· αριθμός τηλεφώνου με τον κωδικό χώρας, όπως +30 691 234 5678· στο Slack κανάλι ή μέλος.
app-send = Αποστολή
app-sent = Τι έστειλε το Keylink
app-delivery-queued = καθ’ οδόν
app-delivery-sent = στάλθηκε
app-delivery-failed = δεν στάλθηκε
app-delivery-unknown = κανείς δεν ξέρει αν έφυγε
app-fail-address = Η διεύθυνση δεν έγινε δεκτή. Ελέγξτε την και στείλτε ξανά.
app-fail-refused = Το μήνυμα δεν έγινε δεκτό.
app-fail-settings = Η αποστολή δεν είναι σωστά ρυθμισμένη εδώ. Πείτε το σε όποιον διαχειρίζεται αυτόν τον διακομιστή.
app-fail-gave-up = Δοκιμάστηκε επί ώρες χωρίς επιτυχία.
app-fail-link = Ο σύνδεσμος τελείωσε ή άλλαξε πριν σταλεί.

## One’s links

app-window-from = από { $time }
app-as-origin = όπως ο σύνδεσμος από τον οποίο προέρχεται
app-uses = Χρήσεις
app-uses-of = { $uses } από { $max }
app-active = ενεργός
app-upcoming = επερχόμενος
app-outside-hours = εκτός ωραρίου
app-expired = έληξε
app-used-up = εξαντλήθηκε
app-opens-nothing = δεν ανοίγει τίποτα
app-revoked = ανακλήθηκε
app-over = τελειωμένοι
app-is-revoked = Αυτός ο σύνδεσμος ανακλήθηκε και δεν ανοίγει πια τίποτα.
app-hollow-key = Δεν ανοίγει τίποτα τώρα: το δικαίωμά σας να μοιράζεστε δεν ισχύει. Ρωτήστε όποιον διαχειρίζεται το κτίριο.
app-hollow-access = Δεν ανοίγει τίποτα: δεν μπορείτε πια να μοιραστείτε τις πόρτες του.
app-hollow-doors = Δεν ανοίγει τίποτα: οι πόρτες του αφαιρέθηκαν.
app-hollow-origin = Δεν ανοίγει τίποτα: ο σύνδεσμος από τον οποίο προέρχεται τελείωσε.
app-typed = Τι γράψατε
app-share-again = Αντιγραφή ή νέα κοινοποίηση
app-more-time = Περισσότερος χρόνος
app-longer = { $length } ακόμη
app-change = Αλλαγή αυτού του συνδέσμου
app-also = Επίσης
app-device-since = Ανοίγει μόνο σε μία συσκευή, από { $time }.
app-device-free = Να επιτραπεί άλλη συσκευή
app-branch-of = Δόθηκε από: { $name }
app-revoke = Ανάκληση αυτού του συνδέσμου
app-revoke-ask = Ανάκληση του «{ $name }»;
app-revoke-lead = Από τότε δεν ανοίγει τίποτα, οριστικά. Δεν αναιρείται.
app-unused = Δεν χρησιμοποιήθηκε ποτέ.
app-used =
    { $count ->
        [one] Χρησιμοποιήθηκε μία φορά.
       *[other] Χρησιμοποιήθηκε { $count } φορές.
    }
app-revoke-do = Ανάκληση του συνδέσμου
app-history = Τι συνέβη
app-share-door = Κοινοποίηση πόρτας
app-links-none = Δεν υπάρχουν ακόμη σύνδεσμοι. Ένας σύνδεσμος ανοίγει πόρτες σε επισκέπτη από μια ιστοσελίδα: χωρίς εφαρμογή, χωρίς λογαριασμό.
app-older = Εμφάνιση παλαιότερων
app-no-older = Δεν υπάρχει τίποτα παλαιότερο.
app-activity-none = Δεν συνέβη ακόμη τίποτα. Εδώ θα φαίνεται τι ανοίγετε εσείς και οι σύνδεσμοί σας.

## What happened, in a few words

app-event-opened = Άνοιξε
app-event-sent = Η εντολή στάλθηκε
app-event-refused = Απορρίφθηκε
app-event-failed = Δεν άνοιξε
app-event-unknown = Καμία απάντηση· ίσως άνοιξε
app-event-late = Αργοπορημένη απάντηση
app-event-made = Ο σύνδεσμος φτιάχτηκε
app-event-changed = Ο σύνδεσμος άλλαξε
app-event-revoked = Ο σύνδεσμος ανακλήθηκε
app-event-rotated = Ο σύνδεσμος έχει νέα διεύθυνση
app-event-copied = Η διεύθυνση εμφανίστηκε ξανά
app-event-passed-on = Ο σύνδεσμος δόθηκε σε άλλους
app-event-pin = Λάθος PIN
app-event-bound = Ο σύνδεσμος δέθηκε με μία συσκευή
app-event-freed = Ο σύνδεσμος δέχεται άλλη συσκευή
app-event-delivered = Ο σύνδεσμος στάλθηκε
app-event-handed = Ο σύνδεσμος δόθηκε σε εφαρμογή
app-event-handed-sheet = Δόθηκε στο μενού κοινοποίησης της συσκευής
app-event-handed-mail = Δόθηκε στο πρόγραμμα ηλεκτρονικού ταχυδρομείου
app-event-handed-sms = Δόθηκε στην εφαρμογή μηνυμάτων SMS
app-event-handed-whatsapp = Δόθηκε στο WhatsApp
app-event-handed-slack = Ο σύνδεσμος αντιγράφηκε για το Slack
app-event-handed-copy = Ο σύνδεσμος αντιγράφηκε για αποστολή
app-event-undelivered = Ο σύνδεσμος δεν στάλθηκε
app-event-notice = Η ειδοποίηση δεν παραδόθηκε
app-event-webhook = Η διεύθυνση URL webhook άλλαξε
app-event-signed-in = Σύνδεση χρήστη
app-event-not-signed-in = Η σύνδεση χρήστη απέτυχε
app-event-account = Ο λογαριασμός άλλαξε
app-event-access = Η πρόσβαση άλλαξε
app-event-settings = Οι ρυθμίσεις άλλαξαν

## Oneself, and the device

app-organization = Οργανισμός
app-zone = Ζώνη ώρας
app-sign-in = Η σύνδεσή σας
app-sign-in-help = Κλειδιά πρόσβασης, κωδικός, κωδικοί μίας χρήσης
app-control = Κέντρο ελέγχου
app-control-help = Ο ίδιος λογαριασμός, για το γραφείο
app-language = Γλώσσα αυτής της εφαρμογής
app-language-auto = Όπως ζητά ο περιηγητής
app-notifications = Ειδοποιήσεις
app-push-on = Ενεργές: αυτή η συσκευή δείχνει πότε φτάνουν επισκέπτες με τους συνδέσμους σας, όπως ορίζει ο καθένας.
app-push-off = Ανενεργές: αυτή η συσκευή δεν δείχνει τίποτα όταν φτάνουν επισκέπτες.
app-push-turn-on = Ενεργοποίηση σε αυτή τη συσκευή
app-push-turn-off = Απενεργοποίηση σε αυτή τη συσκευή
app-push-scripts = Οι ειδοποιήσεις χρειάζονται σενάρια σε αυτόν τον περιηγητή.
app-push-unable = Αυτός ο περιηγητής δεν δείχνει ειδοποιήσεις. Σε iPhone, βάλτε πρώτα την εφαρμογή στην οθόνη αφετηρίας.
app-push-denied = Ο περιηγητής έχει εντολή να μη δείχνει ειδοποιήσεις αυτού του ιστοτόπου. Επιτρέψτε τες στις ρυθμίσεις του και επιστρέψτε.
app-push-failed = Δεν πέτυχε τώρα. Ελέγξτε τη σύνδεση και δοκιμάστε ξανά.
app-push-something = Κάτι συνέβη στις πόρτες σας.
app-install = Στην αρχική οθόνη
app-install-help = Εγκατεστημένο, το Keylink ανοίγει όπως κάθε εφαρμογή. Σε iPhone: Κοινή χρήση, μετά «Προσθήκη στην οθόνη Αφετηρίας». Σε Android: το μενού του περιηγητή, μετά «Εγκατάσταση εφαρμογής» ή «Προσθήκη στην αρχική οθόνη».
app-install-now = Εγκατάσταση τώρα
app-sign-out = Αποσύνδεση
app-description = Οι πόρτες σας: ανοίξτε τις και μοιραστείτε τις με σύνδεσμο.
app-offline-lead = Ή ο διακομιστής δεν απαντά. Τίποτα δεν περιμένει εδώ να ανοίξει αργότερα. Κάρτα, PIN ή κλειδί ίσως τις ανοίγουν.
app-try-again = Δοκιμή ξανά

## What was done, and what is wrong

app-done-saved = Αποθηκεύτηκε.
app-done-nothing = Δεν άλλαξε τίποτα.
app-done-link-extended = Ο σύνδεσμος έχει περισσότερο χρόνο.
app-done-link-revoked = Ο σύνδεσμος ανακλήθηκε. Δεν ανοίγει πια τίποτα.
app-done-link-queued = Είναι καθ’ οδόν. Τι θα γίνει φαίνεται στο «Τι έστειλε το Keylink».
app-done-device-freed = Ο σύνδεσμος δέχεται άλλη συσκευή.
app-trouble-not-found =
    .title = Εδώ δεν υπάρχει τίποτα
    .message = Ίσως αφαιρέθηκε ή η διεύθυνση δεν είναι πλήρης.
app-trouble-forbidden =
    .title = Αυτό δεν επιτρέπεται
    .message = Δεν άλλαξε τίποτα. Ρωτήστε έναν διαχειριστή του οργανισμού σας.
app-trouble-unfit =
    .title = Αυτό δεν ταιριάζει πια
    .message = Δεν άλλαξε τίποτα. Φορτώστε ξανά τη σελίδα και δείτε πώς είναι τώρα.
app-trouble-too-often =
    .title = Πολλές φορές σε λίγο χρόνο
    .message = Περιμένετε ένα λεπτό και δοκιμάστε ξανά.
app-trouble-not-now =
    .title = Δεν πέτυχε τώρα
    .message = Δεν άλλαξε τίποτα. Δοκιμάστε ξανά σε λίγο.
app-trouble-in-doubt =
    .title = Κανείς δεν ξέρει ακόμη
    .message = Δεν επιβεβαιώθηκε εγκαίρως. Πριν δοκιμάσετε ξανά, δείτε αν έγινε.
app-wrong-name = Γράψτε περιγραφή το πολύ 120 χαρακτήρων, σε μία γραμμή.
app-wrong-doors = Επιλέξτε τουλάχιστον μία πόρτα που μπορείτε να μοιραστείτε.
app-wrong-start = Επιλέξτε αρχή πριν από το τέλος.
app-wrong-start-new = Επιλέξτε αρχή που δεν έχει έρθει ακόμη και είναι πριν από το τέλος, ή ξεκινήστε τώρα.
app-wrong-end = Επιλέξτε τέλος που δεν έχει έρθει ακόμη, μετά την αρχή και μέσα στο όριο.
app-wrong-uses = Δώστε ακέραιο αριθμό, 1 ή περισσότερο, μέσα στο όριο.
app-wrong-pin = Γράψτε 4 έως 8 ψηφία.
app-wrong-arrivals = Επιλέξτε πώς θέλετε να ειδοποιηθείτε ή «Ποτέ».
app-wrong-template = Αυτό το πρότυπο δεν χρησιμοποιείται πια. Επιλέξτε άλλο.
app-wrong-channel = Επιλέξτε πώς θα σταλεί.
app-wrong-address = Κοιτάξτε τη διεύθυνση ή τον αριθμό: λείπει ή δεν μπορεί να είναι σωστός. Δεν στάλθηκε τίποτα.
app-wrong-other = Δεν πέτυχε. Δείτε πώς είναι τώρα και δοκιμάστε ξανά.
