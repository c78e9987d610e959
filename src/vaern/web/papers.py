"""From the case file to the papers of guidance, children and the alarm."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from vaern.cases.events import AssaultAlarmHandedOut, ChildNoticeGiven, ContactPersonNamed
from vaern.cases.file import CaseFile
from vaern.cases.log import Line
from vaern.documents.paper import PaperData, Part
from vaern.documents.printed import Language, answer, duration, moment
from vaern.documents.provenance import LawReceipt, Passage
from vaern.packs.care import Asked, care_rules
from vaern.web.decision import receipt


def guidance_sheet(file: CaseFile, language: Language) -> PaperData:
    """Return what the victim takes home. It names nobody but her contact person."""
    rules = care_rules(file.case.law)
    said = {name: words[language] for name, words in rules.sheet.items()}
    named = [event for event in file.happened if isinstance(event, ContactPersonNamed)]
    person = f"{named[-1].name}, {named[-1].telephone}" if named else said["none_named"]
    told = [topic.says[language] for topic in rules.guidance]
    cited = dict.fromkeys(topic.citation for topic in rules.guidance)
    return PaperData(
        document_id=f"{file.case.reference}-guidance",
        title=said["title"],
        made_at=file.now,
        first=said["danger"],
        parts=(
            Part(rows=((said["contact"], person), (said["case"], file.case.reference)), boxed=True),
            Part(said["know"], items=(*told, said["interpreter"])),
            Part(said["rules"], words=(", ".join(cited),)),
        ),
        receipt=log_receipt(file),
    )


def child_notice(file: CaseFile, line: Line) -> PaperData:
    """Return the notice to the municipality of an entry `child_notice_given`, in the language spoken."""
    told, rules = line.event, care_rules(file.case.law)
    assert isinstance(told, ChildNoticeGiven)
    consent = answer({True: "yes", False: "no", None: None}[told.consent])
    rows = (
        (_("To"), ", ".join(part for part in (told.municipality, told.told_to) if part)),
        (_("Case number"), file.case.reference),
        (_("Given"), moment(told.at)),
        (_("Children"), told.children),
        (_("Contact with the police"), told.contact),
        (_("Consent of the parent"), consent),
    )
    return PaperData(
        document_id=f"{file.case.reference}-child-notice-{line.number}",
        title=_("Notice of children who may need special support"),
        made_at=told.at,
        parts=(
            Part(rows=tuple(row for row in rows if row[1])),
            Part(_("What gives reason to think so"), words=(told.reasons,)),
            Part(_("The rules"), rules=(_passage(rules.notice), _passage(rules.without_neglect))),
        ),
        receipt=log_receipt(file),
    )


def alarm_receipt(file: CaseFile, line: Line) -> PaperData:
    """Return the receipt for an assault alarm and what was gone through with her, in the language spoken."""
    given, rules = line.event, care_rules(file.case.law)
    assert isinstance(given, AssaultAlarmHandedOut)
    cited = (rules.alarm_is_a, rules.alarm_explained, rules.alarm_temporary)
    return PaperData(
        document_id=f"{file.case.reference}-alarm-{line.number}",
        title=_("Receipt for an assault alarm"),
        made_at=given.at,
        first=_("If you are in danger, press the button. You can also call 112."),
        parts=(
            Part(
                rows=(
                    (_("Number of the alarm"), given.device),
                    (_("Handed out"), moment(given.at)),
                    (_("By"), given.given_by),
                    (_("Gone through with you"), answer("yes" if given.explained else "no")),
                    (_("Case number"), file.case.reference),
                ),
                boxed=True,
            ),
            Part(
                _("How it works"),
                items=(
                    _("The button calls the alarm centre, which sends the call on to the police."),
                    _("The alarm tells where you are. While it is on, it can be followed."),
                    _("Once you have pressed, the alarm centre can hear what is said around you."),
                    _("Another button calls 112."),
                ),
            ),
            Part(
                _("For how long"),
                words=(
                    _("It is lent to you for a time."),
                    _("Within {time} the police look at whether you still need it.").format(
                        time=duration(rules.alarm_reviewed_within)
                    ),
                    _("Give it back to the police when you no longer need it."),
                ),
            ),
            Part(_("The rules"), rules=tuple(_passage(each) for each in cited)),
        ),
        signatures=(_("Date and signature"),),
        receipt=log_receipt(file),
    )


def log_receipt(file: CaseFile) -> LawReceipt:
    """Return the law's receipt without its files: a paper that is taken home stays on one page."""
    return replace(receipt(file.assessment["receipt"]), files=())


def _passage(asked: Asked) -> Passage:
    return Passage(asked.citation, asked.words)
