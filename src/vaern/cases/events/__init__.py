"""The events of a case. Each is something that happened, in the past tense; none is ever edited."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from vaern.cases.events.alarm import AssaultAlarmConsidered as AssaultAlarmConsidered
from vaern.cases.events.alarm import AssaultAlarmHandedOut as AssaultAlarmHandedOut
from vaern.cases.events.alarm import AssaultAlarmReturned as AssaultAlarmReturned
from vaern.cases.events.alarm import AssaultAlarmReviewed as AssaultAlarmReviewed
from vaern.cases.events.assessing import Assessed as Assessed
from vaern.cases.events.breach import BreachesJoined as BreachesJoined
from vaern.cases.events.breach import BreachRecorded as BreachRecorded
from vaern.cases.events.breach import BreachReported as BreachReported
from vaern.cases.events.children import ChildNoticeGiven as ChildNoticeGiven
from vaern.cases.events.children import ChildNoticeNotNeeded as ChildNoticeNotNeeded
from vaern.cases.events.children import ChildRecorded as ChildRecorded
from vaern.cases.events.children import HonourMarkersRecorded as HonourMarkersRecorded
from vaern.cases.events.children import HonourStrategyFollowed as HonourStrategyFollowed
from vaern.cases.events.children import NoChildrenFound as NoChildrenFound
from vaern.cases.events.children import SchoolAndAccessRecorded as SchoolAndAccessRecorded
from vaern.cases.events.children import TravelPrecautionsTaken as TravelPrecautionsTaken
from vaern.cases.events.circumstances import FileKept as FileKept
from vaern.cases.events.circumstances import HistoryRecorded as HistoryRecorded
from vaern.cases.events.circumstances import WeaponsRecorded as WeaponsRecorded
from vaern.cases.events.circumstances import WitnessNamed as WitnessNamed
from vaern.cases.events.closing import CaseClosed as CaseClosed
from vaern.cases.events.closing import CaseReopened as CaseReopened
from vaern.cases.events.collecting import BelongingsCollected as BelongingsCollected
from vaern.cases.events.complaining import ComplaintAnswered as ComplaintAnswered
from vaern.cases.events.complaining import ComplaintMade as ComplaintMade
from vaern.cases.events.complaining import ComplaintSent as ComplaintSent
from vaern.cases.events.contacts import ContactDeclined as ContactDeclined
from vaern.cases.events.contacts import ContactsLogged as ContactsLogged
from vaern.cases.events.contacts import LoggedContact as LoggedContact
from vaern.cases.events.correcting import Corrected as Corrected
from vaern.cases.events.court import CompensationClaimed as CompensationClaimed
from vaern.cases.events.court import CounselAppointed as CounselAppointed
from vaern.cases.events.court import CourtReviewRequested as CourtReviewRequested
from vaern.cases.events.court import HearingHeld as HearingHeld
from vaern.cases.events.court import HearingSet as HearingSet
from vaern.cases.events.court import Ruled as Ruled
from vaern.cases.events.court import RulingAppealed as RulingAppealed
from vaern.cases.events.court import SubmittedToCourt as SubmittedToCourt
from vaern.cases.events.custody import Detained as Detained
from vaern.cases.events.custody import Released as Released
from vaern.cases.events.deciding import ControlOrdered as ControlOrdered
from vaern.cases.events.deciding import Corridor as Corridor
from vaern.cases.events.deciding import Decided as Decided
from vaern.cases.events.deciding import MunicipalityNotified as MunicipalityNotified
from vaern.cases.events.deciding import PartiesNotified as PartiesNotified
from vaern.cases.events.deciding import Refused as Refused
from vaern.cases.events.deciding import Served as Served
from vaern.cases.events.deciding import ZoneDrawn as ZoneDrawn
from vaern.cases.events.diary import DiaryHandedOver as DiaryHandedOver
from vaern.cases.events.diary import DiaryLine as DiaryLine
from vaern.cases.events.disclosing import RECEIVER as RECEIVER
from vaern.cases.events.disclosing import ConsentGiven as ConsentGiven
from vaern.cases.events.disclosing import ConsentWithdrawn as ConsentWithdrawn
from vaern.cases.events.disclosing import Disclosed as Disclosed
from vaern.cases.events.disclosing import OrderAnswer as OrderAnswer
from vaern.cases.events.disclosing import ReceiverAnswered as ReceiverAnswered
from vaern.cases.events.ending import Acquitted as Acquitted
from vaern.cases.events.ending import Lifted as Lifted
from vaern.cases.events.ending import ReunitedPeacefully as ReunitedPeacefully
from vaern.cases.events.ending import WithdrawalRequested as WithdrawalRequested
from vaern.cases.events.ending import Withdrawn as Withdrawn
from vaern.cases.events.event import CASE_OFFICER as CASE_OFFICER
from vaern.cases.events.event import CONTROL_ROOM as CONTROL_ROOM
from vaern.cases.events.event import Event as Event
from vaern.cases.events.event import Person as Person
from vaern.cases.events.following_up import FollowedUp as FollowedUp
from vaern.cases.events.following_up import FollowUpPlanned as FollowUpPlanned
from vaern.cases.events.following_up import OutreachMade as OutreachMade
from vaern.cases.events.following_up import SpecialUnitTold as SpecialUnitTold
from vaern.cases.events.following_up import TreatmentOffered as TreatmentOffered
from vaern.cases.events.guiding import CivilClaimRecorded as CivilClaimRecorded
from vaern.cases.events.guiding import ContactPersonNamed as ContactPersonNamed
from vaern.cases.events.guiding import CounselBroughtBeforeCourt as CounselBroughtBeforeCourt
from vaern.cases.events.guiding import Guided as Guided
from vaern.cases.events.guiding import InterpreterConsidered as InterpreterConsidered
from vaern.cases.events.guiding import Interviewed as Interviewed
from vaern.cases.events.hearing import AccessAsked as AccessAsked
from vaern.cases.events.hearing import AccessDecided as AccessDecided
from vaern.cases.events.hearing import Admonished as Admonished
from vaern.cases.events.hearing import DecisionHandedOver as DecisionHandedOver
from vaern.cases.events.hearing import DecisionPutBack as DecisionPutBack
from vaern.cases.events.hearing import HearingOmitted as HearingOmitted
from vaern.cases.events.hearing import HidingRecorded as HidingRecorded
from vaern.cases.events.hearing import PartyHeard as PartyHeard
from vaern.cases.events.hearing import SettlementSought as SettlementSought
from vaern.cases.events.hearing import TelephoneDataAsked as TelephoneDataAsked
from vaern.cases.events.household import HouseholdMemberRecorded as HouseholdMemberRecorded
from vaern.cases.events.injuries import ConsentedInWriting as ConsentedInWriting
from vaern.cases.events.injuries import InjuryRecorded as InjuryRecorded
from vaern.cases.events.injuries import PhotographedWithoutConsent as PhotographedWithoutConsent
from vaern.cases.events.injuries import PhotographsBroughtToCourt as PhotographsBroughtToCourt
from vaern.cases.events.injuries import PhotographsTaken as PhotographsTaken
from vaern.cases.events.intake import CaseTaken as CaseTaken
from vaern.cases.events.intake import IncidentRecorded as IncidentRecorded
from vaern.cases.events.intake import PartyRecorded as PartyRecorded
from vaern.cases.events.intake import RelationshipRecorded as RelationshipRecorded
from vaern.cases.events.intake import Reported as Reported
from vaern.cases.events.intake import Requested as Requested
from vaern.cases.events.prosecuting import Charged as Charged
from vaern.cases.events.prosecuting import CriminalRegisterAsked as CriminalRegisterAsked
from vaern.cases.events.prosecuting import InvestigationClosed as InvestigationClosed
from vaern.cases.events.prosecuting import OutcomeRecorded as OutcomeRecorded
from vaern.cases.events.prosecuting import OutcomeTold as OutcomeTold
from vaern.cases.events.prosecuting import ProsecutionDecided as ProsecutionDecided
from vaern.cases.events.prosecuting import ReportedToCriminalRegister as ReportedToCriminalRegister
from vaern.cases.events.registering import AftermathRecorded as AftermathRecorded
from vaern.cases.events.registering import JournalNumberGiven as JournalNumberGiven
from vaern.cases.events.registering import JournalNumberReclassified as JournalNumberReclassified
from vaern.cases.events.registering import Remanded as Remanded
from vaern.cases.events.risk import DangerAssessed as DangerAssessed
from vaern.cases.events.risk import RiskAssessed as RiskAssessed
from vaern.cases.events.risk import RiskFactor as RiskFactor
from vaern.errors import InputError

TYPES: dict[str, type[Event]] = {cls.type: cls for cls in Event.__subclasses__()}


def read(type_name: str, data: dict[str, Any]) -> Event:
    """Return the typed event that `data` holds; `InputError` names the field, never its value."""
    try:
        return TYPES[type_name].model_validate(data)
    except KeyError:
        raise InputError("unknown event type", "/type", ", ".join(sorted(TYPES))) from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = "/" + "/".join(str(part) for part in first["loc"])
        raise InputError(f"event {type_name} cannot be used: {first['type']}", where, first["msg"]) from None


def write(event: Event) -> dict[str, Any]:
    """Return the event's fields as JSON values."""
    return event.model_dump(mode="json")
