### The guest page in English. A language is a folder beside this one with the same keys.
###
### $maker is the name of the person who made the link, or the phrase `someone`.
### Names arrive ready for text of either direction.

# What its speakers call it.
language-name = English
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
zone-time = { $city } time
in-zone = { $time } ({ $zone })

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = A key link
preview-description = Open it on your phone when you are at the door

## The head of the page

someone = the person who sent you this link
invited = { $maker } invited you
invited-by-nobody = Your key link
until = until { $time }
uses-left =
    { $count ->
        [one] one opening left
       *[other] { $count } openings left
    }
language = Language

## A door

online = online
offline = offline
locked = locked
unlocked = unlocked
open = open
closed = closed
note-offline = The door can’t be reached just now. You can still try.
note-held-open = This door is unlocked at the moment: just open it.

## The button

unlock = Unlock
hold = Hold to unlock
holding = Keep holding…
opening = Opening…
press-again = Press again to unlock
hint = Hold the button until it fills.
hint-keys = Hold the button, or press it twice.

## What came of a press

opened =
    .title = Open. Push the door.
    .message = { "" }
sent =
    .title = Sent.
    .message = This door can’t tell us; try it now.
unknown =
    .title = It didn’t answer.
    .message = Try the door, then press again or ask { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = The house can’t check just now.
    .message = Nothing was sent this time. If you pressed before, try the door. Else press again in a moment, or ask { $maker }.
silent =
    .title = No answer reached your phone.
    .message = Try the door; then press again.
phone-offline =
    .title = Your phone is offline.
    .message = Opening the door needs a connection. Nothing was sent.
back = Back to the doors

## Before its time

not-yet =
    .title = Not open yet
    .message = You can open from { $time }.
outside-hours =
    .title = Not at this hour
    .message = You can open again from { $time }.
outside-hours-ended =
    .title = Not at this hour
    .message = This link has no further hours. Ask { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = in { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] in one day
       *[other] in { $count } days
    }
wait-here = The button appears here by itself.

## After its time

ended-expired =
    .title = This link has ended
    .message = Its time is over. If you still need to come in, ask { $maker }.
ended-revoked =
    .title = This link was withdrawn
    .message = It opens nothing any more. If you still need to come in, ask { $maker }.
ended-used-up =
    .title = This link is used up
    .message = It has opened as often as it was made for. If you still need to come in, ask { $maker }.
ended-withdrawn =
    .title = This link does not open now
    .message = It is out of service. If you need to come in, ask { $maker }.
ended-doors-removed =
    .title = This link has no door any more
    .message = What it opened was removed. If you need to come in, ask { $maker }.

## Without a link, or without the house

not-found =
    .title = We don’t know this link
    .message = Check that it was copied in full, to the last letter. If it was, ask { $maker } for a new one.
too-many-tries =
    .title = Too many tries
    .message = Wait a minute, then load this page again. A valid link keeps working.
trouble =
    .title = The house has trouble
    .message = The page could not be made, and nothing was opened. Load it again in a moment, or ask { $maker }.
trouble-reference = If you tell them, mention { $reference }.
reload = Load again

## The number, for phones without scripts

number-title = Type this number
number-why = It shows that a person is at the door. It is good for a minute.
number-label = The number
number-wrong = That was not the number. Here is a new one.
number-send = Unlock { $door }

## Details

how-to-get-in = How to get in
map = Map
ask = Ask { $maker }
logged = Openings are noted in the building’s log.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Not opened
    .message = This link is not known here. Check that it was copied in full, or ask { $maker } for a new one.
refusal-no-gesture =
    .title = Not opened
    .message = Hold the button until it fills, so that we know a person is at the door.
refusal-link-revoked =
    .title = Not opened
    .message = This link was withdrawn. Ask { $maker } for a new one.
refusal-link-not-yet-valid =
    .title = Not opened
    .message = Your time has not begun yet. Ask { $maker } if you need to come in now.
refusal-link-expired =
    .title = Not opened
    .message = The time of this link is over. Ask { $maker } for a new one.
refusal-link-used-up =
    .title = Not opened
    .message = This link has opened as often as it was made for. Ask { $maker } for a new one.
refusal-link-outside-hours =
    .title = Not opened
    .message = This link does not open at this hour. Come back in its hours, or ask { $maker }.
refusal-door-not-on-link =
    .title = Not opened
    .message = This link does not open this door any more. Ask { $maker }.
refusal-cloud-key-inactive =
    .title = Not opened
    .message = This link is out of service. Ask { $maker } for a new one.
refusal-user-inactive =
    .title = Not opened
    .message = This link is out of service. Ask at the building for a new one.
refusal-no-access =
    .title = Not opened
    .message = This link does not open this door any more. Ask { $maker }.
refusal-no-remote-unlock =
    .title = Not opened
    .message = This door does not open with a link just now. Ask { $maker }.
refusal-access-outside-schedule =
    .title = Not opened
    .message = This door does not open with a link at this hour. Come back later, or ask { $maker }.
refusal-door-locked =
    .title = Not opened
    .message = This door is closed to everybody just now. Ask { $maker }.
refusal-door-onsite-only =
    .title = Not opened
    .message = Just now this door opens only on the spot, with a card, a code or a key. Ask { $maker }.
refusal-site-lockdown =
    .title = Not opened
    .message = The building is locked down, and no link opens it. Ask { $maker }.
refusal-too-many-presses =
    .title = Not opened
    .message = That was too many presses in a short time. Wait a minute, then press again.
refusal-door-not-wired =
    .title = Not opened
    .message = This door is not connected yet. Ask { $maker }.
refusal-door-offline =
    .title = Not opened
    .message = The door can’t be reached just now. Press again in a minute, or ask { $maker }.
refusal-door-jammed =
    .title = Not opened
    .message = The lock did not move. Push the door lightly and press again, or ask { $maker }.
refusal-too-late =
    .title = Not opened
    .message = The press took too long to reach the door, so nothing was sent. Press again.
refusal-not-recorded =
    .title = Not opened
    .message = The house could not check your link, so nothing was sent. Press again in a moment, or ask { $maker }.

## What a link asks for, and passing it on

passed-on = Passed on to you by a guest of { $maker }
pin-title = Type your PIN
pin-lead = You were told it by another way than this link. If not, ask { $maker }.
pin-send = Go on
pin-wrong = That was not the PIN. Try again.
pin-wait = That was wrong too often. Try again after { $time }, or ask { $maker }.
other-device =
    .title = This link belongs to another device
    .message = It opens only on the device that used it first, in the same browser. Use that one, or ask { $maker } to release it.
share-on = Pass it on
share-lead = Make a link of its own for somebody else. It opens no more than yours does and ends with yours, and its openings count on yours too. You can withdraw it here at any time.
share-name = For whom?
share-doors = Which doors?
share-from = From
share-until = Until
share-window-help = On the clock of the building ({ $zone }). Left empty, it is as with your link.
share-uses = How often?
share-uses-help = Left empty, as often as your link.
share-number = Type { $number } here
share-number-why = It shows that a person sends this.
share-make = Make the link
share-wrong-name = Write a name of at most 120 characters, on one line.
share-wrong-doors = Choose at least one door.
share-wrong-window = Choose times that come one after the other and lie within those of your link.
share-wrong-uses = Give a number, and no more than your link has left.
share-full = You have passed this link on as often as is possible. Withdraw one first, or ask { $maker }.
share-given = Passed on
share-made =
    .title = The link for { $name } is ready
    .message = Send it now: it is not shown again. Whoever has it can open the doors.
share-address = The link
share-withdraw = Withdraw
share-withdraw-ask = Withdraw the link for { $name }?
share-withdrawn = withdrawn
call = Call
mail = Send a mail
refusal-origin-withdrawn =
    .title = Not opened
    .message = The guest who passed this link on to you has none any more that could be passed on. Ask { $maker }.
refusal-pin-needed =
    .title = Not opened
    .message = This link asks for a PIN. Load the page again and type it, or ask { $maker }.
refusal-other-device =
    .title = Not opened
    .message = This link opens only on the device that used it first. Use that one, or ask { $maker } to release it.
refusal-device-unknown =
    .title = Not opened
    .message = This link must know your device again, and your browser keeps no cookies. Allow them and load the page again, or ask { $maker }.
