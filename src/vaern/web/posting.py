"""The mails of a letter: that it is there, and the code that opens it. Neither says a word of the case."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, override

from vaern.letters.door import Sent
from vaern.letters.models import Letter

LOG = logging.getLogger(__name__)


def way_in(request: HttpRequest, number: str) -> str:
    """Return the link to a letter. The number stands behind `#`: no server and no log is sent it."""
    return f"{request.build_absolute_uri(reverse('letter'))}#{number}"


def announce(request: HttpRequest, sent: Sent) -> bool:
    """Mail the link; say whether it went."""
    with override(sent.letter.language):
        subject = gettext("A letter from the police waits for you")
        text = gettext(
            "Open the link. You get a code by mail to this address, and need no account.\n\n{link}\n\n"
            "The letter is open until {until}. Pass the link on to nobody."
        ).format(link=way_in(request, sent.number), until=f"{sent.letter.until:%Y-%m-%d}")
    return _mailed(sent.letter, subject, text)


def mail_code(letter: Letter, code: str) -> bool:
    """Mail the code; say whether it went."""
    with override(letter.language):
        subject = gettext("Your code")
        text = gettext("Your code is {code}. It opens the letter once, within 15 minutes.").format(code=code)
    return _mailed(letter, subject, text)


def _mailed(letter: Letter, subject: str, text: str) -> bool:
    try:
        EmailMessage(subject, text, to=[letter.address]).send()
    except (OSError, SMTPException) as error:
        LOG.error("a mail of a letter could not be sent", exc_info=error)
        return False
    return True
