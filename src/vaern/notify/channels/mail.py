"""Messages by mail, over the server of the settings (VAERN_SMTP_HOST)."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import EmailMessage

from vaern.notify.channels.channel import Message, NotDelivered


class MailChannel:
    """One mail a message."""

    def send(self, to: str, message: Message) -> None:
        """Hand the mail to the server; whether it is read, a mail never tells."""
        headers = {"X-Vaern-Key": message.key}
        try:
            sent = EmailMessage(message.subject, message.text, to=[to], headers=headers).send()
        except (OSError, SMTPException) as error:
            raise NotDelivered("mail_server") from error
        if not sent:
            raise NotDelivered("mail_refused")
