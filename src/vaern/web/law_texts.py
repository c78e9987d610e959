"""What the packs and the counting of time say in English beside the law's own words, to be translated."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

LAW_TEXTS = frozenset(
    (
        _(
            "This is Danish law as the instruction of 2008 describes it. The source does not say when it ceased to be in force; it must not be taken for the law of today."
        ),
        _(
            "A period that would end on a day its last month does not have ends on that month's last day; the source states no rule."
        ),
        _("The last day is not moved from a weekend or a holiday; the source states no rule that moves it."),
        _(
            "Hours run as elapsed time through nights, weekends and clock changes; the source states no other rule."
        ),
        _(
            "The day of the event is not counted and the last day runs to its end, so the period exceeds the clock by some hours; the source states no rule for them."
        ),
        _(
            "An order's time is counted from the day it is served; the source does not say from which moment it runs."
        ),
        _("An extension prolongs the running period from its last day."),
        _(
            "Reading: A person is over 18 from the day of the eighteenth birthday; the instruction speaks of all persons of full age."
        ),
        _("Reading: The home is one that he shares with the household to be protected."),
        _(
            "Reading: The instruction reads chapters 24-26 as §§ 216-262 a. The penalty of 1 year and 6 months is asked of these chapters, not of §§ 210, 213 and 266, which the Act names by themselves."
        ),
        _(
            "Reading: An offence that is itself violence, or a threat of it, is conduct that implies violence. Which sections these are is read from straffeloven of 2010; the source prints none. Whether another offence against a person, the home or a thing was committed in such a way is left open; theft and the like imply none, as taking by a threat of violence is robbery."
        ),
        _(
            "Reading: The staff of a company or an authority is the source's own example of a definite circle. Where nobody says whether the circle is definite, it is taken to be the staff."
        ),
        _("Reading: Any member of the household may ask, also one whom no act was against."),
        _(
            "Reading: The instruction presupposes that the way is reserved for a substantial risk of serious assault."
        ),
        _(
            "Reading: What he has done is taken as given on reasoned suspicion or a conviction; whether it violates the peace, also where it is punishable by another provision, is a person's assessment."
        ),
        _(
            "Reading: What the circular elsewhere calls a factor, the likelihood of more violations, is here presupposed."
        ),
        _(
            "Reading: The parties are the respondent and the one to be protected. The facts tell how he lives with the victim; they say nothing of a company, an authority or the victim's nearest, who are not asked about."
        ),
        _(
            "Reading: Earlier violence from a former partner is the main case, not a condition: a special risk is asked for in every case, and men are offered the alarm on the same conditions."
        ),
        _("The review is a running one; each review is read as beginning the period anew."),
        _("The source speaks of the bortvisning; what is given together with it is read as served with it."),
        _("A detention gives a claim by itself where no bortvisning is carried out or approved."),
        _(
            "This is a committee's draft. It was never in force as printed here, and no decision in a live case may rest on it."
        ),
        _("An order takes effect when it is served, and its time is counted from that day."),
        _(
            "An extension prolongs the running period from its last day; the source does not say from when it runs."
        ),
        _(
            "Reading: The parties are the respondent and the one to be protected. The facts tell how he lives with the victim; they say nothing of a company or an authority, who are not asked about. Where he lives with the victim, or they may find together again, whether he lives with the victim's nearest too is left open."
        ),
        _(
            "Reading: The draft names kinds of crime, not sections, and the source prints no list. Read as straffeloven of 2010: killing §§ 237-239; robbery § 288; deprivation of liberty § 261; violence §§ 244-246; arson §§ 180-181; rape and other sexual offences chapter 24 (§§ 216-236) and incest § 210. Violence against somebody in public service or a witness (§§ 119, 123), arson and killing by negligence (§§ 182, 241) are left open."
        ),
        _(
            "Reading: The words ask it whatever no. 1 rests on; the remarks name its first and second limb only."
        ),
        _(
            "Reading: Where nobody has said whether there is another basis, an act of which he is convicted or suspected with reason is taken as one; whether it opens the measure the grounds ask."
        ),
        _("Reading: A person is over 18 from the day of the eighteenth birthday."),
        _(
            "Reading: The home is one that he shares with the household to be protected, so a bortvisning protects the victim or a member of the household."
        ),
        _(
            "Reading: The source prints the chapters only. Their sections are those of straffeloven of 2010: chapter 24 §§ 216-236, chapter 25 §§ 237-254, chapter 26 §§ 260-262 a."
        ),
        _(
            "Reading: Where nobody says whether he shared a household with the one acted against, it is taken as he lives with the victim."
        ),
        _(
            "Reading: Where § 4 no. 1 refers here, the offence must be against the one to be protected, as the remarks to § 4 no. 1 say (har udsat den anden for)."
        ),
        _(
            "Reading: The remarks presuppose that the way is reserved for a substantial risk of serious assault, or a risk of assault against children. The assessment of the risk is asked once, for both."
        ),
        _(
            "Reading: A bortvisning protects the household, so any member of it may ask, as the remarks say of the old § 5(1)."
        ),
        _(
            "For electronic control the draft carries over § 17(1) and (2), not the limit of § 17(3): the source gives no number."
        ),
        _("Only where the court hears the case orally."),
        _("The draft refers to retsplejeloven for the limit and prints no number."),
        _(
            "Reading: The source gives no number. Two is the fewest that can be repeated; whether they are enough is a person's assessment."
        ),
        _(
            "Reading: Breaches are counted together whichever order they broke and whomever it protects: the words name no protected person."
        ),
        _(
            "Norwegian law as a Danish committee described it in 2011, in Danish. The statutes' own words are not in the source, nor what has changed since."
        ),
        _(
            "A ban is taken to bind from its service, and its time is counted from that day; the source states no rule."
        ),
        _(
            "An extension prolongs the running period from its last day; the source does not say whether a ban can be extended."
        ),
        _(
            "Reading: The home from which somebody is expelled is one that he shares with the person to be protected."
        ),
        _("The source gives no time within which the case must be brought."),
        _("Reading: A sanction that is part of a judgment is given by the courts."),
        _(
            "Reading: As the ban is imposed with a judgment (strl § 33), only an act that he is convicted of counts, whatever its kind and whoever it was against; an act still under suspicion does not."
        ),
        _("The source does not say who may ask for the review."),
        _(
            "Reading: Whether another penalty is imposed beside the ban is not among the facts asked for: control presupposes that it is, and the court that passes sentence sees to it."
        ),
        _(
            "Swedish law as a Danish committee described it in 2011, in Danish. The statutes' own words are not in the source, nor what has changed since. The moment asked for selects the rules before or after 1 October 2011."
        ),
        _(
            "An extension prolongs the running period from its last day; the source does not say from when it counts."
        ),
        _(
            "Reading: The source does not say how certain a breach must be: one that he is convicted of counts, and one of which there is a reasoned suspicion."
        ),
        _("The source gives a time only for expulsion from the home."),
        _("A starting point (som udgangspunkt); the source does not say when the court may depart from it."),
        _(
            "Reading: Monitoring is a condition of the specially extended ban and is weighed with it, unless somebody has weighed it by itself."
        ),
        _(
            "Reading: Monitoring is a part of the decision on the ban: it is open where the ban can be given, and where it has been."
        ),
        _(
            "Reading: The time of electronic control is counted from the day it is ordered, served or not. The source says only that it is given for a definite time; that it must be served it takes over from § 16."
        ),
        _(
            "Spanish law as a Danish committee described it in 2011, in Danish. The statutes' own words are not in the source, nor what the court asks for before it gives a distance order, nor how long one may last."
        ),
        _(
            "Reading: There is a criminal case where he has committed an offence or may be assumed to have: there is reasonable ground to suspect him, whatever the offence and whoever it was against. After a conviction the device may be used on leave from prison; whether he is on leave is not among the facts asked for."
        ),
        _(
            "Foreign law as a Danish committee described it in 2011, in Danish, to read and compare. The committee gathered no closer information for want of time, and no decision may rest on it."
        ),
        _("Reading: The source does not say who tells him of the areas."),
        _(
            "A wider ban is for where the narrower one is not enough; the source does not place expulsion from the home among them."
        ),
        _(
            "A ban on an area is open only where the tilhold given with the bortvisning is not enough; it intrudes more (bet. kap. 2 afsnit 2.4.6). The source weighs no other of these measures against another."
        ),
        _(
            "An opholdsforbud intrudes more than a tilhold, a bortvisning more than an opholdsforbud. Electronic control is added to an opholdsforbud and makes it intrude considerably more; the source does not weigh it against a bortvisning."
        ),
        _("It ends with the order it depends on."),
        _("The law was not in force on this date."),
        _(
            "Counted from the day the extension took effect, the order runs longer than one decision may give; the source does not say from when an extension runs."
        ),
        _(
            "The scheme as a Danish committee described it in 2011; the Act itself is not in the source. Who serves a sentence at home is decided elsewhere: this pack says what its electronic control registers."
        ),
    )
)
"""The text itself is the key of its translation."""
