### The members' app in English.
### Names of people and things are filled in as they are; times and lengths come in words of this language.
### The app also takes sentences from guest.ftl: the button, a door's status, what came of a press.

## The frame of every page

app-doors = Doors
app-links = Links
app-activity = Activity
app-me = Me
app-skip = Skip to the content
app-main = Main menu
app-offline = You are offline. Doors open only with a connection.
app-lockdown = Lockdown: { $names }. Nobody opens anything there from afar.
app-whoever = whoever runs this building
app-optional = optional
app-save = Save
app-cancel = Cancel

## Doors, and what came of a press

app-doors-none = You have no doors yet. Whoever runs this building can give you access to them.
app-share = Share
app-find-door = Find a door
app-find-none = There is no door of this name.
app-not-wired = not connected
app-never-seen = never seen
app-held-open = held open
app-onsite = on site only
app-locked-for-all = locked for everybody
app-state-until = { $state } until { $time }
app-ask-building = Ask whoever runs this building.
app-use-card = Use your card or PIN at the door.
app-too-often = Too often in a short time. Try again in { $seconds } s.
app-not-tried = Nothing was sent. Wait a moment, then press again.
app-nothing-waits = Nothing waits to be sent later.
app-signed-out =
    .title = You are signed out.
    .message = Nothing was opened. You can sign in now, then press again.

## Why a door stayed shut, in the list of what happened

app-why-revoked = The link was revoked or is out of service.
app-why-not-yet = The link’s time has not begun.
app-why-expired = The link’s time is over.
app-why-used-up = The link is used up.
app-why-hours = It does not open at this hour.
app-why-pin = The PIN was not given.
app-why-device = It was another device.
app-why-not-on-link = The link does not open this door.
app-why-no-access = There is no access to this door.
app-why-no-remote = This door is not opened from afar.
app-why-locked = The door is locked for everybody just now.
app-why-onsite = The door opens only on site just now.
app-why-lockdown = The building is locked down.
app-why-too-many = Too many presses in a short time.
app-why-not-wired = No controller drives this door yet.
app-why-offline = The door can’t be reached.
app-why-jammed = The lock did not move.
app-why-too-late = The press came too late.
app-why-unchecked = It could not be checked.

## Sharing

app-share-title = Share a guest access link
app-share-none = There is no door that you may share. Whoever runs this building can let you.
app-to-doors = Go to your doors
app-from-template = From a template
app-no-template = None
app-template-choose = Links are made from templates here. Choose one.
app-template-missing = Links are made from templates here, and there is none for you yet. Ask an administrator for one.
app-at-most = At most { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } use
       *[other] { $count } uses
    }
app-more-doors = More doors
app-cannot-share = can no longer be shared
app-lost-door = A door that you no longer have access to
app-name = Brief description
app-name-help = For you, such as “Mia, weekend”. Guests do not see it.
app-name-hint = Who, and what for
app-when = When
app-starts = Starts
app-now = Now
app-later = Later
app-starts-on = Starts on
app-at-once = at once, if empty
app-ends = Ends
app-tonight = Tonight
app-sunday = Until Sunday
app-custom = Custom
app-no-end = No end
app-longest = { $length }, the longest
app-ends-on = Ends on
app-ends-says = Ends: { $time }
app-ends-never = It ends when you revoke it.
app-clock = Times are on the clock of the building:
app-clock-first = The first door that you choose counts.
app-lasts-most = A link lasts { $length } at most.
app-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
app-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
app-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
app-weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
app-share-do = Share access

## What else a link may carry

app-more = More
app-more-hint = PIN, uses, passing on, arrivals
app-max-uses = Number of uses
app-uses-any = Empty means as often as wanted.
app-pin-help = The guest types it once on each device. Tell it by another way than the link. It is not shown again.
app-pin-digits = 4 to 8 digits
app-pin-set = set; type another to change it
app-pin-none = Ask for no PIN any more
app-share-on = The guest may pass it on
app-share-on-help = They can make links of their own from it: fewer doors, a shorter time. These end with this link.
app-one-device = First device only
app-one-device-help = The first phone that opens a door with it is the only one from then on. You can let it take another.
app-page-language = Language of the guest’s page
app-guest-own = The guest’s own
app-contact = Contact on the guest’s page
app-contact-nobody = Your name alone
app-contact-maker = Your contact
app-contact-site = The building’s contact
app-arrivals = Tell me when they arrive
app-first-use = First use
app-every-use = Every use
app-never = Never
app-notification = Notification
app-push-where = On the devices where you turned them on
app-push-nowhere = Turn them on first, under “Me”
app-mail = E-mail
app-mail-own = To your own address

## Handing a link out

app-ready = The link is ready.
app-again = Share this link again.
app-how = Choose how to send it
app-sheet = Share with this phone’s apps
app-sms = Text message
app-copy = Copy the link
app-copied = Copied
app-paste = Now paste it in Slack
app-keys = Press Ctrl C
app-qr = QR code
app-qr-help = The guest scans this with their camera.
app-address = Guest access link
app-what = What is sent
app-to-link = Go to the link
app-subject = Your key for { $organization }
app-invite = { $name } sends you a key for { $organization }.
app-invite-until = It works until { $time }.
app-invite-open = Open this page at the door and hold the button: { $url }
app-send-title = Let Keylink send it
app-send-to = To
app-send-to-help = A mail address; a phone number with its country’s number, such as +49 151 23456789; in Slack a channel or a member.
app-send = Send
app-sent = What Keylink sent
app-delivery-queued = on its way
app-delivery-sent = sent
app-delivery-failed = not sent
app-delivery-unknown = nobody knows whether it went
app-fail-address = The address was not taken. Check it, then send again.
app-fail-refused = The message was not taken.
app-fail-settings = Sending is not set up right here. Tell whoever runs this server.
app-fail-gave-up = It was tried for hours without success.
app-fail-link = The link had ended or changed before it was sent.

## One’s links

app-window-from = from { $time }
app-as-origin = as the link that it comes from
app-uses = Uses
app-uses-of = { $uses } of { $max }
app-active = active
app-upcoming = upcoming
app-outside-hours = outside its hours
app-expired = expired
app-used-up = used up
app-opens-nothing = opens nothing
app-revoked = revoked
app-over = over
app-is-revoked = This link was revoked and opens nothing any more.
app-hollow-key = It opens nothing now: your right to share does not count. Ask whoever runs this building.
app-hollow-access = It opens nothing: you may no longer share its doors.
app-hollow-doors = It opens nothing: its doors were removed.
app-hollow-origin = It opens nothing: the link that it comes from is over.
app-typed = What you typed
app-share-again = Copy or share again
app-more-time = More time
app-longer = { $length } more
app-change = Change this link
app-also = Also
app-device-since = It opens only on one device, since { $time }.
app-device-free = Let it take another device
app-branch-of = Passed on from: { $name }
app-revoke = Revoke this link
app-revoke-ask = Revoke “{ $name }”?
app-revoke-lead = From then on it opens nothing, for good. This cannot be undone.
app-unused = It was never used.
app-used =
    { $count ->
        [one] It was used once.
       *[other] It was used { $count } times.
    }
app-revoke-do = Revoke the link
app-history = What happened
app-share-door = Share a door
app-links-none = No links yet. A link opens doors for a guest from a web page: no app, no account.
app-older = Show older ones
app-no-older = There is nothing older.
app-activity-none = Nothing has happened yet. What you open, and what your links open, stands here.

## What happened, in a few words

app-event-opened = Opened
app-event-sent = Command sent
app-event-refused = Refused
app-event-failed = Did not open
app-event-unknown = No answer; it may have opened
app-event-late = Answered late
app-event-made = Link made
app-event-changed = Link changed
app-event-revoked = Link revoked
app-event-rotated = Link has a new address
app-event-copied = Address shown again
app-event-passed-on = Link passed on
app-event-pin = Wrong PIN
app-event-bound = Link bound to one device
app-event-freed = Link may take another device
app-event-delivered = Link sent
app-event-handed = Link handed on
app-event-handed-sheet = Handed to this device’s share sheet
app-event-handed-mail = Handed to the mail program
app-event-handed-sms = Handed to the text messages
app-event-handed-whatsapp = Handed to WhatsApp
app-event-handed-slack = Link copied for Slack
app-event-handed-copy = Link copied to hand it on
app-event-undelivered = Link not sent
app-event-notice = Notification not delivered
app-event-webhook = Webhook URL changed
app-event-signed-in = Signed in
app-event-not-signed-in = Sign-in failed
app-event-account = Account changed
app-event-access = Access changed
app-event-settings = Settings changed

## Oneself, and the device

app-organization = Organization
app-zone = Time zone
app-sign-in = Your sign-in
app-sign-in-help = Passkeys, password, one-time codes
app-control = Control center
app-control-help = The same account, for the desk
app-language = Language of this app
app-language-auto = As this browser asks
app-notifications = Notifications
app-push-on = On: this device shows when guests arrive by your links, as each link says.
app-push-off = Off: this device shows nothing when guests arrive.
app-push-turn-on = Turn on for this device
app-push-turn-off = Turn off for this device
app-push-scripts = Notifications need scripts in this browser.
app-push-unable = This browser shows no notifications. On an iPhone, put the app on the home screen first.
app-push-denied = This browser was told to show no notifications of this site. Allow them in its settings, then come back.
app-push-failed = It did not work just now. Check the connection, then try again.
app-push-something = Something happened at your doors.
app-install = On your home screen
app-install-help = Installed, Keylink opens like any other app. On an iPhone: Share, then “Add to Home Screen”. On Android: the browser’s menu, then “Install app” or “Add to Home screen”.
app-install-now = Install now
app-sign-out = Sign out
app-description = Your doors: open them, and share them by a link.
app-offline-lead = Or the server does not answer. Nothing waits here to be opened later. A card, a PIN or a key may still open them.
app-try-again = Try again

## What was done, and what is wrong

app-done-saved = Saved.
app-done-nothing = Nothing was changed.
app-done-link-extended = The link has more time.
app-done-link-revoked = The link was revoked. It opens nothing any more.
app-done-link-queued = It is on its way. What becomes of it stands under “What Keylink sent”.
app-done-device-freed = The link may take another device.
app-trouble-not-found =
    .title = There is nothing here
    .message = It may have been removed, or the address is not complete.
app-trouble-forbidden =
    .title = This is not allowed
    .message = Nothing was changed. Ask an administrator of your organization.
app-trouble-unfit =
    .title = This does not fit any more
    .message = Nothing was changed. Load the page again and look at how it stands now.
app-trouble-too-often =
    .title = Too often in a short time
    .message = Wait a minute, then try again.
app-trouble-not-now =
    .title = This did not work just now
    .message = Nothing was changed. Try again in a moment.
app-trouble-in-doubt =
    .title = Nobody knows yet
    .message = This was not confirmed in time. Look whether it was done before you try again.
app-wrong-name = Write a description of at most 120 characters, on one line.
app-wrong-doors = Choose at least one door that you may share.
app-wrong-start = Choose a start that comes before the end.
app-wrong-start-new = Choose a start that is still to come and before the end, or start now.
app-wrong-end = Choose an end that is still to come, after the start and within the limit.
app-wrong-uses = Give a whole number, 1 or more, within the limit.
app-wrong-pin = Type 4 to 8 digits.
app-wrong-arrivals = Choose how you want to be told, or “Never”.
app-wrong-template = This template can no longer be used. Choose another one.
app-wrong-channel = Choose how to send it.
app-wrong-address = Look at the address or number: it is missing or cannot be right. Nothing was sent.
app-wrong-other = This did not work. Look at how it stands now, then try again.
